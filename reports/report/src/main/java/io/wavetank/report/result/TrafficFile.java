package io.wavetank.report.result;

import io.wavetank.sim.traffic.TrafficResult;
import io.wavetank.sim.traffic.TrafficTimeline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes {@code traffic.csv.gz}: what requests to services came to, over time.
 *
 * <p>Counts are of the row; quantiles of latency are those of the requests that were answered well in it, empty where none was. {@code at_least} names those of them that are only lower
 * bounds, because so many failed that fewer were answered at all.
 */
public final class TrafficFile {
    /** Its name in the folder of a run. */
    public static final String NAME = "traffic.csv.gz";

    private static final List<String> COLUMNS = List.of(
            "scheduler",
            "replication",
            "t_ns",
            "offered",
            "answered",
            "failed",
            "tries",
            "p50_ns",
            "p90_ns",
            "p99_ns",
            "at_least",
            "endpoints");

    private TrafficFile() {}

    static void write(Path file, RunSummary run, TrafficResult requests) throws IOException {
        try (Csv csv = new Csv(file, COLUMNS)) {
            for (TrafficTimeline.Row row : requests.timeline().rows()) {
                csv.field(run.scheduler()).field(run.replication()).field(row.beginNanos());
                csv.field(row.offered())
                        .field(row.answered())
                        .field(row.failed())
                        .field(row.tries());
                quantile(csv, row.p50Nanos());
                quantile(csv, row.p90Nanos());
                quantile(csv, row.p99Nanos());
                csv.field(atLeast(row));
                csv.field(row.endpoints());
                csv.endRow();
            }
        }
    }

    private static String atLeast(TrafficTimeline.Row row) {
        return Stream.of(50, 90, 99)
                .filter(share -> row.atLeast(share / 100.0))
                .map(share -> "p" + share)
                .collect(Collectors.joining(" "));
    }

    private static void quantile(Csv csv, long nanos) {
        if (nanos < 0) {
            csv.field("");
        } else {
            csv.field(nanos);
        }
    }
}
