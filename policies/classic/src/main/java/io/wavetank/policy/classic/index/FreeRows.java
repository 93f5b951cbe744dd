package io.wavetank.policy.classic.index;

import io.wavetank.policy.ClusterView;
import io.wavetank.policy.NodeColumns;
import io.wavetank.policy.NodeView;
import io.wavetank.policy.Resources;
import io.wavetank.policy.TaskClass;

/**
 * What each node has left, as a short row of ints, made so that a node that can take a task has in no column less than the task's own row.
 * The reverse need not hold: a row says that a node may be worth a closer look. The row-wise maximum over several nodes says the same of all
 * of them at once.
 *
 * <p>Columns: cpu and memory ({@link Shares}); slots; and {@code min(cpu, memory * w)} for three ratios w, without which a group that has a
 * node full of CPU beside one full of memory looks as if one of them had both; where there are GPUs also the count of untouched devices, the
 * most that is left on one device, and the lesser of the cpu and gpu shares. A node that takes nothing new has -1 everywhere, and every task
 * needs a slot.
 */
final class FreeRows {
    private static final int CPU = 0;
    private static final int MEMORY = 1;
    private static final int SLOTS = 2;
    private static final int CPU_WITH_MEMORY = 3;
    private static final int CPU_WITH_MORE_MEMORY = 4;
    private static final int CPU_WITH_LESS_MEMORY = 5;
    private static final int PLAIN_COLUMNS = 6;
    private static final int UNTOUCHED_GPUS = 6;
    private static final int LARGEST_GPU = 7;
    private static final int CPU_WITH_GPU = 8;
    private static final int GPU_COLUMNS = 9;
    private static final int WHOLE_DEVICE = 1000;

    private final ClusterView cluster;
    private final NodeColumns columns;
    private final Shares shares;
    private final int width;

    FreeRows(ClusterView cluster) {
        this.cluster = cluster;
        this.columns = cluster.columns();
        this.shares = Shares.of(columns);
        this.width = shares.anyGpu() ? GPU_COLUMNS : PLAIN_COLUMNS;
    }

    Shares shares() {
        return shares;
    }

    int width() {
        return width;
    }

    /** Writes the row of a node. */
    void write(int node, int[] out, int at) {
        if (!columns.schedulable(node)) {
            for (int column = 0; column < width; column++) {
                out[at + column] = -1;
            }
            return;
        }
        int cpu = shares.cpu(columns.free(Resources.CPU, node));
        int memory = shares.memory(columns.free(Resources.MEMORY, node));
        writePlain(cpu, memory, columns.free(Resources.PODS, node), out, at);
        if (width == GPU_COLUMNS) {
            writeDevices(cpu, cluster.node(node), out, at);
        }
    }

    /** Writes the row of a task: the least that a node's row must have. */
    void write(TaskClass task, int[] out) {
        int cpu = shares.cpu(task.totalRequest(Resources.CPU));
        int memory = shares.memory(task.totalRequest(Resources.MEMORY));
        writePlain(cpu, memory, task.totalRequest(Resources.PODS), out, 0);
        if (width == GPU_COLUMNS) {
            out[UNTOUCHED_GPUS] = task.gpuMillisEach() == WHOLE_DEVICE ? task.gpuCount() * task.members() : 0;
            out[LARGEST_GPU] = task.gpuMillisEach();
            out[CPU_WITH_GPU] = Math.min(cpu, shares.gpu(task.totalRequest(Resources.GPU)));
        }
    }

    /** The least that a node has left over if it can take the task. */
    int leftOver(TaskClass task) {
        return shares.cpu(task.totalRequest(Resources.CPU))
                + shares.memory(task.totalRequest(Resources.MEMORY))
                + shares.gpu(task.totalRequest(Resources.GPU));
    }

    private static void writePlain(int cpu, int memory, long slots, int[] out, int at) {
        out[at + CPU] = cpu;
        out[at + MEMORY] = memory;
        out[at + SLOTS] = (int) Math.max(0, Math.min(slots, Integer.MAX_VALUE));
        out[at + CPU_WITH_MEMORY] = Math.min(cpu, memory);
        out[at + CPU_WITH_MORE_MEMORY] = Math.min(cpu, memory >> 2);
        out[at + CPU_WITH_LESS_MEMORY] = Math.min(cpu >> 2, memory);
    }

    private void writeDevices(int cpu, NodeView node, int[] out, int at) {
        int untouched = 0;
        int largest = 0;
        for (int device = 0; device < node.gpuCount(); device++) {
            int free = node.gpuFreeMillis(device);
            untouched += free >= WHOLE_DEVICE ? 1 : 0;
            largest = Math.max(largest, free);
        }
        out[at + UNTOUCHED_GPUS] = untouched;
        out[at + LARGEST_GPU] = largest;
        out[at + CPU_WITH_GPU] = Math.min(cpu, shares.gpu(node.free(Resources.GPU)));
    }

    /** Whether the row at a place has in no column less than the task's row. */
    static boolean reaches(int[] rows, int at, int[] task, int width) {
        for (int column = 0; column < width; column++) {
            if (rows[at + column] < task[column]) {
                return false;
            }
        }
        return true;
    }
}
