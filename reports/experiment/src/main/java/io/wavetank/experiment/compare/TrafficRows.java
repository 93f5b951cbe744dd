package io.wavetank.experiment.compare;

import io.wavetank.sim.traffic.TrafficTimeline;
import io.wavetank.workload.input.Columns;
import io.wavetank.workload.input.Lines;
import io.wavetank.workload.input.Row;
import io.wavetank.workload.input.TraceFile;
import io.wavetank.workload.input.TraceFormatException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads what a run left behind in {@code traffic.csv.gz}. */
final class TrafficRows {
    private final Row row;
    private final Columns columns;

    private TrafficRows(Lines lines) throws TraceFormatException {
        this.row = new Row(lines);
        this.columns = Columns.read(lines, row);
    }

    /** Returns what happened over time, in rows that are so long, up to an end. */
    static TrafficTimeline read(Path file, long stepNanos, long endNanos) throws TraceFormatException {
        List<TrafficTimeline.Row> rows = new ArrayList<>();
        try (Lines lines = TraceFile.of(file).lines()) {
            var of = new TrafficRows(lines);
            while (of.columns.nextRow()) {
                rows.add(of.next());
            }
        }
        return TrafficTimeline.of(stepNanos, endNanos, rows);
    }

    private TrafficTimeline.Row next() throws TraceFormatException {
        return new TrafficTimeline.Row(
                whole("t_ns"),
                whole("offered"),
                whole("answered"),
                whole("failed"),
                whole("tries"),
                quantile("p50_ns"),
                quantile("p90_ns"),
                quantile("p99_ns"),
                (int) row.whole(columns.required("endpoints"), "endpoints", 0, Integer.MAX_VALUE));
    }

    private long whole(String column) throws TraceFormatException {
        return row.whole(columns.required(column), column, 0, Long.MAX_VALUE);
    }

    private long quantile(String column) throws TraceFormatException {
        return row.empty(columns.required(column)) ? -1 : whole(column);
    }
}
