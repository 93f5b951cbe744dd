package io.wavetank.workload.google;

import io.wavetank.workload.input.Reading;
import io.wavetank.workload.input.Table;
import io.wavetank.workload.input.Table.Separator;
import io.wavetank.workload.input.TraceFile;
import io.wavetank.workload.input.TraceFormatException;
import io.wavetank.workload.record.Constraint;
import io.wavetank.workload.trace.Counts;
import io.wavetank.workload.trace.RecordReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the table {@code task_constraints} of Google's trace of 2011. */
public final class GoogleConstraints implements RecordReader<Constraint> {
    private static final int TIME = 0;
    private static final int JOB = 1;
    private static final int INDEX = 2;
    private static final int OPERATOR = 3;
    private static final int ATTRIBUTE = 4;
    private static final int VALUE = 5;
    private static final List<String> OPERATORS = List.of("=", "!=", "<", ">");

    private final Table table;
    private final Counts counts = new Counts();

    private GoogleConstraints(Table table) {
        this.table = table;
    }

    /** Returns the reader, or null if there are no constraints. */
    public static @Nullable GoogleConstraints open(Reading reading) throws TraceFormatException {
        Table table = table(reading);
        return table == null ? null : new GoogleConstraints(table);
    }

    /** Returns the table, or null if there is none. */
    static @Nullable Table table(Reading reading) throws TraceFormatException {
        List<TraceFile> files = Google2011.files(reading, Google2011::isConstraints);
        return files.isEmpty()
                ? null
                : Table.plain(
                        reading,
                        files,
                        Separator.COMMA,
                        "time",
                        "job ID",
                        "task index",
                        "comparison operator",
                        "attribute name",
                        "attribute value");
    }

    static long nanos(Table table) throws TraceFormatException {
        return Google2011.nanos(table, TIME);
    }

    static long job(Table table) throws TraceFormatException {
        return table.whole(JOB, 0, Long.MAX_VALUE);
    }

    static long index(Table table) throws TraceFormatException {
        return table.whole(INDEX, 0, Integer.MAX_VALUE);
    }

    /** 0 equal, 1 not equal, 2 less, 3 greater. */
    static int operator(Table table) throws TraceFormatException {
        return (int) table.whole(OPERATOR, 0, 3);
    }

    static String attribute(Table table) throws TraceFormatException {
        return table.sharedText(ATTRIBUTE);
    }

    static String value(Table table) throws TraceFormatException {
        return table.sharedText(VALUE);
    }

    @Override
    public @Nullable Constraint next() throws TraceFormatException {
        if (!table.next()) {
            return null;
        }
        counts.row();
        nanos(table);
        String operator = OPERATORS.get(operator(table));
        counts.add("constraints " + operator, 1);
        return new Constraint(job(table) + "-" + index(table), table.text(ATTRIBUTE), operator, table.text(VALUE));
    }

    @Override
    public Counts counts() {
        return counts;
    }
}
