package io.wavetank.workload.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.wavetank.policy.Resources;
import io.wavetank.sim.Submission;
import io.wavetank.workload.SharedData;
import io.wavetank.workload.TraceFormats;
import io.wavetank.workload.Written;
import io.wavetank.workload.record.MachineAttribute;
import io.wavetank.workload.record.MachineEvent;
import io.wavetank.workload.record.RecordType;
import io.wavetank.workload.record.UsageSample;
import io.wavetank.workload.trace.AttemptLog;
import io.wavetank.workload.trace.Trace;
import io.wavetank.workload.trace.TraceContent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows made by hand after the published schema, with its traps. */
final class Google2011Test {
    private static final String TAIL = ",0,user=,2,9,0.03125,0.07446,0.0002,0";
    private static final long SECOND = 1_000_000_000L;

    @TempDir
    private Path folder;

    /** A row of task_events. */
    static String event(long micros, int task, int type) {
        return micros + ",," + 100 + "," + task + ",7," + type + ",user=,2,9,0.03125,0.07446,0.0002,0\n";
    }

    private Trace trace(String rows) throws IOException {
        return Written.open(Written.text(folder, "part-00000-of-00500.csv", rows));
    }

    private Path whole() throws IOException {
        Path root = folder.resolve("clusterdata-2011-2");
        Files.createDirectories(root.resolve("task_events"));
        Files.createDirectories(root.resolve("machine_events"));
        Files.createDirectories(root.resolve("task_constraints"));
        Files.createDirectories(root.resolve("task_usage"));
        Written.bytes(
                root.resolve("task_events"),
                "part-00000-of-00002.csv.gz",
                Written.packed("gz", event(600_000_000, 0, 0) + event(601_000_000, 0, 1)));
        Written.bytes(
                root.resolve("task_events"),
                "part-00001-of-00002.csv.gz",
                Written.packed("gz", event(611_000_000, 0, 4)));
        Written.text(root.resolve("machine_events"), "part-00000-of-00001.csv", """
                0,5,0,HofLGzk1Or/8Ildj2+Lqv0UGGvY82NLoni8+J/Yy0RU=,0.5,0.2493
                0,6,0,HofLGzk1Or/8Ildj2+Lqv0UGGvY82NLoni8+J/Yy0RU=,,
                700000000,5,1,HofLGzk1Or/8Ildj2+Lqv0UGGvY82NLoni8+J/Yy0RU=,0.5,0.2493
                """);
        Written.text(
                root.resolve("task_constraints"),
                "part-00000-of-00500.csv",
                "600000000,100,0,3,wN4k1BRr7D/a2Jk4cz2WDZOWQlmi7vEpt1JYVQ==,2\n");
        Written.text(
                root.resolve("task_usage"),
                "part-00000-of-00500.csv",
                "600000000,900000000,100,0,7,0.0125,0.0683,0.07,0.001,0.002,0.07,0.0001,0.0001,0.08,0.001,2.5,0.01,0,1\n");
        return root;
    }

    @Test
    void attempts_that_were_evicted_are_one_task_with_the_work_of_the_last() throws IOException {
        Trace trace = trace(event(600_000_000, 3, 0)
                + event(610_000_000, 3, 1)
                + event(650_000_000, 3, 2)
                + event(650_000_000, 3, 0)
                + event(700_000_000, 3, 1)
                + event(720_000_000, 3, 4));
        assertThat(trace.format().name()).isEqualTo("google-2011");
        List<Submission> tasks = Written.submissions(trace);
        assertThat(tasks)
                .extracting(Submission::id, Submission::job, Submission::submitNanos, Submission::workNanos)
                .containsExactly(tuple("100-3", "100", 600 * SECOND, 20 * SECOND));
        assertThat(trace.totals().get("attempts_evicted")).isEqualTo(1);
        assertThat(trace.totals().get("tasks_evicted_kept")).isEqualTo(1);
        assertThat(trace.totals().get("events_schedule")).isEqualTo(2);
        assertThat(trace.rows()).isEqualTo(6);
    }

