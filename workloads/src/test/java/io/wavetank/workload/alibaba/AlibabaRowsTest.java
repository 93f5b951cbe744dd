package io.wavetank.workload.alibaba;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.wavetank.policy.Resources;
import io.wavetank.sim.Submission;
import io.wavetank.workload.Written;
import io.wavetank.workload.record.Edge;
import io.wavetank.workload.record.MachineEvent;
import io.wavetank.workload.record.RecordType;
import io.wavetank.workload.trace.Trace;
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

/** Rows made by hand after the published schemas, with their traps. */
final class AlibabaRowsTest {
    private static final long SECOND = 1_000_000_000L;

    @TempDir
    private Path folder;

    private Trace trace(String name, String rows) throws IOException {
        return Written.open(Written.text(folder, name, rows));
    }

    @Test
    void instances_of_2018_are_tasks_and_names_are_a_graph() throws IOException {
        Trace trace = trace("batch_task.csv", """
                M1,2,j_1,1,Terminated,87076,87176,100.0,0.3
                R2_1,1,j_1,1,Terminated,87176,87177,50,0.49
                J3_1_2,1,j_1,1,Failed,87177,87178,,
                task_Nz12,1,j_2,1,Terminated,5,5,100,0.3
                MergeTask,1,j_2,1,Waiting,0,0,100,0.3
                M1,3,j_3,1,Running,10,0,100,0.3
                """);
        assertThat(trace.format().name()).isEqualTo("alibaba-2018");
        List<Submission> tasks = Written.submissions(trace);
        assertThat(tasks)
                .extracting(Submission::id, Submission::submitNanos, Submission::workNanos)
                .containsExactly(
                        tuple("j_3/M1-0", 10 * SECOND, Submission.FOREVER),
                        tuple("j_3/M1-1", 10 * SECOND, Submission.FOREVER),
                        tuple("j_3/M1-2", 10 * SECOND, Submission.FOREVER),
                        tuple("j_1/M1-0", 87_076 * SECOND, 100 * SECOND),
                        tuple("j_1/M1-1", 87_076 * SECOND, 100 * SECOND),
                        tuple("j_1/R2_1", 87_176 * SECOND, SECOND),
                        tuple("j_1/J3_1_2", 87_177 * SECOND, SECOND));
        assertThat(tasks.get(5).taskClass().request(Resources.CPU)).isEqualTo(500);
        assertThat(tasks.get(5).taskClass().request(Resources.MEMORY)).isEqualTo(4_900_000_000L);
        assertThat(trace.dropped())
                .isEqualTo(Map.of(Alibaba2018Tasks.NO_RUN_TIME, 1L, Alibaba2018Tasks.NOT_STARTED, 1L));
        assertThat(trace.totals().get("batch_instances")).isEqualTo(9);
        var edges = new ArrayList<Edge>();
        try (var source = trace.records(RecordType.EDGES)) {
            for (Edge edge = source.next(); edge != null; edge = source.next()) {
                edges.add(edge);
            }
            assertThat(source.counts().sum("tasks_named_otherwise")).isEqualTo(2);
        }
        assertThat(edges)
                .containsExactly(new Edge("j_1", "2", "1"), new Edge("j_1", "3", "1"), new Edge("j_1", "3", "2"));
    }

    @Test
    void a_folder_of_2018_brings_containers_machines_and_usage() throws IOException {
        Written.text(folder, "container_meta.csv", """
                c_1,m_2556,0,app_5052,started,400,400,1.56
                c_1,m_2556,287942,app_5052,started,400,400,1.56
                """);
        Written.text(folder, "machine_meta.csv", """
                m_1932,0,1,2,96,100,USING
                m_1932,3000,1,2,96,100,USING
                """);
        Written.text(folder, "machine_usage.csv", "m_1932,386640,41,92,,,43.04,33.08,5\nm_1932,386650,101,-1,,,,,\n");
        Written.text(folder, "batch_task.csv", "M1,1,j_1,1,Terminated,10,20,100,0.5\n");
        Trace trace = Written.open(folder);
        assertThat(Written.submissions(trace))
                .extracting(Submission::id, Submission::workNanos)
                .containsExactly(tuple("c_1", Submission.FOREVER), tuple("j_1/M1", 10 * SECOND));
        assertThat(trace.cluster()).isNotNull();
        assertThat(trace.cluster().nodes().get(0).capacity(Resources.CPU)).isEqualTo(96_000);
        assertThat(trace.cluster().nodes().get(0).capacity(Resources.MEMORY)).isEqualTo(1_000_000_000_000L);
        assertThat(trace.inspect(RecordType.USAGE).totals().get("samples_abnormal"))
                .isEqualTo(2);
    }

