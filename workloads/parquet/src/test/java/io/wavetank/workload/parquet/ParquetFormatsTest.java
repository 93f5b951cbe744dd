package io.wavetank.workload.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.wavetank.policy.Resources;
import io.wavetank.sim.Submission;
import io.wavetank.sim.SubmissionSource;
import io.wavetank.workload.TraceFormats;
import io.wavetank.workload.input.TraceFormatException;
import io.wavetank.workload.record.Edge;
import io.wavetank.workload.record.Failure;
import io.wavetank.workload.record.Metric;
import io.wavetank.workload.record.RecordType;
import io.wavetank.workload.record.TraceRecord;
import io.wavetank.workload.record.UsageSample;
import io.wavetank.workload.trace.Trace;
import io.wavetank.workload.trace.TraceContent;
import io.wavetank.workload.trace.TraceOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.parquet.example.data.Group;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows that hold the traps of the published formats. */
final class ParquetFormatsTest {
    private static final String TASKS = """
            message tasks {
              optional binary id (STRING); optional int64 submission_time; optional int64 duration;
              optional int32 cpu_count; optional double cpu_capacity; optional int64 mem_capacity;
              optional group parents (LIST) { repeated group list { optional int64 element; } }
            }
            """;

    @TempDir
    private Path folder;

