package io.wavetank.workload.alibaba;

import io.wavetank.workload.input.Head;
import io.wavetank.workload.input.Reading;
import io.wavetank.workload.input.Table;
import io.wavetank.workload.input.Table.Separator;
import io.wavetank.workload.input.TraceFile;
import io.wavetank.workload.input.TraceFormatException;
import io.wavetank.workload.record.Metric;
import io.wavetank.workload.record.Request;
import io.wavetank.workload.trace.ChainedRecords;
import io.wavetank.workload.trace.Counts;
import io.wavetank.workload.trace.RecordReader;
import io.wavetank.workload.trace.TableRecords;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads Alibaba's trace of 2026 of serving generative models: series of what was measured by container (requests a second, queues, latencies),
 * and requests for pictures one by one.
 *
 * <p>In the series columns go by their names, as their order differs from file to file; which series a file holds, its name tells. A container may be
 * unnamed, and is counted then. A request for a picture arrives at {@code gmt_create}; its input is the length of its prompt, its service the model.
 *
 * <p>Units in the files: seconds since 1970, milliseconds, requests a second; {@code gmt_create} is a local date and time of China. Source:
 * github.com/alibaba/clusterdata.
 */
public final class GenAiSeries {
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final List<String> SERIES = List.of("timestamp_anon", "value", "container_ip");
    private static final String[] REQUESTS = {
        "gmt_create", "checkpoint_model_version_id", "exec_time_seconds", "prompt_length", "predict_status", "num_lora"
    };

    private GenAiSeries() {}

    /** Recognises the header line of either. */
    public static boolean recognises(Head head) {
        return isSeries(head) || isRequests(head);
    }

    private static boolean isSeries(Head head) {
        return head.columns().containsAll(SERIES);
    }

    private static boolean isRequests(Head head) {
        return head.columns().containsAll(List.of(REQUESTS));
    }

    /** Returns what was measured, or null if there is none. */
    public static @Nullable RecordReader<Metric> metrics(Reading reading) throws TraceFormatException {
        var counts = new Counts("measurements", "containers", "container_unknown");
        Set<String> containers = new HashSet<>();
        var steps = new ArrayList<ChainedRecords.Step<Metric>>();
        for (TraceFile file : reading.files().those(head -> !head.blank() && isSeries(head))) {
            Table table = Table.headed(
                    reading,
                    List.of(file),
                    Separator.COMMA,
                    "timestamp_anon",
                    "value",
                    "container_ip",
                    "request_type?");
            steps.add(() -> table.next() ? metric(table, counts, containers) : null);
        }
        return ChainedRecords.of(counts, steps);
    }

    private static Metric metric(Table row, Counts counts, Set<String> containers) throws TraceFormatException {
        counts.row();
        counts.add("measurements", 1);
        String series = row.fileName();
        series = series.contains(".") ? series.substring(0, series.indexOf('.')) : series;
        String container = row.text(2);
        counts.count("container_unknown", container.isEmpty());
        if (!container.isEmpty()) {
            counts.count("containers", containers.add(container));
        }
        String type = row.text(3);
        return new Metric(series + (type.isEmpty() ? "" : " " + type), row.nanosFromZero(0), row.number(1));
    }

    /** Returns the requests for pictures, or null if there are none. */
    public static @Nullable RecordReader<Request> requests(Reading reading) throws TraceFormatException {
        List<TraceFile> files = reading.files().those(head -> !head.blank() && isRequests(head));
        if (files.isEmpty()) {
            return null;
        }
        Table table = Table.headed(reading, files, Separator.COMMA, REQUESTS);
        return new TableRecords<>(
                table,
                new Counts("requests", "run_time_unknown", "prompt_length_unknown", "with_lora"),
                (row, counts) -> {
                    counts.add("requests", 1);
                    counts.add("status_" + row.text(4).toLowerCase(Locale.ROOT), 1);
                    counts.count("run_time_unknown", row.empty(2));
                    counts.count("prompt_length_unknown", row.empty(3));
                    counts.count("with_lora", !row.empty(5) && row.wholeOrZeroDecimals(5, 0, 1_000_000) > 0);
                    return new Request(
                            row.text(1),
                            row.calendarNanos(0, CHINA),
                            row.empty(2) ? -1 : row.nanosFromZero(2),
                            row.empty(3) ? -1 : row.wholeOrZeroDecimals(3, 0, Long.MAX_VALUE),
                            -1);
                });
    }
}
