package io.wavetank.sim;

import io.wavetank.sim.cluster.TaskState;
import io.wavetank.sim.cluster.TaskTable;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.Set;

/** Finds the tasks on nodes to which something happens. */
final class TasksOnNodes {
    /** Those that run. */
    static final Set<TaskState> RUNNING = EnumSet.of(TaskState.RUNNING);

    /** Those that have a place. */
    static final Set<TaskState> PLACED = EnumSet.of(TaskState.RUNNING, TaskState.STOPPING, TaskState.HELD);

    private TasksOnNodes() {}

    /** The tasks on some nodes that are in some states, in the order of submission. */
    static int[] of(TaskTable tasks, BitSet nodes, Set<TaskState> states) {
        int[] found = new int[16];
        int count = 0;
        for (int node = nodes.nextSetBit(0); node >= 0; node = nodes.nextSetBit(node + 1)) {
            for (int task = tasks.firstOn(node); task >= 0; task = tasks.nextOn(task)) {
                if (states.contains(tasks.state(task))) {
                    if (count == found.length) {
                        found = Arrays.copyOf(found, 2 * count);
                    }
                    found[count++] = task;
                }
            }
        }
        return tasks.inOrder(Arrays.copyOf(found, count));
    }
}