    @Test
    void what_is_asked_for_is_converted_exactly() throws IOException {
        Submission task = Written.submissions(
                        trace(event(600_000_000, 0, 0) + event(600_000_000, 0, 1) + event(600_000_001, 0, 4)))
                .get(0);
        assertThat(task.workNanos()).isEqualTo(1000);
        assertThat(task.taskClass().request(Resources.CPU)).isEqualTo(31_250_000);
        assertThat(task.taskClass().request(Resources.MEMORY)).isEqualTo(74_460_000_000L);
        assertThat(task.taskClass().priority()).isEqualTo(9);
        assertThat(task.taskClass().tenant()).isEqualTo("user=");
        assertThat(task.taskClass().labels()).isEqualTo(Map.of("scheduling_class", "2"));
    }

    @Test
    void tasks_of_which_a_part_lies_outside_the_trace_are_counted() throws IOException {
        Trace trace = trace(event(0, 0, 0)
                + event(0, 0, 1)
                + event(600_000_000, 1, 0)
                + event(600_000_000, 2, 0)
                + event(600_000_000, 3, 0)
                + event(601_000_000, 1, 1)
                + event(602_000_000, 2, 5)
                + event(603_000_000, 3, 1)
                + event(604_000_000, 3, 6)
                + event(605_000_000, 3, 5)
                + event(606_000_000, 4, 4)
                + event(607_000_000, 5, 0)
                + event(700_000_000, 0, 3)
                + "9223372036854775807,,100,1,7,4" + TAIL.substring(2) + "\n");
        assertThat(Written.submissions(trace))
                .extracting(Submission::id, Submission::submitNanos, Submission::workNanos)
                .containsExactly(
                        tuple("100-0", 0L, 700 * SECOND),
                        tuple("100-3", 600 * SECOND, SECOND),
                        tuple("100-1", 600 * SECOND, Submission.FOREVER));
        assertThat(trace.dropped()).isEqualTo(Map.of(AttemptLog.NEVER_STARTED, 2L, AttemptLog.START_UNKNOWN, 1L));
        assertThat(trace.totals().get("tasks_running_at_start")).isEqualTo(1);
        assertThat(trace.totals().get("tasks_running_at_end")).isEqualTo(1);
        assertThat(trace.totals().get("tasks_cut_short")).isEqualTo(1);
        assertThat(trace.inTimeOrder()).isFalse();
    }

    @Test
    void a_task_that_failed_and_came_again_is_another_task() throws IOException {
        Trace trace = trace(event(600_000_000, 0, 0)
                + event(600_000_000, 0, 1)
                + event(601_000_000, 0, 3)
                + event(601_000_000, 0, 0)
                + event(602_000_000, 0, 1)
                + event(605_000_000, 0, 4));
        assertThat(Written.submissions(trace))
                .extracting(Submission::id, Submission::workNanos)
                .containsExactly(tuple("100-0", SECOND), tuple("100-0#2", 3 * SECOND));
    }

    @Test
    void a_folder_brings_shards_machines_constraints_and_usage_together() throws IOException {
        Trace trace = Written.open(whole());
        assertThat(Written.submissions(trace))
                .extracting(Submission::submitNanos, Submission::workNanos)
                .containsExactly(tuple(600 * SECOND, 10 * SECOND));
        assertThat(trace.recordTypes()).containsExactly(RecordType.MACHINES, RecordType.CONSTRAINTS, RecordType.USAGE);
        var cluster = trace.cluster();
        assertThat(cluster).isNotNull();
        assertThat(cluster.nodes()).hasSize(1);
        assertThat(cluster.nodes().get(0).capacity(Resources.CPU)).isEqualTo(500_000_000);
        assertThat(cluster.nodes().get(0).capacity(Resources.MEMORY)).isEqualTo(249_300_000_000L);
        assertThat(trace.inspect(RecordType.MACHINES).totals().get("capacity_unknown"))
                .isEqualTo(1);
        assertThat(trace.inspect(RecordType.CONSTRAINTS).records()).isEqualTo(1);
        try (var usage = trace.records(RecordType.USAGE)) {
            assertThat(usage.next()).isEqualTo(new UsageSample("100-0", 600 * SECOND, 300 * SECOND, 0.0125, 0.0683));
            assertThat(usage.next()).isNull();
        }
        var changes = new ArrayList<MachineEvent.Change>();
        try (var machines = trace.records(RecordType.MACHINES)) {
            for (MachineEvent event = machines.next(); event != null; event = machines.next()) {
                changes.add(event.change());
            }
        }
        assertThat(changes)
                .containsExactly(MachineEvent.Change.ADD, MachineEvent.Change.ADD, MachineEvent.Change.REMOVE);
    }

