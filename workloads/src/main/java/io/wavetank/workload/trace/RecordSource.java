package io.wavetank.workload.trace;

import io.wavetank.workload.input.Reading;
import io.wavetank.workload.input.TraceFormatException;
import io.wavetank.workload.record.TraceRecord;
import java.io.Closeable;
import org.jspecify.annotations.Nullable;

/** Records of a trace one by one, read as they are needed. Read once, by one thread. */
public final class RecordSource<T extends TraceRecord> implements Closeable {
    private final Reading reading;
    private final RecordReader<T> reader;

    RecordSource(Reading reading, RecordReader<T> reader) {
        this.reading = reading;
        this.reader = reader;
    }

    /** Returns the next record, in the order of the files, or null at the end. */
    public @Nullable T next() throws TraceFormatException {
        return reader.next();
    }

    /** Rows, what is left out, sums; its meaning is that after the last record. */
    public Counts counts() {
        return reader.counts();
    }

    @Override
    public void close() {
        reading.close();
    }
}
