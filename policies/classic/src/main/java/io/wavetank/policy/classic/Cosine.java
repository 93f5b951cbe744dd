package io.wavetank.policy.classic;

import io.wavetank.policy.NodeView;
import io.wavetank.policy.Resources;
import io.wavetank.policy.ScorePlugin;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.classic.index.Shares;

/**
 * Prefers the node whose free space points the way the task's request does, however long it is: the largest cosine of the angle between.
 *
 * <p>{@code score = q.f / (sqrt(q.q) * sqrt(f.f))}, q the request of all members and f the free space before the task is placed, each as
 * fractions of the largest amount of cpu, memory and gpu that any node of the cluster offers; 0 if either vector is 0; in units of 2^-40, to
 * the nearest. Ties: the lowest-numbered node.
 *
 * <p>Source: definition here: the dot product of Panigrahy et al. (see {@link DotProduct}) without the lengths. Other simulators have
 * policies of this name that compare other vectors, such as usage with capacity after the placement.
 */
public final class Cosine implements ScorePlugin {
    private final Shares shares;

    /** Creates the plug-in; amounts are measured as these shares. */
    public Cosine(Shares shares) {
        this.shares = shares;
    }

    @Override
    public long score(TaskClass task, NodeView node) {
        double taskCpu = shares.cpuFraction(task.totalRequest(Resources.CPU));
        double taskMemory = shares.memoryFraction(task.totalRequest(Resources.MEMORY));
        double taskGpu = shares.gpuFraction(task.totalRequest(Resources.GPU));
        double nodeCpu = shares.cpuFraction(node.free(Resources.CPU));
        double nodeMemory = shares.memoryFraction(node.free(Resources.MEMORY));
        double nodeGpu = shares.gpuFraction(node.free(Resources.GPU));
        double dot = taskCpu * nodeCpu + taskMemory * nodeMemory + taskGpu * nodeGpu;
        double taskLength = Math.sqrt(taskCpu * taskCpu + taskMemory * taskMemory + taskGpu * taskGpu);
        double nodeLength = Math.sqrt(nodeCpu * nodeCpu + nodeMemory * nodeMemory + nodeGpu * nodeGpu);
        double lengths = taskLength * nodeLength;
        return lengths == 0 ? 0 : VectorScores.fixedPoint(dot / lengths);
    }
}
