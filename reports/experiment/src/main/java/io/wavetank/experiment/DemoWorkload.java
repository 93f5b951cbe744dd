package io.wavetank.experiment;

import io.wavetank.policy.Draws;
import io.wavetank.policy.Resources;
import io.wavetank.policy.TaskClass;
import io.wavetank.sim.Submission;
import io.wavetank.sim.SubmissionSource;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.sim.cluster.NodeSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The workload of {@code wavetank demo}: a day on 100 nodes, made up, with a rush in the afternoon.
 *
 * <p>Small web tasks (0.25 to 2 cores, minutes) follow the time of day, {@code rate(t) = mean x (1 + 0.75 sin)}, as a thinned Poisson
 * process. Batch tasks of 4 cores run for about half an hour. Once every few minutes a task comes that takes a whole node of 32 cores; it
 * waits wherever the small ones have been spread over all nodes. Run times are exponential. Everything is a keyed draw of the seed.
 */
public final class DemoWorkload implements Workload {
    private static final long SECOND = 1_000_000_000L;
    private static final long DAY_NANOS = 86_400 * SECOND;
    private static final int NODES = 100;
    private static final double ARRIVALS_PER_SECOND = 0.64;
    private static final double DAY_SWING = 0.75;

    private final long seed;

    /** One kind of task: its share of arrivals and what it asks for. */
    private record Kind(
            String name, double share, double coresLeast, int coreSteps, long memoryPerCore, double meanSeconds) {}

    private static final List<Kind> KINDS = List.of(
            new Kind("web", 0.80, 0.25, 8, 2L << 30, 600),
            new Kind("batch", 0.19, 4, 1, 4L << 30, 1800),
            new Kind("whole-node", 0.01, 32, 1, 3L << 30, 2400));

    /** Makes the workload of one seed. */
    public DemoWorkload(long seed) {
        this.seed = seed;
    }

    /** The cluster that it is meant for: 100 nodes of 32 cores and 128 GiB in three zones. */
    public static ClusterSpec cluster() {
        List<NodeSpec> nodes = new ArrayList<>();
        for (int i = 0; i < NODES; i++) {
            nodes.add(NodeSpec.builder("node-" + (i + 1))
                    .capacity(Resources.CPU, 32_000)
                    .capacity(Resources.MEMORY, 128L << 30)
                    .label("topology.kubernetes.io/zone", "zone-" + "abc".charAt(i % 3))
                    .build());
        }
        return new ClusterSpec(Resources.basic(), nodes);
    }

    @Override
    public String title() {
        return "A made-up day on " + NODES + " nodes";
    }

    @Override
    public List<InputFile> inputs() {
        return List.of();
    }

    @Override
    public SortedMap<String, Long> dropped() {
        return new TreeMap<>();
    }

    @Override
    public Map<String, Long> totals() {
        return Collections.emptyMap();
    }

    @Override
    public long spanNanos() {
        return DAY_NANOS;
    }

    @Override
    public boolean random() {
        return true;
    }

    @Override
    public SubmissionSource open(int replication) {
        return new Source(new Draws(seed, replication));
    }

    private static final class Source implements SubmissionSource {
        private final Draws gaps;
        private final Draws thinning;
        private final Draws kinds;
        private final Draws sizes;
        private final Draws runs;
        private double seconds;
        private long candidate;
        private int tasks;

        Source(Draws draws) {
            this.gaps = draws.stream("demo gap");
            this.thinning = draws.stream("demo thinning");
            this.kinds = draws.stream("demo kind");
            this.sizes = draws.stream("demo size");
            this.runs = draws.stream("demo run");
        }

        @Override
        public long spanNanosHint() {
            return DAY_NANOS;
        }

        @Override
        public @Nullable Submission next() {
            double most = ARRIVALS_PER_SECOND * (1 + DAY_SWING);
            while (true) {
                seconds += gaps.exponential(1 / most, candidate, 0);
                if (seconds * SECOND >= DAY_NANOS) {
                    return null;
                }
                // lowest at 4 in the morning, highest at 4 in the afternoon
                double phase = 2 * Math.PI * (seconds / 86_400 - 10.0 / 24);
                double rate = ARRIVALS_PER_SECOND * (1 + DAY_SWING * StrictMath.sin(phase));
                if (thinning.uniform(candidate++, 0) * most < rate) {
                    return task(tasks++);
                }
            }
        }

        private Submission task(int number) {
            Kind kind = kind(kinds.uniform(number, 0));
            double cores = kind.coresLeast * (1 + sizes.below(kind.coreSteps, number, 0));
            TaskClass asks = TaskClass.builder()
                    .cpuMillis((long) (cores * 1000))
                    .memoryBytes((long) (cores * kind.memoryPerCore))
                    .build();
            long run = Math.max(SECOND, (long) (runs.exponential(kind.meanSeconds, number, 0) * SECOND));
            return new Submission(kind.name + "-" + number, "", (long) (seconds * SECOND), run, -1, asks);
        }

        private static Kind kind(double draw) {
            double sum = 0;
            for (Kind kind : KINDS) {
                sum += kind.share;
                if (draw < sum) {
                    return kind;
                }
            }
            return KINDS.get(KINDS.size() - 1);
        }
    }
}