    private Path file(String name, String schema, List<Consumer<Group>> rows) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Written.file(file, schema, builder -> builder, rows);
    }

    private static Trace open(Path path) throws TraceFormatException {
        return TraceFormats.open(path, null, TraceOptions.DEFAULT);
    }

    private static List<Submission> tasks(Trace trace) throws IOException {
        var tasks = new ArrayList<Submission>();
        try (SubmissionSource source = trace.submissions()) {
            for (Submission task = source.next(); task != null; task = source.next()) {
                tasks.add(task);
            }
        }
        return tasks;
    }

    private static <T extends TraceRecord> List<T> records(Trace trace, RecordType<T> type) throws IOException {
        var records = new ArrayList<T>();
        try (var source = trace.records(type)) {
            for (T record = source.next(); record != null; record = source.next()) {
                records.add(record);
            }
        }
        return records;
    }

    private static Consumer<Group> task(String id, long submit, long duration, long... parents) {
        return row -> {
            row.append("id", id)
                    .append("submission_time", submit)
                    .append("duration", duration)
                    .append("cpu_count", 2)
                    .append("cpu_capacity", 5200.5)
                    .append("mem_capacity", 1024L);
            if (parents.length > 0) {
                Group list = row.addGroup("parents");
                for (long parent : parents) {
                    list.addGroup("list").append("element", parent);
                }
            }
        };
    }

    @Test
    void tasks_of_opendc_arrive_when_submitted_and_fragments_follow_each_other() throws IOException {
        file("w/tasks.parquet", TASKS, List.of(task("7", 1000, 60_000), task("8", 500, 0), task("9", 1500, 10, 7, 8)));
        file(
                "w/fragments.parquet",
                "message f { optional binary id (STRING); optional int64 duration; optional double cpu_usage; }",
                List.of(
                        row -> row.append("id", "7").append("duration", 10L).append("cpu_usage", 1.5),
                        row -> row.append("id", "9").append("duration", 20L).append("cpu_usage", 2.5),
                        row -> row.append("id", "7").append("duration", 30L).append("cpu_usage", 3.5)));

        Trace trace = open(folder.resolve("w"));

        assertThat(trace.format().name()).isEqualTo("opendc");
        assertThat(trace.dropped()).containsOnly(Map.entry("run time is 0", 1L));
        List<Submission> tasks = tasks(trace);
        assertThat(tasks).extracting(Submission::id).containsExactly("7", "9");
        assertThat(tasks).extracting(Submission::submitNanos).containsExactly(0L, 500_000_000L);
        assertThat(tasks).extracting(Submission::workNanos).containsExactly(60_000_000_000L, 10_000_000L);
        assertThat(tasks.get(0).taskClass().request(Resources.CPU)).isEqualTo(2000);
        assertThat(tasks.get(0).taskClass().request(Resources.MEMORY)).isEqualTo(1 << 20);
        assertThat(records(trace, RecordType.EDGES)).containsExactly(new Edge("", "9", "7"), new Edge("", "9", "8"));
        assertThat(records(trace, RecordType.USAGE))
                .extracting(UsageSample::subject, UsageSample::atNanos, UsageSample::cpu)
                .containsExactly(
                        tuple("7", 1_000_000_000L, 1.5),
                        tuple("9", 1_500_000_000L, 2.5),
                        tuple("7", 1_010_000_000L, 3.5));
        assertThat(trace.carries())
                .contains(TraceContent.USAGE, TraceContent.DEPENDENCIES, TraceContent.MEMORY)
                .doesNotContain(TraceContent.GPUS);
    }

    @Test
    void failures_follow_each_other() throws IOException {
        Trace trace = open(file(
                "f.parquet",
                "message f { optional int64 failure_interval; optional int64 failure_duration; optional double failure_intensity; }",
                List.of(
                        row -> row.append("failure_interval", 5L)
                                .append("failure_duration", 100L)
                                .append("failure_intensity", 0.25),
                        row -> row.append("failure_interval", 7L)
                                .append("failure_duration", 1L)
                                .append("failure_intensity", 1.0))));

        assertThat(records(trace, RecordType.FAILURES))
                .containsExactly(
                        new Failure("share 0.25 of the hosts", 5_000_000, 105_000_000, "", 0.25),
                        new Failure("share 1 of the hosts", 12_000_000, 13_000_000, "", 1));
        assertThat(trace.carries()).containsExactly(TraceContent.FAILURES);
    }

    @Test
    void carbon_has_the_times_that_its_column_says() throws IOException {
        Trace trace = open(file(
                "c.parquet",
                "message c { required int64 timestamp (TIMESTAMP(MICROS,true)); required double carbon_intensity; }",
                List.of(row -> row.append("timestamp", 1_700_000_000_000_000L).append("carbon_intensity", 321.5))));

        assertThat(records(trace, RecordType.METRICS))
                .containsExactly(new Metric("carbon intensity, g/kWh", 1_700_000_000_000_000_000L, 321.5));
    }

    @Test
    void workflows_of_wta_ask_for_cores_or_gpus() throws IOException {
        String schema = """
                message tasks {
                  required int64 id; required int64 ts_submit; required int64 runtime; required int64 workflow_id;
                  required double resource_amount_requested; required binary resource_type (STRING);
                  required int32 user_id; required double memory_requested;
                  optional group parents (LIST) { repeated int64 array; }
                  optional group children (LIST) { repeated group list { optional double element; } }
                }
                """;
        Trace trace = open(file(
                "tasks/schema-1.0/part.0.parquet",
                schema,
                List.of(
                        row -> row.append("id", 1L)
                                .append("ts_submit", 0L)
                                .append("runtime", 7L)
                                .append("workflow_id", 3L)
                                .append("resource_amount_requested", 1.5)
                                .append("resource_type", "core")
                                .append("user_id", -1)
                                .append("memory_requested", -1.0),
                        row -> {
                            row.append("id", 2L)
                                    .append("ts_submit", 4L)
                                    .append("runtime", 8L)
                                    .append("workflow_id", 3L)
                                    .append("resource_amount_requested", 2.0)
                                    .append("resource_type", "gpu")
                                    .append("user_id", 5)
                                    .append("memory_requested", 17.0);
                            row.addGroup("parents").append("array", 1L);
                        },
                        row -> row.append("id", 3L)
                                .append("ts_submit", 4L)
                                .append("runtime", -1L)
                                .append("workflow_id", 3L)
                                .append("resource_amount_requested", -1.0)
                                .append("resource_type", "core")
                                .append("user_id", 5)
                                .append("memory_requested", 0.0))));

        assertThat(trace.format().name()).isEqualTo("wta");
        assertThat(trace.dropped()).containsOnly(Map.entry("run time is 0 or unknown", 1L));
        List<Submission> tasks = tasks(trace);
        assertThat(tasks.get(0).taskClass().request(Resources.CPU)).isEqualTo(1500);
        assertThat(tasks.get(1).taskClass().gpuCount()).isEqualTo(2);
        assertThat(tasks.get(1).taskClass().tenant()).isEqualTo("5");
        assertThat(tasks.get(1).job()).isEqualTo("3");
        assertThat(records(trace, RecordType.EDGES)).containsExactly(new Edge("3", "2", "1"));
        assertThat(trace.totals().toString()).contains("memory_of_unknown_unit_not_honoured=1");
    }

    @Test
    void google_s_trace_of_2019_reads_alike_as_parquet_and_as_json_lines() throws IOException {
        String schema = """
                message instance_events {
                  optional int64 time; optional int32 type; optional int64 collection_id; optional int32 scheduling_class;
                  optional int32 collection_type; optional int32 priority; optional int64 alloc_collection_id;
                  optional int32 instance_index; optional int64 machine_id;
                  optional group resource_request { optional double cpus; optional double memory; }
                  repeated group constraint { optional binary name (STRING); optional binary value (STRING); optional int32 relation; }
                }
                """;
        List<Consumer<Group>> rows = new ArrayList<>();
        var json = new StringBuilder();
        long[][] events = {{600, 0}, {601, 3}, {700, 6}};
        for (long[] event : events) {
            json.append("{\"time\":\"")
                    .append(event[0] * 1_000_000)
                    .append("\",\"type\":")
                    .append(event[1])
                    .append(
                            ",\"collection_id\":\"11\",\"scheduling_class\":2,\"priority\":200,\"instance_index\":4,"
                                    + "\"resource_request\":{\"cpus\":0.0096,\"memory\":0.0067},"
                                    + "\"constraint\":[{\"name\":\"zone\",\"value\":\"a\",\"relation\":0},{\"name\":\"gpu\",\"relation\":2}]}\n");
            rows.add(row -> {
                row.append("time", event[0] * 1_000_000)
                        .append("type", (int) event[1])
                        .append("collection_id", 11L)
                        .append("scheduling_class", 2)
                        .append("priority", 200)
                        .append("instance_index", 4);
                row.addGroup("resource_request").append("cpus", 0.0096).append("memory", 0.0067);
                row.addGroup("constraint")
                        .append("name", "zone")
                        .append("value", "a")
                        .append("relation", 0);
                row.addGroup("constraint").append("name", "gpu").append("relation", 2);
            });
        }
        Trace columns = open(file("i.parquet", schema, rows));
        Trace lines = open(Files.writeString(folder.resolve("i.json"), json));

        assertThat(columns.format().name()).isEqualTo("google-2019");
        assertThat(tasks(columns).toString()).isEqualTo(tasks(lines).toString()).contains("11-4");
        assertThat(columns.totals().toString()).isEqualTo(lines.totals().toString());
        assertThat(records(columns, RecordType.CONSTRAINTS))
                .isEqualTo(records(lines, RecordType.CONSTRAINTS))
                .hasSize(2);
        assertThat(columns.carries()).isEqualTo(lines.carries());
    }

    @Test
    void machine_events_and_usage_of_google_are_read_as_parquet_too() throws IOException {
        file(
                "g/machine_events-0.parquet",
                "message m { optional int64 time; optional int64 machine_id; optional int32 type; optional binary switch_id (STRING);"
                        + " optional group capacity { optional double cpus; optional double memory; } optional binary platform_id (STRING); }",
                List.of(row -> {
                    row.append("time", 0L)
                            .append("machine_id", 5L)
                            .append("type", 1)
                            .append("platform_id", "p");
                    row.addGroup("capacity").append("cpus", 0.5).append("memory", 0.25);
                }));
        file(
                "g/instance_usage-0.parquet",
                "message u { optional int64 start_time; optional int64 end_time; optional int64 collection_id; optional int32 instance_index;"
                        + " optional group average_usage { optional double cpus; optional double memory; } }",
                List.of(row -> {
                    row.append("start_time", 600_000_000L)
                            .append("end_time", 900_000_000L)
                            .append("collection_id", 3L)
                            .append("instance_index", 1);
                    row.addGroup("average_usage").append("cpus", 0.125).append("memory", 0.5);
                }));

        Trace trace = open(folder.resolve("g"));

        assertThat(records(trace, RecordType.MACHINES)).hasSize(1);
        assertThat(records(trace, RecordType.USAGE))
                .containsExactly(new UsageSample("3-1", 600_000_000_000L, 300_000_000_000L, 0.125, 0.5));
        assertThat(Objects.requireNonNull(trace.cluster()).nodes()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-5|1000|row 2, column 'submission_time': '-5' is negative",
                "5|-1|row 2, column 'duration': '-1' is negative",
                "9223372036854775807|1|row 2, column 'submission_time': '9223372036854775807' is negative, or beyond"
            })
    void a_row_that_cannot_be_is_named(long submit, long duration, String message) throws IOException {
        Path file = file("tasks.parquet", TASKS, List.of(task("1", 0, 1), task("2", submit, duration)));

        assertThatThrownBy(() -> open(file))
                .isInstanceOf(TraceFormatException.class)
                .hasMessageStartingWith(file + ": " + message);
    }

    @Test
    void published_files_have_as_many_rows_as_their_source_says() throws IOException {
        Trace bitbrains = open(SharedData.file("traces/opendc/bitbrains-small"));
        assertThat(bitbrains.rows()).isEqualTo(50);
        assertThat(bitbrains.inspect(RecordType.USAGE).records()).isEqualTo(276_979);
        assertThat(open(SharedData.file("traces/opendc/workflow_example"))
                        .inspect(RecordType.EDGES)
                        .records())
                .isEqualTo(4);
        Trace shell = open(SharedData.file("traces/wta-shell"));
        assertThat(shell.rows()).isEqualTo(10_208);
        assertThat(shell.inspect(RecordType.METRICS).records()).isEqualTo(3_403);
        assertThat(shell.dropped()).containsEntry("file in the folder that is no table of the format", 1L);
    }
}
