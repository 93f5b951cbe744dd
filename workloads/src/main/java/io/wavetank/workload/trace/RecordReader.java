package io.wavetank.workload.trace;

import io.wavetank.workload.input.TraceFormatException;
import io.wavetank.workload.record.TraceRecord;
import org.jspecify.annotations.Nullable;

/** One reading of what a trace tells beside tasks: decodes rows, converts units, counts what it leaves out. */
public interface RecordReader<T extends TraceRecord> {
    /** Returns the next record, in the order of the files, or null at the end. */
    @Nullable
    T next() throws TraceFormatException;

    /** Rows, what is left out, sums; its meaning is that after the last record. */
    Counts counts();
}
