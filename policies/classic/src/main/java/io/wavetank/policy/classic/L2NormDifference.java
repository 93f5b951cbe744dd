package io.wavetank.policy.classic;

import io.wavetank.policy.NodeView;
import io.wavetank.policy.Resources;
import io.wavetank.policy.ScorePlugin;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.classic.index.Shares;

/**
 * Prefers the node whose free space is nearest to the task's request: the smallest Euclidean distance, squared.
 *
 * <p>{@code score = -sum over cpu, memory, gpu of (free / max - request / max)^2}, max being the largest that any node of the cluster
 * offers, request that of all members, free that before the task is placed; in units of 2^-40, to the nearest. A resource that the task does
 * not ask for counts too: a node's idle GPUs keep it away. Ties: the lowest-numbered node.
 *
 * <p>Source: norm-based greedy with the L2 norm of R. Panigrahy, K. Talwar, L. Uyeda, U. Wieder, "Heuristics for Vector Bin Packing",
 * Microsoft Research, 2011: minimize {@code sum a[i] (I[i] - r[i])^2} over demand I and remaining capacity r. There a bin is filled by
 * choosing among items; here a node is chosen for a task. All weights a[i] are 1.
 */
public final class L2NormDifference implements ScorePlugin {
    private final Shares shares;

    /** Creates the plug-in; amounts are measured as these shares. */
    public L2NormDifference(Shares shares) {
        this.shares = shares;
    }

    @Override
    public long score(TaskClass task, NodeView node) {
        double cpu =
                shares.cpuFraction(node.free(Resources.CPU)) - shares.cpuFraction(task.totalRequest(Resources.CPU));
        double memory = shares.memoryFraction(node.free(Resources.MEMORY))
                - shares.memoryFraction(task.totalRequest(Resources.MEMORY));
        double gpu =
                shares.gpuFraction(node.free(Resources.GPU)) - shares.gpuFraction(task.totalRequest(Resources.GPU));
        return -VectorScores.fixedPoint(cpu * cpu + memory * memory + gpu * gpu);
    }
}
