package io.wavetank.policy.kubernetes.autoscale.karpenter;

import io.wavetank.policy.TaskClass;
import io.wavetank.policy.TaskView;
import io.wavetank.policy.kubernetes.autoscale.ca.ClusterMirror;
import io.wavetank.policy.scaling.DisruptionBudget;
import io.wavetank.policy.scaling.FleetView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/** What is remembered of nodes, and which of them may be disrupted. */
final class Nodes {
    static final String DO_NOT_DISRUPT = "karpenter.sh/do-not-disrupt";
    /** For how long a node is kept for pods that are to come to it: twice the longest batch. */
    private static final long NOMINATED_NANOS = 20_000_000_000L;

    private static final double COST_OF_PRIORITY = 1L << 25;
    private static final double MOST_COST = 10;

    private long[] changedNanos = new long[16];
    private long[] nominatedNanos = new long[16];
    private long[] signatures = new long[16];
    private long seenVersion = -1;

    /** Takes in which nodes pods came to or left. */
    void refresh(FleetView fleet, long nowNanos) {
        int count = fleet.cluster().nodeCount();
        if (count > changedNanos.length) {
            int room = Math.max(count, 2 * changedNanos.length);
            changedNanos = Arrays.copyOf(changedNanos, room);
            nominatedNanos = Arrays.copyOf(nominatedNanos, room);
            signatures = Arrays.copyOf(signatures, room);
        }
        long version = fleet.cluster().version();
        boolean reaches = seenVersion >= 0
                && fleet.cluster().changesSince(seenVersion, (node, more) -> look(fleet, node, nowNanos));
        for (int node = 0; !reaches && node < count; node++) {
            look(fleet, node, nowNanos);
        }
        seenVersion = version;
    }

    private void look(FleetView fleet, int node, long nowNanos) {
        long signature = 1;
        for (TaskView task : fleet.tasksOn(node)) {
            signature = 31 * signature + task.sequence();
        }
        if (signature != signatures[node]) {
            signatures[node] = signature;
            changedNanos[node] = nowNanos;
        }
    }

    /** Pods are to come to nodes. */
    void nominate(BitSet nodes, long nowNanos) {
        nodes.stream().forEach(node -> nominatedNanos[node] = nowNanos + NOMINATED_NANOS);
    }

    /** Whether nothing has happened on a node for so long, and nothing is to. */
    boolean quiet(FleetView fleet, int node, long forNanos, long nowNanos) {
        long since = Math.max(changedNanos[node], fleet.sinceNanos(node));
        boolean fresh = fleet.sinceNanos(node) > 0 && nowNanos - fleet.sinceNanos(node) < NOMINATED_NANOS;
        return nowNanos - since >= forNanos && nowNanos >= nominatedNanos[node] && !fresh;
    }

    /** Whether all that is on a node may be evicted: no pod says no, and no disruption budget is used up. */
    static boolean movable(FleetView fleet, int node, List<DisruptionBudget> budgets) {
        for (TaskView task : fleet.tasksOn(node)) {
            TaskClass taskClass = task.taskClass();
            boolean refuses =
                    taskClass.labels().getOrDefault(DO_NOT_DISRUPT, "").equals("true")
                            || taskClass
                                    .labels()
                                    .getOrDefault(ClusterMirror.SAFE_TO_EVICT, "")
                                    .equals("false");
            if (refuses || exhausted(taskClass, budgets)) {
                return false;
            }
        }
        return true;
    }

    private static boolean exhausted(TaskClass taskClass, List<DisruptionBudget> budgets) {
        for (DisruptionBudget budget : budgets) {
            if (budget.allowed() < 1
                    && budget.spec().namespace().equals(taskClass.pod().namespace())
                    && budget.spec().selector().matches(taskClass.labels())) {
                return true;
            }
        }
        return false;
    }

    /** What it costs to disrupt a node: its pods, each by its priority, times the share of its life that is left. */
    static double cost(FleetView fleet, int node, long expireAfterNanos, long nowNanos) {
        double cost = 0;
        for (TaskView task : fleet.tasksOn(node)) {
            double one = 1 + task.taskClass().priority() / COST_OF_PRIORITY;
            cost += Math.max(-MOST_COST, Math.min(MOST_COST, one));
        }
        double age = nowNanos - fleet.sinceNanos(node);
        return expireAfterNanos == 0 ? cost : cost * Math.max(0, Math.min(1, 1 - age / expireAfterNanos));
    }

    /** Puts nodes into the order in which they are disrupted. */
    static List<Integer> cheapestFirst(FleetView fleet, List<Integer> nodes, long expireAfterNanos, long nowNanos) {
        List<Integer> order = new ArrayList<>(nodes);
        order.sort(Comparator.comparingDouble((Integer node) -> cost(fleet, node, expireAfterNanos, nowNanos))
                .thenComparing(node -> node));
        return order;
    }

    /** By group: how many of its nodes are there, and not on their way out. */
    static int[] staying(FleetView fleet) {
        int[] staying = new int[fleet.groups().size()];
        for (int node = 0; node < fleet.cluster().nodeCount(); node++) {
            if (fleet.present(node) && fleet.groupOf(node) != FleetView.NO_GROUP && !fleet.leaving(node)) {
                staying[fleet.groupOf(node)]++;
            }
        }
        return staying;
    }
}
