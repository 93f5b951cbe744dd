package io.wavetank.workload.trace;

import io.wavetank.sim.Precedence;
import io.wavetank.workload.input.Reading;
import io.wavetank.workload.input.TraceFormatException;
import io.wavetank.workload.record.RecordType;
import io.wavetank.workload.record.TraceRecord;
import org.jspecify.annotations.Nullable;

/**
 * A kind of records that files of a format may hold.
 *
 * @param type which kind
 * @param opener starts reading them
 * @param grouping of dependencies, to which group of {@code job/task} in an {@link io.wavetank.workload.record.Edge} a task belongs; null of all others
 */
public record RecordStream<T extends TraceRecord>(
        RecordType<T> type, Opener<T> opener, Precedence.@Nullable Grouping grouping) {
    /** Records that are no dependencies. */
    public RecordStream(RecordType<T> type, Opener<T> opener) {
        this(type, opener, null);
    }

    /** Starts reading the records of a kind. */
    @FunctionalInterface
    public interface Opener<T extends TraceRecord> {
        /** Returns the reader, or null if these files hold none of them. */
        @Nullable
        RecordReader<T> open(Reading reading) throws TraceFormatException;
    }
}
