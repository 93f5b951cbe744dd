package io.wavetank.policy.classic.index;

import io.wavetank.policy.ClusterView;
import io.wavetank.policy.NodeColumns;
import io.wavetank.policy.NodeView;
import io.wavetank.policy.Resources;
import io.wavetank.policy.TaskClass;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The states that nodes are in, numbered: a hash table from what a node has left to a small number, which is given again once it was removed.
 *
 * <p>Nodes in one state have the same left of every resource that any node offers, the same taints and GPU model, as many untouched devices,
 * and as much on the device with the most; of slots those above {@value #SLOTS_TOLD_APART} count as equal. Labels are not looked at: they
 * often name the node. So nodes in one state can take the same tasks where the task is {@link #alike}.
 *
 * <p>Taints, labels and GPU models are taken to stay as they are while the number of nodes does.
 */
final class NodeStates {
    /** No state has this number. */
    static final int NONE = -1;

    static final int SLOTS_TOLD_APART = 32;
    /** The longs of a key that there always are. */
    private static final int PLAIN = 3;

    private static final long SPREAD = 0x9E3779B97F4A7C15L;
    private static final long SPREAD_CPU = 0xBF58476D1CE4E5B9L;
    private static final long SPREAD_MEMORY = 0x94D049BB133111EBL;

    private final ClusterView cluster;
    private final NodeColumns columns;

    /** The resources beside cpu, memory and slots that any node offers. */
    private final int[] others;

    private final boolean devices;
    private final int[] kindOf;
    private final boolean oneKind;

    /** By state: {@code width} longs: kind and slots, cpu, memory, the others, devices. */
    private final long[] keys;

    private final int width;

    /** By state: where in the table it would best stand. */
    private final int[] homeOf;

    /** The state looked for last; what there always is, only while it is numbered. */
    private final long[] key;

    private final long[] spreads;

    /** Open addressing, linear probing: state + 1, or 0 where nothing stands. */
    private final int[] table;

    private final int shift;
    private final int[] spare;
    private int spares;

    /** Creates an empty table for so many states at most. */
    NodeStates(ClusterView cluster, int states) {
        this.cluster = cluster;
        this.columns = cluster.columns();
        this.others = others(cluster);
        this.devices = Arrays.stream(others).anyMatch(resource -> resource == Resources.GPU);
        this.kindOf = kinds(cluster);
        this.oneKind = Arrays.stream(kindOf).noneMatch(kind -> kind > 0);
        this.width = PLAIN + others.length + (devices ? 1 : 0);
        this.key = new long[width];
        this.spreads = new long[width];
        spreads[PLAIN - 1] = SPREAD_MEMORY;
        for (int i = PLAIN; i < width; i++) {
            spreads[i] = spreads[i - 1] * SPREAD; // odd, so that none is lost
        }
        this.keys = new long[Math.multiplyExact(states, width)];
        this.homeOf = new int[states];
        this.table = new int[Integer.highestOneBit(Math.max(2, states)) << 2];
        this.shift = Long.numberOfLeadingZeros(table.length) + 1;
        this.spare = new int[states];
        for (int state = states - 1; state >= 0; state--) {
            spare[spares++] = state;
        }
    }

    private static int[] others(ClusterView cluster) {
        int[] found = new int[cluster.resources().count()];
        int count = 0;
        for (int resource = 0; resource < found.length; resource++) {
            boolean plain = resource == Resources.CPU || resource == Resources.MEMORY || resource == Resources.PODS;
            for (int node = 0; node < cluster.nodeCount() && !plain; node++) {
                if (cluster.columns().allocatable(resource, node) > 0) {
                    found[count++] = resource;
                    break;
                }
            }
        }
        return Arrays.copyOf(found, count);
    }

    /** By node: a number for its taints and GPU model. */
    private static int[] kinds(ClusterView cluster) {
        Map<List<Object>, Integer> numbers = new HashMap<>();
        int[] kinds = new int[cluster.nodeCount()];
        for (int node = 0; node < kinds.length; node++) {
            NodeView view = cluster.node(node);
            kinds[node] = node > 0 && alike(view, cluster.node(node - 1))
                    ? kinds[node - 1]
                    : numbers.computeIfAbsent(List.of(view.taints(), view.gpuModel()), kind -> numbers.size());
        }
        return kinds;
    }

    private static boolean alike(NodeView node, NodeView other) {
        return node.taints().equals(other.taints()) && node.gpuModel().equals(other.gpuModel());
    }

    /** Whether all nodes in one state can take the task, or none. */
    static boolean alike(TaskClass task) {
        return task.members() <= SLOTS_TOLD_APART && FreeRows.settlesDevices(task) && !task.selective();
    }

    /** Returns the number of the state that a node is in, or {@link #NONE} if it has none yet. */
    int find(int node) {
        long kindAndSlots = kindAndSlots(node);
        long cpu = columns.free(Resources.CPU, node);
        long memory = columns.free(Resources.MEMORY, node);
        long hash = kindAndSlots * SPREAD + cpu * SPREAD_CPU + memory * SPREAD_MEMORY;
        if (width > PLAIN) {
            hash += others(node);
        }
        int at = home(hash);
        while (table[at] != 0) {
            int state = table[at] - 1;
            int from = state * width;
            long difference = (kindAndSlots ^ keys[from]) | (cpu ^ keys[from + 1]) | (memory ^ keys[from + 2]);
            if (difference == 0 && (width == PLAIN || hasOthers(from))) {
                return state;
            }
            at = (at + 1) & (table.length - 1);
        }
        return NONE;
    }

    private long kindAndSlots(int node) {
        long slots = Math.max(0, Math.min(columns.free(Resources.PODS, node), SLOTS_TOLD_APART));
        return oneKind ? slots : slots | ((long) kindOf[node] << 32);
    }

    /** Fills in the rest of the key, and returns what it adds to the hash. */
    private long others(int node) {
        for (int i = 0; i < others.length; i++) {
            key[PLAIN + i] = columns.free(others[i], node);
        }
        if (devices) {
            key[width - 1] = FreeRows.untouchedAndLargest(cluster.node(node));
        }
        return hashOfOthers();
    }

    private long hashOfOthers() {
        long hash = 0;
        for (int i = PLAIN; i < width; i++) {
            hash += key[i] * spreads[i]; // each product by itself: none waits for another
        }
        return hash;
    }

    private boolean hasOthers(int from) {
        long difference = 0;
        for (int i = PLAIN; i < width; i++) {
            difference |= key[i] ^ keys[from + i];
        }
        return difference == 0;
    }

    /** Numbers the state that a node is in, which was looked for last, and not found. */
    int add(int node) {
        key[0] = kindAndSlots(node);
        key[1] = columns.free(Resources.CPU, node);
        key[2] = columns.free(Resources.MEMORY, node);
        return addKey();
    }

    private int addKey() {
        int state = spare[--spares];
        System.arraycopy(key, 0, keys, state * width, width);
        int home = home(key[0] * SPREAD + key[1] * SPREAD_CPU + key[2] * SPREAD_MEMORY + hashOfOthers());
        homeOf[state] = home;
        int at = home;
        while (table[at] != 0) {
            at = (at + 1) & (table.length - 1);
        }
        table[at] = state + 1;
        return state;
    }

    /** Takes in all states of a table that is full, under the same numbers; returns how many they are. */
    int takeOver(NodeStates full) {
        for (int state = 0; state < full.homeOf.length; state++) {
            System.arraycopy(full.keys, state * width, key, 0, width);
            addKey();
        }
        return full.homeOf.length;
    }

    private int home(long hash) {
        return (int) ((hash * SPREAD) >>> shift);
    }

    /** Forgets a state; its number is given to another. */
    void remove(int state) {
        int mask = table.length - 1;
        int hole = homeOf[state];
        while (table[hole] != state + 1) {
            hole = (hole + 1) & mask;
        }
        for (int at = (hole + 1) & mask; table[at] != 0; at = (at + 1) & mask) {
            boolean reachedOverTheHole = ((at - homeOf[table[at] - 1]) & mask) >= ((at - hole) & mask);
            if (reachedOverTheHole) {
                table[hole] = table[at];
                hole = at;
            }
        }
        table[hole] = 0;
        spare[spares++] = state;
    }
}
