package io.wavetank.policy.classic;

import io.wavetank.policy.NodeView;
import io.wavetank.policy.Resources;
import io.wavetank.policy.ScorePlugin;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.classic.index.Shares;

/**
 * Prefers the node whose free space points the way the task's request does, and is long: the largest dot product.
 *
 * <p>{@code score = sum over cpu, memory, gpu of (request / max) * (free / max)}, max being the largest that any node of the cluster offers,
 * request that of all members, free that before the task is placed; in units of 2^-40, to the nearest. Ties: the lowest-numbered node.
 *
 * <p>Source: R. Panigrahy, K. Talwar, L. Uyeda, U. Wieder, "Heuristics for Vector Bin Packing", Microsoft Research, 2011: maximize
 * {@code sum a[i] I[i] r[i]} over demand I and remaining capacity r. There a bin is filled by choosing among items; here a node is chosen for
 * a task, as the alignment of R. Grandl et al., "Multi-Resource Packing for Cluster Schedulers" (Tetris), SIGCOMM 2014, does too. All
 * weights a[i] are 1.
 */
public final class DotProduct implements ScorePlugin {
    private final Shares shares;

    /** Creates the plug-in; amounts are measured as these shares. */
    public DotProduct(Shares shares) {
        this.shares = shares;
    }

    @Override
    public long score(TaskClass task, NodeView node) {
        double cpu =
                shares.cpuFraction(task.totalRequest(Resources.CPU)) * shares.cpuFraction(node.free(Resources.CPU));
        double memory = shares.memoryFraction(task.totalRequest(Resources.MEMORY))
                * shares.memoryFraction(node.free(Resources.MEMORY));
        double gpu =
                shares.gpuFraction(task.totalRequest(Resources.GPU)) * shares.gpuFraction(node.free(Resources.GPU));
        return VectorScores.fixedPoint(cpu + memory + gpu);
    }
}
