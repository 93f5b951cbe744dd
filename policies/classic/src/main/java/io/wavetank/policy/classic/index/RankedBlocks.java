package io.wavetank.policy.classic.index;

import java.util.Arrays;

/**
 * Entries in order, each {@code rank << 32 | number}, each number with a row ({@link FreeRows}): a sorted list that can jump to where a row
 * reaches a given one.
 *
 * <p>The list stands in blocks, split when full and merged when nearly empty. Over the blocks lies a {@link MaxTree}. When an entry leaves a
 * block, or its row falls, the block's maximum stays as it is, which is only too optimistic; {@link #tighten} works it out anew, for a search
 * that has looked into the block in vain.
 *
 * <p>Cost: {@code O(log blocks)} comparisons and a copy within a block; a split or a merge, once in dozens of changes, moves what stands behind.
 */
final class RankedBlocks {
    private final int block;
    private final int nearlyEmpty;
    private final int width;

    /** By number: its row; kept by the owner. */
    private final long[] rowOf;

    private final long[] row;

    /** By position in the order: which block stands there, and the least entry that belongs there. */
    private int[] blockAt = {0};

    private long[] leastAt = {Long.MIN_VALUE};
    private int positions = 1;
    private MaxTree tree;
    private long earlierVisits;

    /** By block: its entries in order, how many they are, and whether its maximum may be too high. */
    private long[] entries;

    private int[] sizes = {0};
    private boolean[] optimistic = {false};
    private int[] spare = {0};
    private int spares;

    /** Creates an empty list with blocks of that many entries, at least 4; {@code rowOf} has {@code width} longs for each number. */
    RankedBlocks(long[] rowOf, int width, int block) {
        this.rowOf = rowOf;
        this.width = width;
        this.block = block;
        this.nearlyEmpty = Math.max(1, block / 8);
        this.row = new long[width];
        this.entries = new long[block];
        this.tree = new MaxTree(width, 1);
    }

    /** How many rows of the tree searches have looked at so far. */
    long visits() {
        return earlierVisits + tree.visits();
    }

    /** The last position whose least entry is not above this one. */
    int positionOf(long entry) {
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

    /** The first position from {@code from} on that may hold an entry whose row reaches this one; -1 if all that do are above {@code most}. */
    int next(int from, long[] wanted, long most) {
        if (from >= positions || leastAt[from] > most) {
            return -1;
        }
        int position = tree.next(from, wanted);
        return position >= 0 && leastAt[position] <= most ? position : -1;
    }

    /** Where the entries at a position begin. */
    int begin(int position) {
        return blockAt[position] * block;
    }

    /** Where the entries at a position end. */
    int end(int position) {
        return blockAt[position] * block + sizes[blockAt[position]];
    }

    /** The entry at a place between {@link #begin} and {@link #end}. */
    long entry(int place) {
        return entries[place];
    }

    /** Works out the maximum at a position anew if it may be too high. */
    void tighten(int position) {
        if (optimistic[blockAt[position]]) {
            setMaximum(position);
            tree.pullAbove(position);
        }
    }

    /** Takes note that the row of an entry has risen. */
    void risen(long entry) {
        tree.raise(positionOf(entry), rowOf, (int) entry * width);
    }

    /** Takes note that the row of an entry has fallen. */
    void fallen(long entry) {
        optimistic[blockAt[positionOf(entry)]] = true;
    }

    /** Takes an entry out. */
    void remove(long entry) {
        int position = positionOf(entry);
        int here = blockAt[position];
        int base = here * block;
        int at = Arrays.binarySearch(entries, base, base + sizes[here], entry);
        if (at < 0) {
            throw new IllegalStateException("Entry " + (int) entry + " is not where it was put");
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
        return sizes[blockAt[left]] + sizes[blockAt[right]] <= block * 5 / 8;
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
        setMaximum(position);
        tree.pullAbove(position, positions);
        positions--;
    }

    /** Puts in an entry. */
    void insert(long entry) {
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
        tree.raise(position, rowOf, (int) entry * width);
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
        tree.pullAbove(position, positions);
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
        earlierVisits += tree.visits();
        tree = new MaxTree(width, 2 * blocks);
        for (int position = 0; position < positions; position++) {
            setMaximum(position);
        }
        tree.pullAbove(0, positions);
    }

    private void setMaximum(int position) {
        int here = blockAt[position];
        Arrays.fill(row, 0);
        for (int i = here * block, end = i + sizes[here]; i < end; i++) {
            int at = (int) entries[i] * width;
            for (int lane = 0; lane < width; lane++) {
                row[lane] = FreeRows.max(row[lane], rowOf[at + lane]);
            }
        }
        optimistic[here] = false;
        tree.setLeaf(position, row);
    }
}
