package io.wavetank.workload.trace;

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
 */
public record RecordStream<T extends TraceRecord>(RecordType<T> type, Opener<T> opener) {
    /** Starts reading the records of a kind. */
    @FunctionalInterface
    public interface Opener<T extends TraceRecord> {
        /** Returns the reader, or null if these files hold none of them. */
        @Nullable
        RecordReader<T> open(Reading reading) throws TraceFormatException;
    }
}
