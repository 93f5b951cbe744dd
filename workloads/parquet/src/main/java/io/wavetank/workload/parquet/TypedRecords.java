package io.wavetank.workload.parquet;

import io.wavetank.workload.input.Reading;
import io.wavetank.workload.input.TraceFile;
import io.wavetank.workload.input.TraceFormatException;
import io.wavetank.workload.input.TypedTable;
import io.wavetank.workload.record.TraceRecord;
import io.wavetank.workload.trace.Counts;
import io.wavetank.workload.trace.RecordReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records of which each is made of one row of a binary table. */
final class TypedRecords<T extends TraceRecord> implements RecordReader<T> {
    private final TypedTable table;
    private final Counts counts;
    private final Maker<T> maker;

    /** Makes a record of the current row. */
    @FunctionalInterface
    interface Maker<T> {
        T make(TypedTable row, Counts counts) throws TraceFormatException;
    }

    private TypedRecords(TypedTable table, Counts counts, Maker<T> maker) {
        this.table = table;
        this.counts = counts;
        this.maker = maker;
    }

    /** Returns the records of the files that have a table with the columns, or null if there are no such files. */
    static <T extends TraceRecord> @Nullable TypedRecords<T> of(
            Reading reading, List<String> required, Counts counts, Maker<T> maker, String... more)
            throws TraceFormatException {
        List<TraceFile> files = reading.files().those(head -> head.table(required) != null);
        if (files.isEmpty()) {
            return null;
        }
        var columns = new ArrayList<>(required);
        columns.addAll(List.of(more));
        return new TypedRecords<>(new TypedTable(reading, files, columns.toArray(new String[0])), counts, maker);
    }

    @Override
    public @Nullable T next() throws TraceFormatException {
        if (!table.next()) {
            return null;
        }
        counts.row();
        return maker.make(table, counts);
    }

    @Override
    public Counts counts() {
        return counts;
    }
}
