package io.wavetank.workload.trace;

import java.util.Set;
import java.util.SortedMap;

/** A reader that keeps what it counts in one place. */
public interface TaskReader extends TraceReader {
    /** Rows, what is left out, sums. */
    Counts counts();

    @Override
    default long rows() {
        return counts().rows();
    }

    @Override
    default SortedMap<String, Long> dropped() {
        return counts().dropped();
    }

    @Override
    default TraceTotals totals() {
        return counts().totals();
    }

    @Override
    default Set<TraceContent> missing() {
        return Set.of();
    }
}
