package io.wavetank.policy.kubernetes.index;

import io.wavetank.policy.kubernetes.cluster.ChangeLog;

/**
 * The {@link LocalScore} of every place for one kind of pod, with the greatest of each block of 64 places: how many have it, the lowest rank of
 * a name among them, and how many places will do at all. It is right as of a version of the change log and catches up on demand.
 */
final class ScoreRow {
    private static final int SHIFT = 6;
    private static final int BLOCK = 1 << SHIFT;
    private static final int DIRTY = -1;
    private static final int NO_RANK = Integer.MAX_VALUE;
    private static final int BYTES_PER_PLACE = 4;
    private static final int BYTES_PER_BLOCK = 16;
    private static final int OVERHEAD_BYTES = 160;

    private final NodeRecords records;
    private int[] sums = new int[0];
    private int[] greatest = new int[0];
    private int[] holders = new int[0];
    private int[] lowest = new int[0];
    private int[] fits = new int[0];
    private int count;
    private int layout;
    private long version;
    private int firstDirty;
    private int lastDirty;

    ScoreRow(NodeRecords records) {
        this.records = records;
    }

    /** What it takes in memory, about. */
    long bytes() {
        return OVERHEAD_BYTES + (long) BYTES_PER_PLACE * sums.length + (long) BYTES_PER_BLOCK * greatest.length;
    }

    /** Works everything out anew. */
    void rebuild(LocalScore score, ChangeLog log) {
        count = records.count();
        if (sums.length != count) {
            int blocks = (count + BLOCK - 1) >> SHIFT;
            sums = new int[count];
            greatest = new int[blocks];
            holders = new int[blocks];
            lowest = new int[blocks];
            fits = new int[blocks];
        }
        for (int place = 0; place < count; place++) {
            sums[place] = score.of(place);
        }
        for (int block = 0; block < greatest.length; block++) {
            summarise(block);
        }
        layout = records.layout();
        version = log.version();
        firstDirty = greatest.length;
        lastDirty = -1;
    }

    /** Takes in what happened since it was last right; all anew if that is more than a half of the places. */
    void catchUp(LocalScore score, ChangeLog log) {
        if (layout != records.layout() || log.version() - version > count / 2 || !log.reachesBackTo(version)) {
            rebuild(score, log);
            return;
        }
        for (long entry = version; entry < log.version(); entry++) {
            int node = log.node(entry);
            if (log.generation(node) == entry + 1 && records.place(node) >= 0) {
                int place = records.place(node);
                set(place, score.of(place));
            }
        }
        version = log.version();
        clean();
    }

    /** Puts a sum in place of another for the time being; {@link #clean} must follow. Returns what was there. */
    int set(int place, int sum) {
        int before = sums[place];
        if (before != sum) {
            sums[place] = sum;
            int block = place >> SHIFT;
            if (holders[block] != DIRTY) {
                change(block, place, before, sum);
            }
        }
        return before;
    }

    private void change(int block, int place, int before, int sum) {
        if (before == greatest[block]) {
            holders[block] = DIRTY;
            firstDirty = Math.min(firstDirty, block);
            lastDirty = Math.max(lastDirty, block);
            return;
        }
        fits[block] += (sum < 0 ? 0 : 1) - (before < 0 ? 0 : 1);
        if (sum > greatest[block]) {
            greatest[block] = sum;
            holders[block] = 1;
            lowest[block] = records.ranks()[place];
        } else if (sum == greatest[block] && sum >= 0) {
            holders[block]++;
            lowest[block] = Math.min(lowest[block], records.ranks()[place]);
        }
    }

    /** Brings the blocks in order after {@link #set}. */
    void clean() {
        for (int block = firstDirty; block <= lastDirty; block++) {
            if (holders[block] == DIRTY) {
                summarise(block);
            }
        }
        firstDirty = greatest.length;
        lastDirty = -1;
    }

    private void summarise(int block) {
        int[] ranks = records.ranks();
        int best = 0;
        int holding = 0;
        int rank = NO_RANK;
        int fitting = 0;
        int end = Math.min(count, (block + 1) << SHIFT);
        for (int place = block << SHIFT; place < end; place++) {
            int sum = sums[place];
            if (sum >= best) {
                if (sum > best) {
                    best = sum;
                    holding = 0;
                    rank = NO_RANK;
                }
                holding++;
                rank = Math.min(rank, ranks[place]);
            }
            fitting += sum < 0 ? 0 : 1;
        }
        greatest[block] = holding == 0 ? LocalScore.UNFIT : best;
        holders[block] = holding;
        lowest[block] = rank;
        fits[block] = fitting;
    }

    /** The sums by place: live. */
    int[] sums() {
        return sums;
    }

    /** Returns the place of a range that is the {@code wanted}th that will do, counted from 1; or {@code ~n} if there are only n. */
    int find(int from, int to, int wanted) {
        int found = 0;
        int place = from;
        while (place < to) {
            int block = place >> SHIFT;
            int end = Math.min(to, (block + 1) << SHIFT);
            boolean whole = place == block << SHIFT && end == Math.min(count, (block + 1) << SHIFT);
            if (whole && found + fits[block] < wanted) {
                found += fits[block];
                place = end;
                continue;
            }
            for (; place < end; place++) {
                if (sums[place] >= 0 && ++found == wanted) {
                    return place;
                }
            }
        }
        return ~found;
    }

    /** Adds a range of places to a search's best. */
    void add(int from, int to, Best best) {
        int place = from;
        while (place < to) {
            int block = place >> SHIFT;
            int end = Math.min(to, (block + 1) << SHIFT);
            if (place == block << SHIFT && end == Math.min(count, (block + 1) << SHIFT)) {
                best.add(greatest[block], holders[block], lowest[block], fits[block]);
            } else {
                int[] ranks = records.ranks();
                for (int each = place; each < end; each++) {
                    if (sums[each] >= 0) {
                        best.add(sums[each], 1, ranks[each], 1);
                    }
                }
            }
            place = end;
        }
    }

    /** Returns the place of a range that is the {@code wanted}th with a sum, counted from 0; or {@code ~n} if there are only n. */
    int holder(int from, int to, int sum, int wanted) {
        int found = 0;
        int place = from;
        while (place < to) {
            int block = place >> SHIFT;
            int end = Math.min(to, (block + 1) << SHIFT);
            boolean whole = place == block << SHIFT && end == Math.min(count, (block + 1) << SHIFT);
            int here = greatest[block] == sum ? holders[block] : 0;
            if (greatest[block] < sum || (whole && found + here <= wanted)) {
                found += greatest[block] < sum ? 0 : here;
                place = end;
                continue;
            }
            for (; place < end; place++) {
                if (sums[place] == sum && found++ == wanted) {
                    return place;
                }
            }
        }
        return ~found;
    }

    /** The greatest sum met so far, by how many, the lowest rank of a name among them, and how many will do at all. */
    static final class Best {
        int sum;
        int holders;
        int rank;
        int fitting;

        void clear() {
            sum = LocalScore.UNFIT;
            holders = 0;
            rank = NO_RANK;
            fitting = 0;
        }

        void add(int otherSum, int otherHolders, int otherRank, int otherFitting) {
            fitting += otherFitting;
            if (otherSum > sum) {
                sum = otherSum;
                holders = otherHolders;
                rank = otherRank;
            } else if (otherSum == sum) {
                holders += otherHolders;
                rank = Math.min(rank, otherRank);
            }
        }
    }
}
