package io.wavetank.policy.classic.index;

import java.util.Arrays;

/**
 * A few sets of nodes by the number of the set, each a bit map of three levels with its least member at hand. A word of the second level says
 * which words of the first hold anything, the word of the third which of the second.
 *
 * <p>All have room from the beginning, and no step depends on how full a set is, so that a processor need not guess ({@link NodeSets} is for
 * sets without number).
 */
final class NodeMaps {
    /** Stands for no node: above every number. */
    static final int NONE = Integer.MAX_VALUE;

    /** There can be no more nodes than this. */
    static final int NODES_AT_MOST = 1 << 18;

    private final int secondLevel;
    private final int thirdLevel;
    private final int stride;
    private final long[] bits;

    /** By set: its least node. */
    private final int[] least;

    private final boolean[] shared;

    /** Creates so many empty sets of nodes below a number. */
    NodeMaps(int sets, int nodes) {
        this.secondLevel = (nodes + 63) >> 6;
        this.thirdLevel = secondLevel + ((nodes + 4095) >> 12);
        this.stride = thirdLevel + 1;
        this.bits = new long[Math.multiplyExact(sets, stride)];
        this.least = new int[sets];
        this.shared = new boolean[sets];
        Arrays.fill(least, NONE);
    }

    /** The least node in a set; {@link #NONE} if it is empty. */
    int least(int set) {
        return least[set];
    }

    /** The least node in any of some sets; {@link #NONE} if they are empty. Four by four, as the lesser of two has to be known before that of it and a third. */
    int leastOf(int[] sets) {
        int first = NONE;
        int second = NONE;
        int third = NONE;
        int fourth = NONE;
        int rest = sets.length & -4;
        for (int i = 0; i < rest; i += 4) {
            first = Math.min(first, least[sets[i]]);
            second = Math.min(second, least[sets[i + 1]]);
            third = Math.min(third, least[sets[i + 2]]);
            fourth = Math.min(fourth, least[sets[i + 3]]);
        }
        for (int i = rest; i < sets.length; i++) {
            first = Math.min(first, least[sets[i]]);
        }
        return Math.min(Math.min(first, second), Math.min(third, fourth));
    }

    /** Whether the set has had more than one node since it was last released. */
    boolean wasShared(int set) {
        return shared[set];
    }

    /** Lets it be forgotten that a set was shared, which now is empty. */
    void release(int set) {
        shared[set] = false;
    }

    /** Adds a node that is not in the set. */
    void add(int set, int node) {
        if (least[set] != NONE) {
            shared[set] = true;
        }
        int map = set * stride;
        int word = node >> 6;
        int group = node >> 12;
        bits[map + word] |= 1L << node;
        bits[map + secondLevel + group] |= 1L << word;
        bits[map + thirdLevel] |= 1L << group;
        least[set] = Math.min(least[set], node);
    }

    /** Takes out a node that is in the set. */
    void remove(int set, int node) {
        int map = set * stride;
        int word = node >> 6;
        int group = node >> 12;
        long inWord = bits[map + word] & ~(1L << node);
        bits[map + word] = inWord;
        long inGroup = bits[map + secondLevel + group] & ~(oneIfZero(inWord) << word);
        bits[map + secondLevel + group] = inGroup;
        bits[map + thirdLevel] &= ~(oneIfZero(inGroup) << group);
        if (least[set] == node) {
            least[set] = first(map);
        }
    }

    private static long oneIfZero(long word) {
        return (word | -word) >>> 63 ^ 1;
    }

    private int first(int map) {
        long groups = bits[map + thirdLevel];
        if (groups == 0) {
            return NONE;
        }
        int group = Long.numberOfTrailingZeros(groups);
        int word = (group << 6) | Long.numberOfTrailingZeros(bits[map + secondLevel + group]);
        return (word << 6) | Long.numberOfTrailingZeros(bits[map + word]);
    }

    /** The least node from {@code from} on that is in one of the sets listed at {@code begin} to {@code end} (exclusive), or {@link #NONE}. */
    int next(int[] sets, int begin, int end, int from) {
        int word = from >> 6;
        if (word >= secondLevel) {
            return NONE;
        }
        long inWord = word(sets, begin, end, word) & (-1L << from);
        if (inWord == 0) {
            int group = word >> 6;
            long inGroup =
                    word(sets, begin, end, secondLevel + group) & (-2L << word); // none behind the last: -2 << 63 is 0
            if (inGroup == 0) {
                long groups = word(sets, begin, end, thirdLevel) & (-2L << group);
                if (groups == 0) {
                    return NONE;
                }
                group = Long.numberOfTrailingZeros(groups);
                inGroup = word(sets, begin, end, secondLevel + group);
            }
            word = (group << 6) | Long.numberOfTrailingZeros(inGroup);
            inWord = word(sets, begin, end, word);
        }
        return (word << 6) | Long.numberOfTrailingZeros(inWord);
    }

    /** How many words the first level has, 64 nodes each. */
    int words() {
        return secondLevel;
    }

    /** One word of the union of the sets listed at {@code begin} to {@code end} (exclusive). */
    long word(int[] sets, int begin, int end, int at) {
        long union = 0;
        for (int i = begin; i < end; i++) {
            union |= bits[sets[i] * stride + at];
        }
        return union;
    }
}
