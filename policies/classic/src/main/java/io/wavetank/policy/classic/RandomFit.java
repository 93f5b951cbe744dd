package io.wavetank.policy.classic;

import io.wavetank.policy.Attempt;
import io.wavetank.policy.ClusterView;
import io.wavetank.policy.DeviceChoice;
import io.wavetank.policy.Draws;
import io.wavetank.policy.NodeView;
import io.wavetank.policy.PlacementPolicy;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.TaskView;
import io.wavetank.policy.classic.index.NodeTree;

/**
 * Takes any of the nodes that the task fits on, all equally likely; and of the GPU devices any that fit.
 *
 * <p>Of n nodes that will do, the one at place k in the order of numbers, k a draw below n keyed by (task sequence, attempts) in the stream
 * {@code node}. Devices one after the other, each a draw below the number still open, keyed by (task sequence, 64 attempts + i) in the
 * stream {@code device}. No ties.
 *
 * <p>Source: definition here.
 */
public final class RandomFit implements PlacementPolicy {
    private static final int DEVICES_AT_MOST = 64;

    private final NodeTree nodes;
    private final Draws nodeDraws;
    private final Draws deviceDraws;
    private final DeviceChoice devices = this::chooseDevices;
    private int[] found;

    /** Creates the policy of one run on a cluster. */
    public RandomFit(ClusterView cluster, Draws draws) {
        this.nodes = new NodeTree(cluster);
        this.nodeDraws = draws.stream("node");
        this.deviceDraws = draws.stream("device");
        this.found = new int[cluster.nodeCount()];
    }

    @Override
    public int place(TaskView task, ClusterView cluster, Attempt attempt) {
        nodes.catchUp();
        if (found.length < cluster.nodeCount()) {
            found = new int[cluster.nodeCount()];
        }
        int count = nodes.all(task.taskClass(), found, attempt);
        return count == 0 ? Attempt.NOWHERE : found[nodeDraws.below(count, task.sequence(), task.attempts())];
    }

    @Override
    public DeviceChoice deviceChoice() {
        return devices;
    }

    private long chooseDevices(TaskView task, NodeView node, Attempt attempt) {
        TaskClass taskClass = task.taskClass();
        long open = 0;
        for (int device = 0; device < node.gpuCount(); device++) {
            open |= node.gpuFreeMillis(device) >= taskClass.gpuMillisEach() ? 1L << device : 0;
        }
        int needed = taskClass.gpuCount() * taskClass.members();
        if (Long.bitCount(open) < needed) {
            return 0;
        }
        long chosen = 0;
        for (int i = 0; i < needed; i++) {
            long key = (long) task.attempts() * DEVICES_AT_MOST + i;
            long device = bit(open, deviceDraws.below(Long.bitCount(open), task.sequence(), key));
            chosen |= device;
            open &= ~device;
        }
        return chosen;
    }

    /** The set bit with that many set bits below it. */
    private static long bit(long bits, int below) {
        long rest = bits;
        for (int i = 0; i < below; i++) {
            rest &= rest - 1;
        }
        return Long.lowestOneBit(rest);
    }
}
