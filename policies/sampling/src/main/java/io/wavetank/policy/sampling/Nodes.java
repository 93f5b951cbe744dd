package io.wavetank.policy.sampling;

import io.wavetank.policy.ClusterView;
import io.wavetank.policy.Draws;
import io.wavetank.policy.Feasibility;
import io.wavetank.policy.NodeView;
import io.wavetank.policy.TaskClass;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Which nodes can take tasks of a class at all, and draws from among them. */
final class Nodes {
    private static final int DRAWS_BEFORE_A_SCAN = 20;

    private final ClusterView cluster;
    private final int general;
    private final Map<TaskClass, int[]> able = new HashMap<>();

    /**
     * Takes a cluster.
     *
     * @param shortPercent how many nodes in a hundred, the last ones, take no long tasks
     */
    Nodes(ClusterView cluster, int shortPercent) {
        this.cluster = cluster;
        this.general = cluster.nodeCount() - cluster.nodeCount() * shortPercent / 100;
    }

    ClusterView cluster() {
        return cluster;
    }

    /** How many nodes, the first ones, take long tasks. */
    int general() {
        return general;
    }

    /** The nodes that a task of a class fits on when they are empty, whether they are up or not. */
    int[] able(TaskClass asked) {
        return able.computeIfAbsent(asked, this::find);
    }

    private int[] find(TaskClass asked) {
        int[] found = new int[cluster.nodeCount()];
        int count = 0;
        for (int node = 0; node < found.length; node++) {
            if (couldTake(asked, cluster.node(node))) {
                found[count++] = node;
            }
        }
        return Arrays.copyOf(found, count);
    }

    private static boolean couldTake(TaskClass asked, NodeView node) {
        for (int i = 0; i < asked.askedCount(); i++) {
            if (asked.totalRequest(asked.asked(i)) > node.allocatable(asked.asked(i))) {
                return false;
            }
        }
        boolean devices = asked.gpuCount() == 0
                || (node.gpuCount() >= asked.gpuCount() * asked.members()
                        && (asked.gpuModels().isEmpty() || asked.gpuModels().contains(node.gpuModel())));
        return devices && Feasibility.fitsConstraints(asked, node);
    }

    /** Which nodes a draw may fall on. */
    @FunctionalInterface
    interface Wanted {
        boolean wants(int node);
    }

    /**
     * Draws nodes for a class, all different as long as there are enough: each of those that will do, in an order of chance, then again.
     *
     * @return fewer only if there are none
     */
    int[] draw(TaskClass asked, int count, Wanted wanted, Draws draws, long subject, long k) {
        int[] from = able(asked);
        int[] drawn = walk(from, count, wanted, draws, subject, k, Math.max(DRAWS_BEFORE_A_SCAN, 4 * count));
        if (drawn.length == count) {
            return drawn;
        }
        int[] left = Arrays.stream(from)
                .filter(node -> cluster.columns().schedulable(node) && wanted.wants(node))
                .toArray();
        if (left.length == 0) {
            return left;
        }
        int[] chosen = new int[count];
        int at = draws.below(left.length, subject, k);
        int step = step(left.length, draws, subject, k);
        for (int i = 0; i < count; i++) {
            chosen[i] = left[at];
            at = (int) ((at + (long) step) % left.length);
        }
        return chosen;
    }

    /** Walks over the candidates in an order of chance and takes those that will do, as far as {@code most} of them. */
    private int[] walk(int[] from, int count, Wanted wanted, Draws draws, long subject, long k, int most) {
        int[] chosen = new int[count];
        int found = 0;
        if (from.length > 0) {
            int at = draws.below(from.length, subject, k);
            int step = step(from.length, draws, subject, k);
            for (int i = 0; i < Math.min(most, from.length) && found < count; i++) {
                if (cluster.columns().schedulable(from[at]) && wanted.wants(from[at])) {
                    chosen[found++] = from[at];
                }
                at = (int) ((at + (long) step) % from.length);
            }
        }
        return Arrays.copyOf(chosen, found);
    }

    private static int step(int length, Draws draws, long subject, long k) {
        if (length == 1) {
            return 1;
        }
        int step = 1 + draws.stream("step").below(length - 1, subject, k);
        while (commonDivisor(step, length) != 1) {
            step++;
        }
        return step;
    }

    private static int commonDivisor(int a, int b) {
        return b == 0 ? a : commonDivisor(b, a % b);
    }
}
