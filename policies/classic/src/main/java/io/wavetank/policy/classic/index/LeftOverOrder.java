package io.wavetank.policy.classic.index;

import io.wavetank.policy.Attempt;
import io.wavetank.policy.ClusterView;
import io.wavetank.policy.Feasibility;
import io.wavetank.policy.TaskClass;
import java.util.Arrays;

/**
 * The nodes in the order of what they have left ({@link Shares#leftOver}), lowest number first among equals; finds the first in that order
 * that can take a task: the answer of best fit (least left first) and of worst fit (most left first).
 *
 * <p>The order stands in blocks of up to 64 entries, split when full and merged when nearly empty. Over the blocks lies a {@link MaxTree}, so
 * that a search jumps to the next block that may hold what it looks for. When an entry leaves a block the block's maximum stays as it is,
 * which is only too optimistic, and is worked out anew when a search has looked into the block in vain.
 *
 * <p>Cost: a change moves one entry, {@code O(log nodes)} comparisons and a copy within a block; a search is a descent for each block that
 * promises more than it holds, and a pass over its entries. Splits and merges work out the whole tree over the blocks, once in dozens of
 * changes.
 */
public final class LeftOverOrder implements ClusterView.ChangeVisitor {
    private static final int USUAL_BLOCK = 64;

    private final int block;
    private final int filledAtFirst;
    private final int nearlyEmpty;
    private final ClusterView cluster;
    private final boolean mostFirst;
    private FreeRows rows;
    private int[] row = {};
    private int[] wanted = {};

    /** By node: its entry ({@code rank << 32 | node}) and its row. */
    private long[] entryOf = {};

    private int[] rowOf = {};

    /** By position in the order: which block stands there, and the least entry that belongs there. */
    private int[] blockAt = {};

    private long[] leastAt = {};
    private int positions;
    private MaxTree tree;

    /** By block: its entries in order, how many they are, and whether its maximum may be too high. */
    private long[] entries = {};

    private int[] sizes = {};
    private boolean[] optimistic = {};
    private int[] spare = {};
    private int spares;

    private long seenVersion;
    private long looks;

    /** Creates the index of a cluster as it is now. */
    public LeftOverOrder(ClusterView cluster, boolean mostFirst) {
        this(cluster, mostFirst, USUAL_BLOCK);
    }

    /** Creates the index with blocks of another size, at least 4. */
    LeftOverOrder(ClusterView cluster, boolean mostFirst, int block) {
        this.block = block;
        this.filledAtFirst = block * 5 / 8;
        this.nearlyEmpty = Math.max(1, block / 8);
        this.cluster = cluster;
        this.mostFirst = mostFirst;
        this.rows = new FreeRows(cluster);
        this.tree = new MaxTree(rows.width(), 1);
        build();
    }

    /** The measure of what nodes have left. */
    public Shares shares() {
        return rows.shares();
    }

    /** How many rows, of nodes and of the tree over the blocks, searches have looked at so far. */
    public long visits() {
        return looks + tree.visits();
    }

    /** Takes in what changed since the last time; must come before a search. */
    public void catchUp() {
        long version = cluster.version();
        if (version == seenVersion) {
            return;
        }
        if (cluster.nodeCount() != entryOf.length) {
            rows = new FreeRows(cluster);
            build();
        } else if (!cluster.changesSince(seenVersion, this)) {
            build();
        }
        seenVersion = version;
    }

    private void build() {
        int nodes = cluster.nodeCount();
        int width = rows.width();
        row = new int[width];
        wanted = new int[width];
        entryOf = new long[nodes];
        rowOf = new int[nodes * width];
        for (int node = 0; node < nodes; node++) {
            rows.write(node, rowOf, node * width);
            entryOf[node] = entry(node);
        }
        long[] sorted = entryOf.clone();
        Arrays.sort(sorted);
        positions = Math.max(1, (nodes + filledAtFirst - 1) / filledAtFirst);
        allocate(positions + positions / 4 + 1);
        for (int position = 0; position < positions; position++) {
            int from = position * filledAtFirst;
            int size = Math.min(filledAtFirst, nodes - from);
            blockAt[position] = position;
            leastAt[position] = position == 0 ? Long.MIN_VALUE : sorted[from];
            sizes[position] = size;
            System.arraycopy(sorted, from, entries, position * block, size);
            setMaximum(position);
        }
        tree.pullAll();
        seenVersion = cluster.version();
    }

    /** Makes room for that many blocks, all of them spare. */
    private void allocate(int blocks) {
        blockAt = new int[blocks];
        leastAt = new long[blocks];
        entries = new long[blocks * block];
        sizes = new int[blocks];
        optimistic = new boolean[blocks];
        spare = new int[blocks];
        spares = 0;
        for (int here = blocks - 1; here >= positions; here--) {
            spare[spares++] = here;
        }
        tree = new MaxTree(rows.width(), blocks);
    }

    private long entry(int node) {
        return (long) rank(rows.shares().leftOver(cluster.columns(), node)) << 32 | node;
    }

    private int rank(int leftOver) {
        return mostFirst ? Integer.MAX_VALUE - leftOver : leftOver;
    }

    @Override
    public void changed(int node, boolean mayFitMore) {
        int width = rows.width();
        rows.write(node, rowOf, node * width);
        long before = entryOf[node];
        long now = entry(node);
        int position = positionOf(before);
        if (now == before) {
            optimistic[blockAt[position]] = true;
            tree.raise(position, rowOf, node * width);
            return;
        }
        entryOf[node] = now;
        remove(position, before);
        insert(now);
    }

