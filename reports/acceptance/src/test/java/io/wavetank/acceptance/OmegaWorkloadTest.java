package io.wavetank.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The example of a cell that the published simulator of Omega begins with, under schedulers on shared state; worked out by hand. A production job of one
 * task stays; a job of one task runs for 6.844149 s and one of a thousand for 8.921186 s, both for the other scheduler.
 */
final class OmegaWorkloadTest {
    @TempDir
    private Path folder;

    @Test
    void the_published_cell_runs_and_each_scheduler_thinks_for_a_second_a_job_and_five_milliseconds_a_task()
            throws IOException {
        Path trace = SharedData.at("traces/omega-example").toAbsolutePath();
        Path scenario = Files.writeString(folder.resolve("omega.yaml"), """
                cluster: {nodes: [{count: 20, capacity: {cpu: 4, memory: 128Gi, pods: 110}}]}
                workload: {trace: {file: TRACE}}
                policies:
                  scheduler:
                    - name: omega
                      schedulers:
                        - {name: production, takes: priority>=1, t_job: 1s, t_task: 5ms}
                        - {name: batch, takes: all, t_job: 1s, t_task: 5ms}
                run: {seed: 1, replications: 1}
                """.replace("TRACE", trace.toString()));

        Call.wavetank("run", scenario, "--no-charts", "-o", folder.resolve("out"))
                .succeeded();

        JsonNode run = Folder.json(folder.resolve("out/summary.json")).at("/runs/0");
        assertThat(run.at("/tasks/submitted").asLong()).isEqualTo(1002);
        assertThat(run.at("/tasks/finished").asLong()).isEqualTo(1001);
        assertThat(run.at("/tasks/running").asLong()).isEqualTo(1);
        JsonNode counts = run.path("scheduler_counts");
        assertThat(counts.path("busy_ms.production").asLong()).isEqualTo(1005);
        assertThat(counts.path("busy_ms.batch").asLong()).isEqualTo(1005 + 6000);
        assertThat(counts.path("claims.batch").asLong()).isEqualTo(1001);
        assertThat(counts.path("jobs_placed.batch").asLong()).isEqualTo(2);
        // the thousand start when both jobs have been thought about, and run for 8.921186 s
        assertThat(run.path("end_ns").asLong()).isEqualTo(7_005_000_000L + 8_921_186_000L);
    }
}
