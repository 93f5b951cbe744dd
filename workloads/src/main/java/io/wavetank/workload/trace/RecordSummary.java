package io.wavetank.workload.trace;

import java.util.SortedMap;

/**
 * What came of reading all records of a kind.
 *
 * @param rows how many rows there were
 * @param records how many records came of them
 * @param dropped how many rows were left out, by reason
 * @param totals sums over all rows
 * @param firstNanos the earliest time in them; -1 if they have no times
 * @param lastNanos the latest
 */
public record RecordSummary(
        long rows,
        long records,
        SortedMap<String, Long> dropped,
        TraceTotals totals,
        long firstNanos,
        long lastNanos) {}
