package io.wavetank.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A global service and a global job on a cluster that loses a node and gets it back, under several schedulers. */
final class EachNodeRunTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long BACK = 1800 * SECOND;
    private static final String SCENARIO = """
            cluster:
              nodes:
                - {count: 4, name: "n-{i}", capacity: {cpu: 4, memory: 8Gi, pods: 110}}
            workload:
              generate:
                inflows:
                  - name: agents
                    arrivals: {process: at-start, count: 1}
                    kinds:
                      - {name: agent, tasks: each-node, cpu: 1, memory: 1Gi, run_time: forever}
                  - name: scans
                    arrivals: {process: at-start, count: 1}
                    kinds:
                      - {name: scan, tasks: each-node, cpu: 1, memory: 1Gi, run_time: 5m}
                  - name: web
                    arrivals: {process: poisson, rate: 30/h}
                    kinds:
                      - {name: web, tasks: 3, cpu: 1, memory: 1Gi, run_time: 5m}
                until: {time: 1h}
            policies:
              scheduler: [{name: swarm, as: swarm, restart: none}, kubernetes, first-fit]
            faults:
              - {node: n-2, at: 20m, for: 10m}
            run: {seed: 1, replications: 1, until: 1h}
            report: {charts: false}
            """;

    @TempDir
    private Path folder;

    @Test
    void each_node_has_its_task_and_the_lost_one_is_there_again_with_its_node() throws IOException {
        Path scenario = folder.resolve("each.yaml");
        Path out = folder.resolve("out");
        Files.writeString(scenario, SCENARIO, StandardCharsets.UTF_8);
        Call.wavetank("run", scenario, "-o", out).succeeded();

        for (String scheduler : List.of("swarm", "kubernetes", "first-fit")) {
            List<Map<String, String>> rows = Folder.rows(out.resolve(scheduler + "/tasks.csv.gz"));
            assertThat(rows)
                    .as(scheduler)
                    .filteredOn(row -> !String.valueOf(row.get("job")).startsWith("web"))
                    .map(row ->
                            row.get("id") + " " + row.get("node") + " " + row.get("state") + " " + row.get("attempts"))
                    .containsExactlyInAnyOrder(
                            "agent-0-0 n-1 running 1",
                            "agent-0-1 n-2 running 2",
                            "agent-0-2 n-3 running 1",
                            "agent-0-3 n-4 running 1",
                            "scan-0-0 n-1 finished 1",
                            "scan-0-1 n-2 finished 1",
                            "scan-0-2 n-3 finished 1",
                            "scan-0-3 n-4 finished 1");
            assertThat(starts(rows, "agent-0-1")).as(scheduler).isBetween(BACK, BACK + 60 * SECOND);
        }
        assertThat(starts(Folder.rows(out.resolve("swarm/tasks.csv.gz")), "agent-0-1"))
                .isEqualTo(BACK + SECOND / 20);
    }

    private static long starts(List<Map<String, String>> rows, String id) {
        for (Map<String, String> row : rows) {
            if (id.equals(row.get("id"))) {
                return Long.parseLong(String.valueOf(row.get("start_ns")));
            }
        }
        return -1;
    }
}
