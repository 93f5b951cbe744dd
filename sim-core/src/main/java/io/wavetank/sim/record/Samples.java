package io.wavetank.sim.record;

import io.wavetank.policy.Metered;
import io.wavetank.sim.cluster.Cluster;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The samples of a run: what is read at each, in what order, and the timeline that keeps it. */
final class Samples {
    private static final long DEFAULT_INTERVAL_NANOS = 1_000_000_000L;
    private static final int MOST_HEAT_ROWS = 128;
    private static final float[] NO_HEAT = {};

    private final Cluster cluster;
    private final boolean[] bounded;
    private final boolean faulty;
    private final @Nullable FailoverLog failover;
    private final @Nullable Metered metered;
    private final @Nullable Gauges gauges;
    private final @Nullable Gauges guarded;
    private final Fragmentation fragmentation;
    private final @Nullable GrowingHeat growing;
    private final List<String> columns = new ArrayList<>();
    private final Timeline timeline;

    /**
     * Samples a cluster.
     *
     * @param bounded which resources are told of
     * @param headline the resource of which the heat of nodes is told
     * @param failover what is known of what broke; null where nothing may break
     * @param metered the scheduler, if it counts things of its own
     * @param gauges what is sampled beside the rest where nodes come and go; null where they stay
     * @param guarded what is sampled of services with policies of failover; null where there are none
     * @param spanNanosHint about how long submissions go on; 0 if unknown
     */
    Samples(
            Cluster cluster,
            boolean[] bounded,
            int headline,
            @Nullable FailoverLog failover,
            @Nullable Metered metered,
            @Nullable Gauges gauges,
            @Nullable Gauges guarded,
            long spanNanosHint) {
        this.cluster = cluster;
        this.bounded = bounded;
        this.faulty = failover != null;
        this.failover = failover;
        this.metered = metered;
        this.gauges = gauges;
        this.guarded = guarded;
        this.fragmentation = new Fragmentation(cluster, headline);
        nameColumns();
        long interval =
                spanNanosHint > 0 ? Math.max(1, spanNanosHint / (Timeline.MOST_ROWS * 3 / 4)) : DEFAULT_INTERVAL_NANOS;
        int heatRows = Math.min(MOST_HEAT_ROWS, cluster.nodeCount());
        this.growing = gauges == null ? null : new GrowingHeat(headline, MOST_HEAT_ROWS);
        this.timeline = new Timeline(columns.size(), heatRows, growing, interval);
        if (growing == null) {
            cluster.watchGroups(headline, heatRows);
        }
    }

    private void nameColumns() {
        columns.addAll(List.of("pending", "running", "nodes_up"));
        for (int resource = 0; resource < bounded.length; resource++) {
            if (bounded[resource]) {
                String name = cluster.resources().name(resource);
                columns.add(name + "_allocated");
                columns.add(name + "_capacity");
                if (faulty) {
                    columns.add(name + "_available");
                }
            }
        }
        if (faulty) {
            columns.addAll(List.of(
                    "control_plane_up", "nodes_known_lost", "tasks_stopped", "tasks_given_up", "tasks_started_again"));
        }
        if (metered != null) {
            columns.addAll(metered.gauges());
        }
        if (gauges != null) {
            columns.addAll(gauges.names());
        }
        if (guarded != null) {
            columns.addAll(guarded.names());
        }
    }

    List<String> columns() {
        return List.copyOf(columns);
    }

    Timeline timeline() {
        return timeline;
    }

    Fragmentation fragmentation() {
        return fragmentation;
    }

    /** Takes the samples that are due before an instant. */
    void advanceTo(long nowNanos, long pending, long running, boolean leaderless) {
        while (timeline.nextNanos() < nowNanos) {
            sample(pending, running, leaderless);
        }
    }

    private void sample(long pending, long running, boolean leaderless) {
        long[] row = new long[columns.size()];
        row[0] = pending;
        row[1] = running;
        row[2] = cluster.nodesUp();
        int column = 3;
        for (int resource = 0; resource < bounded.length; resource++) {
            if (bounded[resource]) {
                row[column++] = cluster.totalRequested(resource);
                row[column++] = cluster.totalAllocatable(resource);
                if (faulty) {
                    row[column++] = cluster.totalAvailable(resource);
                }
            }
        }
        if (failover != null) {
            row[column++] = leaderless ? 0 : 1;
            row[column++] = failover.nodesKnown();
            row[column++] = failover.tasksStopped();
            row[column++] = failover.tasksGivenUp();
            row[column++] = failover.tasksStartedAgain();
        }
        if (metered != null) {
            for (long reading : metered.readings()) {
                row[column++] = reading;
            }
        }
        if (gauges != null) {
            gauges.read(row, column);
        }
        if (guarded != null) {
            guarded.read(row, row.length - guarded.names().size());
        }
        double fragmented = timeline.nextIsCoarse() ? fragmentation.now() : Double.NaN;
        if (growing != null) {
            growing.sample(timeline.rows(), cluster);
        }
        timeline.add(row, growing == null ? cluster.takenShares() : NO_HEAT, fragmented);
    }
}
