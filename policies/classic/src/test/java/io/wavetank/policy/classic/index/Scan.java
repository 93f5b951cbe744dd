package io.wavetank.policy.classic.index;

import io.wavetank.policy.Attempt;
import io.wavetank.policy.ClusterView;
import io.wavetank.policy.Feasibility;
import io.wavetank.policy.NodeView;
import io.wavetank.policy.Resources;
import io.wavetank.policy.TaskClass;
import java.math.BigInteger;

/** What the indexes are to find, by looking at every node, with amounts of any size. */
public final class Scan {
    private static final int[] MEASURED = {Resources.CPU, Resources.MEMORY, Resources.GPU};

    private Scan() {}

    /** The first node from {@code from} on, around the end, that can take the task. */
    public static int firstAround(TaskClass task, ClusterView cluster, int from) {
        int nodes = cluster.nodeCount();
        for (int i = 0; i < nodes; i++) {
            int node = (from + i) % nodes;
            if (Feasibility.fits(task, cluster.node(node))) {
                return node;
            }
        }
        return Attempt.NOWHERE;
    }

    /** The node with the least left over that can take the task. */
    public static int leastLeft(TaskClass task, ClusterView cluster) {
        return best(task, cluster, -1);
    }

    /** The node with the most left over that can take the task. */
    public static int mostLeft(TaskClass task, ClusterView cluster) {
        return best(task, cluster, 1);
    }

    private static int best(TaskClass task, ClusterView cluster, int sign) {
        long[] most = mostAllocatable(cluster);
        int best = Attempt.NOWHERE;
        long bestLeft = Long.MIN_VALUE;
        for (int node = 0; node < cluster.nodeCount(); node++) {
            if (Feasibility.fits(task, cluster.node(node))) {
                long left = sign * leftOver(cluster.node(node), most);
                if (left > bestLeft) {
                    best = node;
                    bestLeft = left;
                }
            }
        }
        return best;
    }

    private static long[] mostAllocatable(ClusterView cluster) {
        long[] most = new long[MEASURED.length];
        for (int node = 0; node < cluster.nodeCount(); node++) {
            for (int i = 0; i < MEASURED.length; i++) {
                most[i] = Math.max(most[i], cluster.node(node).allocatable(MEASURED[i]));
            }
        }
        return most;
    }

    private static long leftOver(NodeView node, long[] most) {
        long sum = 0;
        for (int i = 0; i < MEASURED.length; i++) {
            long free = node.free(MEASURED[i]);
            if (free > 0 && most[i] > 0) {
                BigInteger share = BigInteger.valueOf(free).shiftLeft(20).divide(BigInteger.valueOf(most[i]));
                sum += share.longValueExact();
            }
        }
        return sum;
    }
}
