package io.wavetank.workload.google;

import io.wavetank.workload.input.Head;
import io.wavetank.workload.input.Reading;
import io.wavetank.workload.input.Table;
import io.wavetank.workload.input.TraceFile;
import io.wavetank.workload.input.TraceFormatException;
import java.util.List;
import java.util.function.Predicate;

/**
 * The tables of Google's trace of May 2011, CSV without header, in any number of shards: which file is part of which table, and its units.
 *
 * <p>Times are microseconds; the trace begins at 600 s, 0 is before it and 2^63-1 after it. Resources are shares of the largest machine: 1.0 of CPU
 * is 1,000,000,000 of our millicores and 1.0 of memory 10^12 of our bytes, so that all published decimals are whole numbers.
 *
 * <p>Source: github.com/google/cluster-data, ClusterData2011_2.
 */
public final class Google2011 {
    static final int CPU_DECIMALS = 9;
    static final int MEMORY_DECIMALS = 12;
    private static final long AFTER_TRACE = Long.MAX_VALUE;
    private static final long NANOS_PER_MICRO = 1000;

    private Google2011() {}

    /** Recognises any of its tables by the number and kinds of its fields. */
    public static boolean recognises(Head head) {
        return isTaskEvents(head)
                || isMachineEvents(head)
                || isUsage(head)
                || isConstraints(head)
                || isAttributes(head);
    }

    static boolean isTaskEvents(Head head) {
        List<String> row = head.data();
        return row.size() == 13
                && all(row, "[0-9]+", 0, 2, 3)
                && all(row, "[012]?", 1)
                && all(row, "[0-9]*", 4)
                && all(row, "[0-8]", 5)
                && all(row, "[0-3]", 7)
                && all(row, "[0-9]|10|11", 8)
                && all(row, "[01]?", 12);
    }

    static boolean isMachineEvents(Head head) {
        List<String> row = head.data();
        return row.size() == 6
                && all(row, "[0-9]+", 0, 1)
                && all(row, "[012]", 2)
                && !row.get(3).matches("[0-9]{1,3}")
                && all(row, "(0|1|0?\\.[0-9]+|1\\.0*)?", 4, 5);
    }

    static boolean isConstraints(Head head) {
        List<String> row = head.data();
        return row.size() == 6 && all(row, "[0-9]+", 0, 1, 2) && all(row, "[0-3]", 3) && all(row, "\\S{2,}", 4);
    }

    static boolean isAttributes(Head head) {
        List<String> row = head.data();
        return row.size() == 5 && all(row, "[0-9]+", 0, 1) && all(row, "[A-Za-z0-9+/=]{20,}", 2) && all(row, "[01]", 4);
    }

    static boolean isUsage(Head head) {
        List<String> row = head.data();
        return (row.size() == 19 || row.size() == 20)
                && all(row, "[0-9]+", 0, 1, 2, 3)
                && all(row, "[0-9]*", 4)
                && all(row, "[0-9.eE+-]*", 5, 6, 7, 8, 9, 10, 11, 12, 13, 14);
    }

    private static boolean all(List<String> row, String pattern, int... fields) {
        for (int field : fields) {
            if (!row.get(field).matches(pattern)) {
                return false;
            }
        }
        return true;
    }

    static List<TraceFile> files(Reading reading, Predicate<Head> table) throws TraceFormatException {
        return reading.files().those(head -> !head.blank() && table.test(head));
    }

    /** A time in nanoseconds; what happened after the trace is {@link Long#MAX_VALUE}. */
    static long nanos(Table table, int column) throws TraceFormatException {
        long micros = table.whole(column, 0, AFTER_TRACE);
        if (micros == AFTER_TRACE) {
            return AFTER_TRACE;
        }
        if (micros > Long.MAX_VALUE / NANOS_PER_MICRO) {
            throw table.fault(column, micros + " microseconds are more than the 292 years that a run can last");
        }
        return micros * NANOS_PER_MICRO;
    }
}
