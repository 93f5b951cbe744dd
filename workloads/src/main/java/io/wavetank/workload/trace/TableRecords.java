package io.wavetank.workload.trace;

import io.wavetank.workload.input.Table;
import io.wavetank.workload.input.TraceFormatException;
import io.wavetank.workload.record.TraceRecord;
import org.jspecify.annotations.Nullable;

/** Records of which each is made of one row of a table; a row of which none is made was dropped and counted as such. */
public final class TableRecords<T extends TraceRecord> implements RecordReader<T> {
    private final Table table;
    private final Counts counts;
    private final Maker<T> maker;

    /** Makes a record of the current row. */
    @FunctionalInterface
    public interface Maker<T> {
        /** Returns the record, or null if the row was dropped. */
        @Nullable
        T make(Table row, Counts counts) throws TraceFormatException;
    }

    /** Takes the table, what is counted, and how a record is made. */
    public TableRecords(Table table, Counts counts, Maker<T> maker) {
        this.table = table;
        this.counts = counts;
        this.maker = maker;
    }

    @Override
    public @Nullable T next() throws TraceFormatException {
        while (table.next()) {
            counts.row();
            T record = maker.make(table, counts);
            if (record != null) {
                return record;
            }
        }
        return null;
    }

    @Override
    public Counts counts() {
        return counts;
    }
}