    @Test
    void with_instances_of_2017_the_last_attempt_counts() throws IOException {
        Files.writeString(folder.resolve("batch_task.csv"), "100,400,1,2,2,Terminated,0.5,0.0054\n");
        Files.writeString(folder.resolve("batch_instance.csv"), """
                110,120,1,2,7,Failed,1,2,1.0,0.5,0.1,0.1
                130,170,1,2,8,Terminated,2,2,1.0,0.5,0.1,0.1
                110,,1,2,9,Running,1,1,,,,
                ,,1,2,,Waiting,1,1,,,,
                110,115,3,4,7,Terminated,1,1,1.0,0.5,0.1,0.1
                """);
        Files.writeString(folder.resolve("server_event.csv"), "0,7,add,,64,0.69,1\n50,7,softerror,link,,,\n");
        Files.writeString(folder.resolve("container_event.csv"), "0,Create,5,7,4,0.04,0.01,1|2|3|4\n");
        Trace trace = Written.open(folder);
        assertThat(trace.format().name()).isEqualTo("alibaba-2017");
        List<Submission> tasks = Written.submissions(trace);
        assertThat(tasks)
                .extracting(Submission::submitNanos, Submission::workNanos)
                .containsExactly(
                        tuple(0L, Submission.FOREVER),
                        tuple(100 * SECOND, 40 * SECOND),
                        tuple(100 * SECOND, Submission.FOREVER));
        assertThat(tasks.get(1).taskClass().request(Resources.CPU)).isEqualTo(500);
        assertThat(tasks.get(1).taskClass().request(Resources.MEMORY)).isEqualTo(5_400_000_000L);
        assertThat(trace.dropped())
                .isEqualTo(Map.of(
                        "attempt that was not the last",
                        1L,
                        Alibaba2018Tasks.NOT_STARTED,
                        1L,
                        "its batch task is not in the trace",
                        1L));
        try (var machines = trace.records(RecordType.MACHINES)) {
            assertThat(machines.next()).extracting(MachineEvent::change).isEqualTo(MachineEvent.Change.ADD);
            assertThat(machines.next()).extracting(MachineEvent::change).isEqualTo(MachineEvent.Change.FAULT);
        }
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void tasks_of_2020_are_gangs_with_or_without_header(boolean header) throws IOException {
        String names = "job_name,task_name,inst_num,status,start_time,end_time,plan_cpu,plan_mem,plan_gpu,gpu_type\n";
        Trace trace = trace("pai_task_table.csv", (header ? names : "") + """
                a,worker,2.0,Terminated,1673534.0,1673544.0,600.0,29.296875,50.0,T4
                b,ps,1,Running,10,,150,1,,
                c,worker,1,Terminated,20,30,600,1,250,MISC
                d,worker,1,Failed,,,600,1,100,T4
                e,worker,1,Terminated,40,,600,1,100,T4
                """);
        assertThat(trace.format().name()).isEqualTo("alibaba-pai-2020");
        List<Submission> tasks = Written.submissions(trace);
        assertThat(tasks).extracting(Submission::id).containsExactly("b/ps", "c/worker", "a/worker");
        var asked = tasks.get(2).taskClass();
        assertThat(asked.members()).isEqualTo(2);
        assertThat(asked.request(Resources.CPU)).isEqualTo(6000);
        assertThat(asked.request(Resources.MEMORY)).isEqualTo(31_457_280_000L);
        assertThat(asked.gpuMillisEach()).isEqualTo(500);
        assertThat(asked.gpuModels()).containsExactly("T4");
        assertThat(tasks.get(1).taskClass().gpuCount()).isEqualTo(3);
        assertThat(trace.totals().get("tasks_gpu_rounded_up")).isEqualTo(1);
        assertThat(trace.dropped()).isEqualTo(Map.of(Alibaba2018Tasks.NOT_STARTED, 1L, "end_time is empty", 1L));
        assertThat(Written.open(Written.text(folder, "spec.csv", "m1,V100,96,512.0,8\nm2,CPU,96,512.0,0\n"))
                        .cluster())
                .isNotNull();
    }

    @Test
    void jobs_of_2026_go_by_the_names_of_their_columns() throws IOException {
        Trace trace = trace("job_info_df.csv", """
                job_type,job_name,organization,gpu_model,cpu_request,gpu_request,worker_num,submit_time,duration
                HP,239255,13,A10,20,1,1,0,2764799
                Spot,437260,57,A100-SXM4-80GB,15,1,16,9589663,41060
                """);
        List<Submission> tasks = Written.submissions(trace);
        assertThat(tasks).extracting(Submission::id).containsExactly("239255", "437260");
        assertThat(tasks.get(0).taskClass().priority()).isEqualTo(1);
        assertThat(tasks.get(1).taskClass().members()).isEqualTo(16);
        assertThat(tasks.get(1).taskClass().gpuModels()).containsExactly("A100-SXM4-80GB");
        assertThat(trace.totals().get("gpu_millis")).isEqualTo(17_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "batch_task.csv | M1,-2,j_1,1,Terminated,1,2,100,0.3 | :2: column 'instance_num': -2 is negative",
                "batch_task.csv | M1,2,j_1,1,Terminated,x,2,100,0.3  | :2: column 'start_time': number expected",
                "batch_task.csv | M1,2,j_1,1,Terminated              | :2: 9 fields expected, got 5",
                "batch_task.csv | M1,2,j_1,1,Terminated,1,2,-1,0.3   | :2: column 'plan_cpu': '-1' is negative",
            })
    void a_faulty_row_is_named(String name, String row, String message) {
        assertThatThrownBy(() -> trace(name, "M1,1,j_1,1,Terminated,1,2,100,0.3\n" + row + "\n"))
                .hasMessageContaining(name + message);
    }
}
