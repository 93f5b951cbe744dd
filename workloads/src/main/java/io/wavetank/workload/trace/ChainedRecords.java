package io.wavetank.workload.trace;

import io.wavetank.workload.input.TraceFormatException;
import io.wavetank.workload.record.TraceRecord;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records of one kind that stand in several tables, one table after the other, counted together. */
public final class ChainedRecords<T extends TraceRecord> implements RecordReader<T> {
    private final Counts counts;
    private final List<Step<T>> steps;
    private int current;

    /** Reads the next record of one table; null after its last. */
    @FunctionalInterface
    public interface Step<T> {
        /** Returns the next record. */
        @Nullable
        T next() throws TraceFormatException;
    }

    private ChainedRecords(Counts counts, List<Step<T>> steps) {
        this.counts = counts;
        this.steps = steps;
    }

    /** Returns the tables' records, or null if there is no table. */
    public static <T extends TraceRecord> @Nullable ChainedRecords<T> of(Counts counts, List<Step<T>> steps) {
        return steps.isEmpty() ? null : new ChainedRecords<>(counts, new ArrayList<>(steps));
    }

    @Override
    public @Nullable T next() throws TraceFormatException {
        while (current < steps.size()) {
            T record = steps.get(current).next();
            if (record != null) {
                return record;
            }
            current++;
        }
        return null;
    }

    @Override
    public Counts counts() {
        return counts;
    }
}