    @Test
    void what_a_file_carries_is_what_stands_in_it() throws IOException {
        Path root = whole();
        assertThat(Written.open(root).carries())
                .contains(TraceContent.NODES, TraceContent.USAGE, TraceContent.CONSTRAINTS, TraceContent.CPU);
        assertThat(Written.open(root.resolve("task_events")).carries())
                .contains(TraceContent.CPU, TraceContent.PRIORITIES)
                .doesNotContain(TraceContent.NODES, TraceContent.USAGE, TraceContent.CONSTRAINTS);
        assertThat(Written.open(root.resolve("task_usage")).carries()).containsExactly(TraceContent.USAGE);
    }

    @Test
    void attributes_of_machines_are_records() throws IOException {
        Trace trace = Written.open(Written.text(folder, "part-00000-of-00001.csv", """
                0,5,GK8Jt01Sb4pP9oWYWTOJBjZxKSLvHfx5DJJWzDrPLPc=,2,0
                600000000,5,GK8Jt01Sb4pP9oWYWTOJBjZxKSLvHfx5DJJWzDrPLPc=,,1
                """));
        assertThat(trace.format().name()).isEqualTo("google-2011");
        try (var attributes = trace.records(RecordType.ATTRIBUTES)) {
            assertThat(attributes.next())
                    .isEqualTo(
                            new MachineAttribute(0, "5", "GK8Jt01Sb4pP9oWYWTOJBjZxKSLvHfx5DJJWzDrPLPc=", "2", false));
            assertThat(attributes.next()).extracting(MachineAttribute::deleted).isEqualTo(true);
        }
        assertThat(trace.hasTasks()).isFalse();
    }

    @Test
    void a_file_that_is_no_table_is_counted() throws IOException {
        Path root = whole();
        Written.text(root, "part-00002-of-00002.csv", "600000000,what,is,this\n");
        assertThat(Written.open(root).dropped())
                .isEqualTo(Map.of("file in the folder that is no table of the format", 1L));
    }

    @Test
    void a_table_without_tasks_is_told_apart_and_not_replayed() throws IOException {
        Path usage = whole().resolve("task_usage/part-00000-of-00500.csv");
        Trace trace = Written.open(usage);
        assertThat(trace.hasTasks()).isFalse();
        assertThatThrownBy(trace::submissions)
                .hasMessageContaining("part-00000-of-00500.csv: holds usage samples")
                .hasMessageContaining("no tasks that could be replayed; give a trace of tasks");
        Path machines = whole().resolve("machine_events/part-00000-of-00001.csv");
        assertThat(TraceFormats.nodes(machines).nodes()).hasSize(1);
        assertThatThrownBy(() -> TraceFormats.nodes(usage)).hasMessageContaining("says nothing about nodes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "600000000,,100,0,7,9,user=,2,9,0.1,0.1,0.1,0 | :2: column 'event type': 9 is more than 8",
                "600000000,,100,0,7,1,user=,2,12,0.1,0.1,0.1,0 | :2: column 'priority': 12 is more than 11",
                "600000000,,100,0,7,1,user=,2,9,-0.1,0.1,0.1,0 | :2: column 'CPU request': '-0.1' is negative",
                "600000000,,100,0,7,1,user=,2,9,x,0.1,0.1,0    | :2: column 'CPU request': number expected, got 'x'",
                "-1,,100,0,7,1,user=,2,9,0.1,0.1,0.1,0         | :2: column 'time': -1 is negative",
                "600000000,,100,0,7,1                          | :2: 13 fields expected, got 6",
            })
    void a_faulty_row_is_named(String row, String message) {
        assertThatThrownBy(() -> trace(event(600_000_000, 0, 0) + row + "\n")).hasMessageContaining(message);
    }

    @Test
    void rows_of_the_published_layout_are_read() throws IOException {
        Trace trace = Written.open(SharedData.file("traces/google-2011-sample"));
        assertThat(trace.format().name()).isEqualTo("google-2011");
        assertThat(trace.recordTypes()).containsExactly(RecordType.MACHINES, RecordType.USAGE);
        assertThat(Written.submissions(trace)).hasSize((int) trace.kept()).isNotEmpty();
    }
}
