package io.wavetank.policy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Begins to give up lost nodes at a limited rate in each zone, as the node lifecycle controller of Kubernetes does when it taints them.
 *
 * <p>A zone is in full disruption if none of its nodes is well, in partial disruption if more than two and at least the share of {@link EvictionLimits}
 * are lost, else normal. Each zone has a token bucket that holds one token: the first node is taken at once. Where all zones are in full disruption it is
 * the control plane that is taken to be cut off: nothing is given up, and what was begun is left alone, until any node is well again; what is lost then is
 * begun with anew. Nodes of a zone are taken in the order in which they were lost. How long a task stays is what it tolerates of the taint
 * {@code node.kubernetes.io/unreachable}, effect NoExecute, the least of what it says; else what every task is given.
 *
 * <p>What it is not: the controller looks at its queues every 100 ms; here a node is taken when its token is there.
 *
 * <p>Source: Kubernetes, {@code pkg/controller/nodelifecycle}: {@code handleDisruption}, {@code ComputeZoneState}, {@code ReducedQPSFunc} and
 * {@code RateLimitedTimedQueue.SwapLimiter}.
 */
public final class PacedEviction implements LostNodePolicy {
    private static final Taint UNREACHABLE = new Taint("node.kubernetes.io/unreachable", "", Taint.Effect.NO_EXECUTE);
    private static final String TOPOLOGY = "topology.kubernetes.io/";
    private static final double SECOND = 1e9;
    private static final int SMALLEST_PARTIAL = 3;

    private final EvictionLimits limits;
    private final long tolerationNanos;
    private final LinkedHashMap<String, Zone> zones = new LinkedHashMap<>();
    private final ClusterView cluster;
    private final List<Zone> zoneOf = new ArrayList<>();
    private final BitSet lost = new BitSet();
    private final BitSet gone = new BitSet();
    private boolean stopped;
    private long wakeNanos = NEVER;

    /** What a zone is in. */
    private enum State {
        NORMAL,
        PARTIAL,
        FULL
    }

    private static final class Zone {
        private int nodes;
        private int lost;
        private State state = State.NORMAL;
        private double rate;
        /** When its next token is there. */
        private long tokenNanos;

        private final Deque<Integer> waiting = new ArrayDeque<>();
        private final Deque<Integer> begun = new ArrayDeque<>();

        Zone(double rate) {
            this.rate = rate;
        }
    }

    /**
     * Creates the policy of one leader.
     *
     * @param tolerationNanos how long a task stays that says nothing of it
     */
    public PacedEviction(ClusterView cluster, EvictionLimits limits, long tolerationNanos) {
        this.limits = limits;
        this.tolerationNanos = tolerationNanos;
        this.cluster = cluster;
        count();
    }

    /** Nodes come and go: each counts in its zone as long as it is there. */
    private void count() {
        for (int node = zoneOf.size(); node < cluster.nodeCount(); node++) {
            Map<String, String> labels = cluster.node(node).labels();
            String key =
                    labels.getOrDefault(TOPOLOGY + "region", "") + "/" + labels.getOrDefault(TOPOLOGY + "zone", "");
            Zone zone = zones.computeIfAbsent(key, each -> new Zone(limits.perSecond()));
            zone.nodes++;
            zoneOf.add(zone);
        }
        for (int node = 0; node < zoneOf.size(); node++) {
            if (!gone.get(node) && !cluster.node(node).present()) {
                gone.set(node);
                zoneOf.get(node).nodes--;
                forget(node);
            }
        }
    }

    private void forget(int node) {
        if (lost.get(node)) {
            Zone zone = zoneOf.get(node);
            lost.clear(node);
            zone.lost--;
            zone.waiting.remove(node);
            zone.begun.remove(node);
        }
    }

    @Override
    public void lost(long nowNanos, int node, Marks marks) {
        count();
        Zone zone = zoneOf.get(node);
        lost.set(node);
        zone.lost++;
        zone.waiting.addLast(node);
        wakeNanos = nowNanos;
    }

    @Override
    public void back(long nowNanos, int node, Marks marks) {
        forget(node);
        wakeNanos = nowNanos;
    }

    @Override
    public void act(long nowNanos, Marks marks) {
        count();
        boolean all = zones.values().stream().noneMatch(zone -> zone.nodes > 0 && stateOf(zone) != State.FULL);
        wakeNanos = NEVER;
        if (all) {
            if (!stopped) {
                stopAll(marks);
            }
            stopped = true;
            return;
        }
        for (Zone zone : zones.values()) {
            State state = stateOf(zone);
            if (stopped || state != zone.state) {
                zone.state = state;
                swap(nowNanos, zone, rate(zone));
            }
            take(nowNanos, zone, marks);
        }
        stopped = false;
    }

    private void stopAll(Marks marks) {
        for (Zone zone : zones.values()) {
            zone.state = State.FULL;
            while (!zone.begun.isEmpty()) {
                int node = zone.begun.removeLast();
                marks.stop(node);
                zone.waiting.addFirst(node);
            }
            zone.rate = 0;
        }
    }

    private State stateOf(Zone zone) {
        if (zone.lost == zone.nodes && zone.nodes > 0) {
            return State.FULL;
        }
        boolean partial =
                zone.lost >= SMALLEST_PARTIAL && (float) zone.lost / (float) zone.nodes >= (float) limits.unwellShare();
        return partial ? State.PARTIAL : State.NORMAL;
    }

    private double rate(Zone zone) {
        if (zone.state != State.PARTIAL) {
            return limits.perSecond();
        }
        return zone.nodes > limits.largeZone() ? limits.perSecondUnwell() : 0;
    }

    /** A new bucket is full, unless the old one has just been emptied. */
    private static void swap(long nowNanos, Zone zone, double rate) {
        if (rate == zone.rate) {
            return;
        }
        boolean waits = zone.rate == 0 || zone.tokenNanos > nowNanos;
        zone.rate = rate;
        zone.tokenNanos = waits && rate > 0 ? later(nowNanos, rate) : nowNanos;
    }

    private static long later(long nowNanos, double rate) {
        return nowNanos + Math.round(SECOND / rate);
    }

    private void take(long nowNanos, Zone zone, Marks marks) {
        while (!zone.waiting.isEmpty() && zone.rate > 0) {
            if (zone.tokenNanos > nowNanos) {
                wakeNanos = Math.min(wakeNanos, zone.tokenNanos);
                return;
            }
            zone.tokenNanos = later(nowNanos, zone.rate);
            int node = zone.waiting.removeFirst();
            zone.begun.addLast(node);
            marks.begin(node);
        }
    }

    @Override
    public long wakeNanos() {
        return wakeNanos;
    }

    @Override
    public long tolerationNanos(TaskClass task) {
        boolean tolerates = false;
        long least = NEVER;
        for (Toleration each : task.tolerations()) {
            if (each.tolerates(UNREACHABLE)) {
                tolerates = true;
                Long seconds = each.seconds();
                least = seconds == null ? least : Math.min(least, Math.max(0, seconds) * 1_000_000_000L);
            }
        }
        return tolerates ? least : tolerationNanos;
    }
}
