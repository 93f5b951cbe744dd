package io.wavetank.policy.classic.index;

import io.wavetank.policy.ClusterView;
import io.wavetank.policy.NodeColumns;
import io.wavetank.policy.NodeView;
import io.wavetank.policy.Resources;
import io.wavetank.policy.TaskClass;
import org.jspecify.annotations.Nullable;

/**
 * What each node has left, as a short row of figures, made so that a node that can take a task has in no figure less than the task's own row.
 * The reverse need not hold: a row says that a node may be worth a closer look. The figure-wise maximum over several nodes says the same of
 * all of them at once.
 *
 * <p>Figures: cpu and memory ({@link Shares}); slots; and {@code min(cpu, memory * w)} for three ratios w, without which a group that has a
 * node full of CPU beside one full of memory looks as if one of them had both; where there are GPUs also the count of untouched devices, the
 * most that is left on one device, and the lesser of the cpu and gpu shares. A node that takes nothing new has 0 everywhere, and every task
 * needs a slot.
 *
 * <p>A row is two or three {@code long}s of three figures each, 20 bits and a guard bit a figure, so that three are compared, or their
 * maximum taken, in a handful of instructions and without a branch. What does not fit into 20 bits counts as the largest that does.
 */
final class FreeRows {
    private static final int FIGURE = 21;
    private static final int LARGEST = (1 << 20) - 1;
    private static final long GUARDS = (1L << 20) | (1L << (20 + FIGURE)) | (1L << (20 + 2 * FIGURE));
    private static final int PLAIN_WIDTH = 2;
    static final int GPU_WIDTH = 3;
    private static final int WHOLE_DEVICE = 1000;
    private static final int WISH_BITS = 8;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final ClusterView cluster;
    private final NodeColumns columns;
    private final Shares shares;
    private final int width;
    private int changes;

    /** Those worked out last, by a hash. */
    private final @Nullable Wish[] wishes = new @Nullable Wish[1 << WISH_BITS];

    FreeRows(ClusterView cluster) {
        this.cluster = cluster;
        this.columns = cluster.columns();
        this.shares = Shares.of(columns);
        this.width = shares.anyGpu() ? GPU_WIDTH : PLAIN_WIDTH;
    }

    Shares shares() {
        return shares;
    }

    /** How many longs a row is. */
    int width() {
        return width;
    }

    /** Writes the row of a node, and returns {@link Shares#leftOver} of it, or 0 if it takes nothing new. */
    int write(int node, long[] out, int at) {
        if (!columns.schedulable(node)) {
            for (int i = 0; i < width; i++) {
                out[at + i] = 0;
            }
            return 0;
        }
        int cpu = shares.cpu(columns.free(Resources.CPU, node));
        int memory = shares.memory(columns.free(Resources.MEMORY, node));
        writePlain(cpu, memory, columns.free(Resources.PODS, node), out, at);
        if (width == PLAIN_WIDTH) {
            return cpu + memory;
        }
        int gpu = shares.gpu(columns.free(Resources.GPU, node));
        long devices = untouchedAndLargest(cluster.node(node));
        out[at + 2] = pack((int) (devices >>> 32), (int) devices, Math.min(cpu, gpu));
        return cpu + memory + gpu;
    }

    /** Returns another number for a change of which states there are; never 0. */
    int nextChange() {
        return ++changes;
    }

    /** What a task of a class asks of a node. A class that is equal, but another object, is worked out anew. */
    @SuppressWarnings("ReferenceEquality")
    Wish wish(TaskClass task) {
        int place = (int) ((task.contentHash() * SPREAD) >>> (Long.SIZE - WISH_BITS));
        Wish known = wishes[place];
        if (known != null && known.task == task) {
            return known;
        }
        var wish = new Wish(task, this);
        wishes[place] = wish;
        return wish;
    }

