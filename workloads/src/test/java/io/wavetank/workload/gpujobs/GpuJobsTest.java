package io.wavetank.workload.gpujobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.wavetank.sim.Submission;
import io.wavetank.workload.Written;
import io.wavetank.workload.trace.Trace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows made by hand after the published schemas, with their traps. */
final class GpuJobsTest {
    private static final long SECOND = 1_000_000_000L;
    private static final String HELIOS =
            "job_id,user,vc,gpu_num,cpu_num,node_num,state,submit_time,start_time,end_time,duration,queue\n";

    @TempDir
    private Path folder;

    @Test
    void the_last_attempt_of_a_philly_job_is_its_work() throws IOException {
        Trace trace = Written.open(Written.text(folder, "cluster_job_log", """
                [{"status": "Pass", "vc": "ee9e8c", "jobid": "application_1", "user": "ce2f4c",
                  "submitted_time": "2017-10-09 07:00:00",
                  "attempts": [
                    {"start_time": "2017-10-09 07:01:00", "end_time": "2017-10-09 07:02:00",
                     "detail": [{"ip": "m1", "gpus": ["gpu0"]}]},
                    {"start_time": "2017-10-09 07:10:00", "end_time": "2017-10-09 08:10:00",
                     "detail": [{"ip": "m1", "gpus": ["gpu0", "gpu1"]}, {"ip": "m2", "gpus": ["gpu0", "gpu1"]}]}]},
                 {"status": "Killed", "vc": "a", "jobid": "application_2", "user": "u",
                  "submitted_time": "2017-10-09 07:30:00", "attempts": []},
                 {"status": "Failed", "vc": "a", "jobid": "application_3", "user": "u",
                  "submitted_time": "2017-11-05 00:30:00",
                  "attempts": [{"start_time": "2017-11-05 00:31:00", "end_time": "2017-11-05 03:31:00",
                                "detail": [{"ip": "m1", "gpus": ["g0", "g1"]}, {"ip": "m2", "gpus": ["g0"]}]}]},
                 {"status": "Pass", "vc": "a", "jobid": "application_4", "user": "u",
                  "submitted_time": "2017-10-09 07:40:00",
                  "attempts": [{"start_time": "2017-10-09 07:41:00", "end_time": null, "detail": []}]}]
                """));
        assertThat(trace.format().name()).isEqualTo("philly");
        assertThat(Instant.ofEpochSecond(0, trace.originNanos())).isEqualTo(Instant.parse("2017-10-09T14:00:00Z"));
        List<Submission> tasks = Written.submissions(trace);
        assertThat(tasks)
                .extracting(Submission::id, Submission::submitNanos, Submission::workNanos)
                .startsWith(
                        tuple("application_1", 0L, 3600 * SECOND),
                        tuple("application_4", 2400 * SECOND, Submission.FOREVER));
        assertThat(tasks.get(0).taskClass().members()).isEqualTo(2);
        assertThat(tasks.get(0).taskClass().gpuCount()).isEqualTo(2);
        assertThat(tasks.get(0).taskClass().tenant()).isEqualTo("ee9e8c");
        // Clocks went back at two in the morning: three hours on the clock are four.
        assertThat(tasks.get(2).workNanos()).isEqualTo(4 * 3600 * SECOND);
        assertThat(tasks.get(2).taskClass().members()).isEqualTo(3);
        assertThat(trace.dropped()).isEqualTo(Map.of("no attempt", 1L));
        assertThat(trace.totals().values())
                .containsEntry("jobs", 4L)
                .containsEntry("attempts", 4L)
                .containsEntry("tasks_running_at_end", 1L);
    }

    @Test
    void faults_in_json_have_a_line() {
        assertThatThrownBy(() -> Written.open(Written.text(folder, "log", """
                [{"status": "Pass", "vc": "a", "jobid": "b", "attempts": [],
                  "submitted_time": "2017-13-09 07:00:00"}]
                """)))
                .hasMessageContaining("log:2: date and time expected, got '2017-13-09 07:00:00'");
        assertThatThrownBy(() -> Written.open(Written.text(folder, "log", """
                [{"status": "Pass", "submitted_time": "2017-12-09 07:00:00", "attempts": [],
                """)))
                .hasMessageContaining("log:")
                .hasMessageContaining("not JSON");
    }

    @Test
    void helios_jobs_share_their_resources_out_over_their_nodes() throws IOException {
        Trace trace = Written.open(Written.text(folder, "cluster_log.csv", HELIOS + """
                1425511,uXBbc,vcJkd,1,1,1,COMPLETED,2020-06-09 18:41:01,2020-06-09 18:41:01,2020-06-10 04:55:09,36848,0
                2,u,vcJkd,16,96,2,TIMEOUT,2020-06-09 18:41:11,2020-06-09 18:41:11,2020-06-10 04:55:09,36848,0
                3,u,vc2,5,7,2,FAILED,2020-06-09 18:41:21,2020-06-09 18:41:21,2020-06-10 04:55:09,10,0
                4,u,vc2,0,4,1,CANCELLED,2020-06-09 18:41:21,2020-06-09 18:41:21,2020-06-09 18:41:21,0,0
                """));
        assertThat(trace.format().name()).isEqualTo("helios");
        List<Submission> tasks = Written.submissions(trace);
        assertThat(tasks)
                .extracting(
                        Submission::id,
                        Submission::submitNanos,
                        Submission::workNanos,
                        task -> task.taskClass().members(),
                        task -> task.taskClass().gpuCount(),
                        task -> task.taskClass().request(io.wavetank.policy.Resources.CPU))
                .containsExactly(
                        tuple("1425511", 0L, 36_848 * SECOND, 1, 1, 1000L),
                        tuple("2", 10 * SECOND, 36_848 * SECOND, 2, 8, 48_000L),
                        tuple("3", 20 * SECOND, 10 * SECOND, 5, 1, 1400L));
        assertThat(trace.dropped()).isEqualTo(Map.of("run time is 0", 1L));
        assertThat(trace.totals().get("jobs_cpu")).isEqualTo(1);
        assertThatThrownBy(() -> Written.open(Written.text(
                        folder,
                        "cluster_log.csv",
                        HELIOS + "1,u,v,1,1,1,DONE,2020-06-09 18:41:01,,2020-06-10 04:55:09,1,0\n")))
                .hasMessageContaining("cluster_log.csv:2: column 'state': one of COMPLETED");
    }
}
