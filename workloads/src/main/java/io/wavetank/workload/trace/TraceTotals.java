package io.wavetank.workload.trace;

import io.wavetank.workload.input.Lines;
import io.wavetank.workload.input.Row;
import io.wavetank.workload.input.TraceFormatException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Sums over all rows of a trace, in the order in which they are shown; names end in the unit.
 *
 * <p>They are what a publisher's description can be held against: of everything that stands in the file, before anything is dropped, except
 * where a name says {@code kept}.
 *
 * @param values name to value
 */
public record TraceTotals(Map<String, Long> values) {
    /** Keeps the order. */
    public TraceTotals {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** Returns one of them. */
    public long get(String name) {
        Long value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("No total is named " + name + "; there are " + values.keySet());
        }
        return value;
    }

    /** Returns {@code sum + amount}, or reports the line at which a sum leaves the range of 64 bits: its amounts cannot be right. */
    public static long add(long sum, long amount, Lines lines, String name) throws TraceFormatException {
        long result = sum + amount;
        if (((sum ^ result) & (amount ^ result)) < 0) {
            throw lines.error("the sum of " + name + " leaves the range of 64 bits here", Row.REMEDY);
        }
        return result;
    }
}
