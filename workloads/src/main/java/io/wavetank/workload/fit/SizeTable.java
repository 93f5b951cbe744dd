package io.wavetank.workload.fit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How often which size was asked for: the joint distribution of all that a size says. Sizes are kept as they are while there are no more than
 * {@link #MOST} different ones; beyond, amounts are rounded to fewer and fewer binary digits until there are.
 */
final class SizeTable {
    /** How many sizes a model lists at most. */
    static final int MOST = 400;

    private static final int MOST_SEEN = 100_000;
    private static final int EXACT = 63;

    private TreeMap<Size, Long> counts = new TreeMap<>(Size.ORDER);
    private int digits = EXACT;

    /** Counts one more job. */
    void add(Size size) {
        counts.merge(digits == EXACT ? size : size.rounded(digits), 1L, Long::sum);
        if (counts.size() > MOST_SEEN) {
            coarser();
        }
    }

    private void coarser() {
        digits = digits == EXACT ? 8 : digits - 1;
        var rounded = new TreeMap<Size, Long>(Size.ORDER);
        counts.forEach((size, count) -> rounded.merge(size.rounded(digits), count, Long::sum));
        counts = rounded;
    }

    /** Brings the table to its final length, where rounding alone does it or the rarest are left out; afterwards nothing is added. */
    void finish() {
        while (counts.size() > MOST && digits > 2) {
            coarser();
        }
    }

    /** How many binary digits amounts have; 0 if they are as they were. */
    int roundedTo() {
        return digits == EXACT ? 0 : digits;
    }

    /** The sizes, from small to large. */
    List<Size> sizes() {
        return new ArrayList<>(counts.keySet());
    }

    /** How many jobs were of each. */
    List<Long> weights() {
        return new ArrayList<>(counts.values());
    }

    /** The place of each size in the list. */
    Map<Size, Integer> places() {
        Map<Size, Integer> places = new HashMap<>();
        int place = 0;
        for (Size size : counts.keySet()) {
            places.put(size, place++);
        }
        return places;
    }

    /** The size under which one that was added is listed. */
    Size listed(Size size) {
        return digits == EXACT ? size : size.rounded(digits);
    }
}
