package io.wavetank.workload.yarn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.wavetank.policy.Resources;
import io.wavetank.sim.Submission;
import io.wavetank.workload.Written;
import io.wavetank.workload.trace.Trace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RumenJobsTest {
    private static final long MILLI = 1_000_000L;

    @TempDir
    private Path folder;

    @Test
    void a_stream_of_jobs_gives_the_last_successful_attempts() throws IOException {
        Trace trace = Written.open(Written.text(folder, "jh.json", """
                {"jobID": "job_1", "submitTime": 1371222054499, "queue": "q", "mapTasks": [
                  {"taskID": "m1", "attempts": [
                    {"result": "KILLED", "startTime": 1371222060000, "finishTime": 1371222061000},
                    {"result": "SUCCESS", "startTime": 1371222062000, "finishTime": 1371222067000}]},
                  {"taskID": "m2", "attempts": [{"result": "FAILED", "startTime": -1, "finishTime": -1}]}],
                 "reduceTasks": [{"taskID": "r1", "attempts": [
                    {"result": "SUCCESS", "startTime": 1371222070000, "finishTime": 1371222070500}]}]}
                {"jobID": "job_2", "submitTime": 1371222054999, "user": "u", "mapTasks": [], "reduceTasks": []}
                """));
        assertThat(trace.format().name()).isEqualTo("yarn-rumen");
        assertThat(Written.submissions(trace))
                .extracting(Submission::id, Submission::job, Submission::submitNanos, Submission::workNanos)
                .containsExactly(tuple("m1", "job_1", 0L, 5000 * MILLI), tuple("r1", "job_1", 0L, 500 * MILLI));
        assertThat(trace.dropped()).isEqualTo(Map.of("no attempt with a run time", 1L));
        assertThat(trace.totals().values()).containsEntry("jobs", 2L).containsEntry("attempts_not_successful", 2L);
    }

    @Test
    void a_trace_of_the_load_simulator_states_its_containers() throws IOException {
        Trace trace = Written.open(Written.text(folder, "sls.json", """
                {"am.type": "mapreduce", "job.start.ms": 5000, "job.end.ms": 95375, "job.queue.name": "sls_queue_1",
                 "job.id": "job_1", "job.user": "default", "job.tasks": [
                  {"container.host": "/default-rack/node1", "container.start.ms": 6664, "container.end.ms": 23707,
                   "container.priority": 20, "container.type": "map", "container.memory": 2048, "container.vcores": 2},
                  {"count": 2, "duration.ms": 100, "container.type": "reduce"}]}
                """));
        var tasks = Written.submissions(trace);
        assertThat(tasks)
                .extracting(Submission::submitNanos, Submission::workNanos)
                .containsExactly(
                        tuple(5000 * MILLI, 17_043 * MILLI),
                        tuple(5000 * MILLI, 100 * MILLI),
                        tuple(5000 * MILLI, 100 * MILLI));
        assertThat(tasks.get(0).taskClass().request(Resources.CPU)).isEqualTo(2000);
        assertThat(tasks.get(0).taskClass().request(Resources.MEMORY)).isEqualTo(2048L << 20);
        assertThat(tasks.get(0).taskClass().tenant()).isEqualTo("sls_queue_1");
    }

    @Test
    void a_job_cut_off_is_reported() {
        assertThatThrownBy(() -> Written.open(
                        Written.text(folder, "jh.json", "{\"jobID\": \"j\", \"submitTime\": 1,\n \"mapTasks\": [")))
                .hasMessageContaining("jh.json:")
                .hasMessageContaining("not JSON");
    }
}
