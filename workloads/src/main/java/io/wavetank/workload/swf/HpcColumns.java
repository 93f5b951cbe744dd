package io.wavetank.workload.swf;

import io.wavetank.workload.input.Columns;
import io.wavetank.workload.input.Lines;
import io.wavetank.workload.input.Row;
import io.wavetank.workload.input.TraceFormatException;
import java.util.List;

/** The rows of a file of recorded start times, checked: every field is a whole number. */
final class HpcColumns {
    /** The columns of the input, in their order; any further column holds start times. */
    static final List<String> INPUT = List.of("seq", "job_id", "submit", "run", "procs", "estimate");

    private static final long MAX_SECONDS = Long.MAX_VALUE / 1_000_000_000L;

    private final Row row;
    private final Columns columns;
    private final List<String> names;
    private final int[] places = new int[INPUT.size()];

    HpcColumns(Lines lines) throws TraceFormatException {
        this.row = new Row(lines);
        this.columns = Columns.read(lines, row);
        for (int i = 0; i < places.length; i++) {
            places[i] = columns.required(INPUT.get(i));
        }
        this.names = List.copyOf(columns.places().keySet());
    }

    /** Steps to the next row, every field of which is a whole number. */
    boolean next() throws TraceFormatException {
        if (!columns.nextRow()) {
            return false;
        }
        for (int field = 0; field < names.size(); field++) {
            row.whole(field, names.get(field), 0, MAX_SECONDS);
        }
        return true;
    }

    long seq() throws TraceFormatException {
        return input(0);
    }

    long jobId() throws TraceFormatException {
        return input(1);
    }

    long submit() throws TraceFormatException {
        return input(2);
    }

    long run() throws TraceFormatException {
        return input(3);
    }

    long procs() throws TraceFormatException {
        return input(4);
    }

    long estimate() throws TraceFormatException {
        return input(5);
    }

    private long input(int column) throws TraceFormatException {
        return row.whole(places[column], INPUT.get(column));
    }

    /** The names of the columns of start times, in their order. */
    List<String> starts() {
        return names.stream().filter(name -> !INPUT.contains(name)).toList();
    }

    long start(String column) throws TraceFormatException {
        return row.whole(columns.required(column), column);
    }
}
