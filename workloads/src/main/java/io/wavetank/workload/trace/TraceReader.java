package io.wavetank.workload.trace;

import io.wavetank.sim.Submission;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.workload.input.TraceFormatException;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * One reading of the tasks of a trace: decodes rows, converts units, counts what it leaves out. Everything but {@link #next} and {@link #tieBreak} has
 * its meaning after the last row.
 *
 * <p>Tasks that ask for the same share one task class.
 */
public interface TraceReader {
    /** Returns the next row that can be replayed, in the order of the files, or null at the end. */
    @Nullable
    Submission next() throws TraceFormatException;

    /** What orders the submission returned last among those of the same instant; those with equal numbers stay in the order of the files. */
    default long tieBreak() {
        return 0;
    }

    /** Who submitted the task returned last, and may have waited for it; null if the trace does not tell. */
    default @Nullable String user() {
        return null;
    }

    /** When the task returned last came to its end as it was recorded, on the clock of the trace; -1 if the trace does not tell. */
    default long endedNanos() {
        return -1;
    }

    /**
     * Whether times are those of the calendar, in nanoseconds since 1970; a replay then begins with the first submission. Any other times are
     * replayed as they stand in the file.
     */
    default boolean ofTheCalendar() {
        return false;
    }

    /** How many rows there were, those left out included. */
    long rows();

    /** How many rows were left out, by reason. */
    SortedMap<String, Long> dropped();

    /** Sums over all rows. */
    TraceTotals totals();

    /** What the format can carry but this file does not. */
    Set<TraceContent> missing();

    /** The cluster that the trace is about, or null if the trace does not say. */
    default @Nullable ClusterSpec cluster() {
        return null;
    }

    /** What the file says about itself, such as {@code UnixStartTime}, in its order. */
    default Map<String, String> header() {
        return Map.of();
    }
}
