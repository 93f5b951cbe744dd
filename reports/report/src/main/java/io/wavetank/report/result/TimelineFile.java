package io.wavetank.report.result;

import io.wavetank.sim.record.RunResult;
import io.wavetank.sim.record.Timeline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes {@code timeline.csv.gz}: what held at equally spaced instants. {@code <resource>_used} is empty: usage is not sampled. */
public final class TimelineFile {
    /** Its name in the folder of a run. */
    public static final String NAME = "timeline.csv.gz";

    private TimelineFile() {}

    static void write(Path file, RunSummary run) throws IOException {
        RunResult result = run.result();
        List<String> columns = new ArrayList<>(List.of("scheduler", "replication", "t_ns"));
        for (String column : result.timelineColumns()) {
            columns.add(column);
            if (column.endsWith("_allocated")) {
                columns.add(column.substring(0, column.length() - "allocated".length()) + "used");
            }
        }
        Timeline timeline = result.timeline();
        try (Csv csv = new Csv(file, columns)) {
            for (int row = 0; row < timeline.rows(); row++) {
                csv.field(run.scheduler()).field(run.replication()).field(timeline.timeNanos(row));
                for (int column = 0; column < timeline.columns(); column++) {
                    csv.field(timeline.value(row, column));
                    if (result.timelineColumns().get(column).endsWith("_allocated")) {
                        csv.field("");
                    }
                }
                csv.endRow();
            }
        }
    }
}