    /** What a task asks of a node, worked out once for many of its class. */
    static final class Wish {
        final TaskClass task;
        /** The least that a node's row must have. */
        final long[] row;
        /** Whether any node has so much, at least when empty. */
        final boolean possible;
        /** The least that a node has left over if it can take the task. */
        final int leftOver;
        /** See {@link NodeStates#alike}. */
        final boolean alike;
        /** In which states nodes may do, and which of these are known to: as {@link NodesByState} has it, as of a change there. */
        int[] states = {};

        boolean[] settled = {};
        int change;

        private Wish(TaskClass task, FreeRows rows) {
            this.task = task;
            this.row = new long[rows.width];
            this.possible = !rows.shares.beyondAnyNode(task);
            int cpu = rows.shares.cpu(task.totalRequest(Resources.CPU));
            int memory = rows.shares.memory(task.totalRequest(Resources.MEMORY));
            int gpu = rows.shares.gpu(task.totalRequest(Resources.GPU));
            this.leftOver = cpu + memory + gpu;
            this.alike = NodeStates.alike(task);
            writePlain(cpu, memory, task.totalRequest(Resources.PODS), row, 0);
            if (rows.width == GPU_WIDTH) {
                int whole = task.gpuMillisEach() == WHOLE_DEVICE ? task.gpuCount() * task.members() : 0;
                row[2] = pack(whole, task.gpuMillisEach(), Math.min(cpu, gpu));
            }
        }
    }

    /** Whether the row says of the devices alone all that there is to say: no node whose row reaches the task's has too few of them. */
    static boolean settlesDevices(TaskClass task) {
        return task.gpuCount() * task.members() <= 1 || task.gpuMillisEach() == WHOLE_DEVICE;
    }

    private static void writePlain(int cpu, int memory, long slots, long[] out, int at) {
        out[at] = pack(cpu, memory, (int) Math.max(0, Math.min(slots, NodeStates.SLOTS_TOLD_APART)));
        out[at + 1] = pack(Math.min(cpu, memory), Math.min(cpu, memory >> 2), Math.min(cpu >> 2, memory));
    }

    /** How many devices of a node are untouched, shifted by 32, and what is left on the device with the most. */
    static long untouchedAndLargest(NodeView node) {
        long untouched = 0;
        int largest = 0;
        for (int device = 0; device < node.gpuCount(); device++) {
            int free = node.gpuFreeMillis(device);
            untouched += free >= WHOLE_DEVICE ? 1 : 0;
            largest = Math.max(largest, free);
        }
        return (untouched << 32) | largest;
    }

    private static long pack(int low, int middle, int high) {
        return Math.min(low, LARGEST)
                | ((long) Math.min(middle, LARGEST) << FIGURE)
                | ((long) Math.min(high, LARGEST) << (2 * FIGURE));
    }

    /** Whether the row at a place has in no figure less than the task's row. */
    static boolean reaches(long[] rows, int at, long[] task, int width) {
        long enough = ((rows[at] | GUARDS) - task[0]) & ((rows[at + 1] | GUARDS) - task[1]);
        if (width == GPU_WIDTH) {
            enough &= (rows[at + 2] | GUARDS) - task[2];
        }
        return (enough & GUARDS) == GUARDS;
    }

    /** Returns the larger of each of the three figures: a guard bit survives the subtraction where {@code a} has no less. */
    static long max(long a, long b) {
        long atLeast = ((a | GUARDS) - b) & GUARDS;
        long ofA = atLeast - (atLeast >>> 20);
        return b ^ ((a ^ b) & ofA);
    }

    /** Whether a maximum falls if one of those that it is over, {@code before}, is {@code after} now: it was the largest, and is less. */
    static boolean maximumMayFall(long before, long after, long maximum) {
        long wasLargest = (before | GUARDS) - maximum;
        long isNoLess = (after | GUARDS) - before;
        return (wasLargest & ~isNoLess & GUARDS) != 0;
    }
}