    /** The last position whose least entry is not above this one. */
    private int positionOf(long entry) {
        int low = 0;
        int high = positions;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (leastAt[middle] <= entry) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private void remove(int position, long entry) {
        int here = blockAt[position];
        int base = here * block;
        int at = Arrays.binarySearch(entries, base, base + sizes[here], entry);
        if (at < 0) {
            throw new IllegalStateException("Node " + (int) entry + " is not where it was put");
        }
        System.arraycopy(entries, at + 1, entries, at, base + sizes[here] - at - 1);
        sizes[here]--;
        optimistic[here] = true;
        if (sizes[here] <= nearlyEmpty) {
            if (position + 1 < positions && mayMerge(position, position + 1)) {
                merge(position);
            } else if (position > 0 && mayMerge(position - 1, position)) {
                merge(position - 1);
            }
        }
    }

    private boolean mayMerge(int left, int right) {
        return sizes[blockAt[left]] + sizes[blockAt[right]] <= filledAtFirst;
    }

    private void merge(int position) {
        int into = blockAt[position];
        int from = blockAt[position + 1];
        System.arraycopy(entries, from * block, entries, into * block + sizes[into], sizes[from]);
        sizes[into] += sizes[from];
        spare[spares++] = from;
        System.arraycopy(blockAt, position + 2, blockAt, position + 1, positions - position - 2);
        System.arraycopy(leastAt, position + 2, leastAt, position + 1, positions - position - 2);
        tree.closeLeaf(position + 1, positions);
        positions--;
        setMaximum(position);
        tree.pullAll();
    }

    private void insert(long entry) {
        int position = positionOf(entry);
        if (sizes[blockAt[position]] == block) {
            split(position);
            position = positionOf(entry);
        }
        int here = blockAt[position];
        int base = here * block;
        int at = -1 - Arrays.binarySearch(entries, base, base + sizes[here], entry);
        System.arraycopy(entries, at, entries, at + 1, base + sizes[here] - at);
        entries[at] = entry;
        sizes[here]++;
        tree.raise(position, rowOf, (int) entry * rows.width());
    }

    private void split(int position) {
        if (spares == 0) {
            grow();
        }
        int left = blockAt[position];
        int right = spare[--spares];
        int half = block / 2;
        System.arraycopy(entries, left * block + half, entries, right * block, block - half);
        sizes[left] = half;
        sizes[right] = block - half;
        System.arraycopy(blockAt, position + 1, blockAt, position + 2, positions - position - 1);
        System.arraycopy(leastAt, position + 1, leastAt, position + 2, positions - position - 1);
        blockAt[position + 1] = right;
        leastAt[position + 1] = entries[right * block];
        tree.openLeaf(position + 1, positions);
        positions++;
        setMaximum(position);
        setMaximum(position + 1);
        tree.pullAll();
    }

    /** Makes room for twice as many blocks. */
    private void grow() {
        int blocks = sizes.length;
        blockAt = Arrays.copyOf(blockAt, 2 * blocks);
        leastAt = Arrays.copyOf(leastAt, 2 * blocks);
        entries = Arrays.copyOf(entries, 2 * blocks * block);
        sizes = Arrays.copyOf(sizes, 2 * blocks);
        optimistic = Arrays.copyOf(optimistic, 2 * blocks);
        spare = Arrays.copyOf(spare, 2 * blocks);
        for (int here = 2 * blocks - 1; here >= blocks; here--) {
            spare[spares++] = here;
        }
        tree = new MaxTree(rows.width(), 2 * blocks);
        for (int position = 0; position < positions; position++) {
            setMaximum(position);
        }
        tree.pullAll();
    }

    private void setMaximum(int position) {
        int width = rows.width();
        int here = blockAt[position];
        Arrays.fill(row, -1);
        for (int i = here * block, end = i + sizes[here]; i < end; i++) {
            int at = (int) entries[i] * width;
            for (int column = 0; column < width; column++) {
                row[column] = Math.max(row[column], rowOf[at + column]);
            }
        }
        optimistic[here] = false;
        tree.setLeaf(position, row, 0);
    }

    /** Returns the first node in the order that can take the task, or {@link Attempt#NOWHERE}. Counts nodes looked at closely as scored. */
    public int first(TaskClass task, Attempt attempt) {
        rows.write(task, wanted);
        int needed = rows.leftOver(task);
        long least = mostFirst ? Long.MIN_VALUE : (long) needed << 32;
        long most = mostFirst ? (long) rank(needed) << 32 | Integer.MAX_VALUE : Long.MAX_VALUE;
        int position = tree.next(mostFirst ? 0 : positionOf(least), wanted);
        while (position >= 0 && leastAt[position] <= most) {
            int node = firstInBlock(task, blockAt[position], attempt);
            if (node != Attempt.NOWHERE) {
                return node;
            }
            if (optimistic[blockAt[position]]) {
                setMaximum(position);
                tree.pullAbove(position);
            }
            position = tree.next(position + 1, wanted);
        }
        return Attempt.NOWHERE;
    }

    private int firstInBlock(TaskClass task, int here, Attempt attempt) {
        int width = rows.width();
        for (int i = here * block, end = i + sizes[here]; i < end; i++) {
            int node = (int) entries[i];
            looks++;
            if (FreeRows.reaches(rowOf, node * width, wanted, width)) {
                attempt.scored(1);
                if (Feasibility.fits(task, cluster.node(node))) {
                    return node;
                }
            }
        }
        return Attempt.NOWHERE;
    }
}
