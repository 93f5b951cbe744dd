package io.wavetank.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code wavetank compare} of runs with services: whatever {@code run} says of requests comes back. */
final class CompareRequestsTest {
    /** Two versions behind proxies, replicas that are killed for want of memory, a machine that is lost, and paths that are followed. */
    private static final String SCENARIO = """
            cluster: {nodes: [{count: 3, name: "n-{i}", capacity: {cpu: 8, memory: 4Gi}, price: 0.4}]}
            rollouts:
              - {service: web, memory: 512Mi, cpu: 1, replicas: 3, versions: [{name: v1}, {name: v2}], updates: [{at: 20s, to: v2}]}
            traffic:
              memory_pressure: {}
              services:
                - name: web
                  versions: [{name: v1, labels: {version: one}}, {name: v2, labels: {version: two}, failures: 0.1}]
                  memory: {base: 100Mi, request: 4Mi, limit: 150Mi}
                  proxy: {latency: 100us, cpu: 350us}
                  cores: 1
                  steps: [{work: {distribution: exponential, mean: 10ms}}]
              requests:
                - {name: users, to: web, arrivals: {process: poisson, rate: 200/s}}
            faults: [{at: 40s, node: n-1, for: 10s}]
            policies: {scheduler: [kubernetes, first-fit]}
            run: {seed: 1, replications: 1, until: 60s}
            report: {window: {from: 5s, to: 60s}}
            """;

    @Test
    void figures_tables_and_charts_are_those_of_the_run(@TempDir Path folder) throws IOException {
        Path scenario = Files.writeString(folder.resolve("web.yaml"), SCENARIO);
        Path whole = folder.resolve("whole");
        Path again = folder.resolve("again");
        String ran = Call.wavetank("run", scenario, "-o", whole).succeeded().out();
        String compared =
                Call.wavetank("compare", whole, "-o", again).succeeded().out();

        JsonNode traffic = Folder.json(whole.resolve("summary.json")).at("/runs/0/traffic");
        assertThat(traffic.at("/services/web/kills").asLong()).isPositive();
        assertThat(traffic.at("/services/web/versions/v2/failed").asLong()).isPositive();
        assertThat(traffic.at("/services/web/proxy_core_s").asDouble()).isPositive();
        assertThat(traffic.at("/recovery/losses").asLong()).isPositive();
        assertThat(traffic.at("/recovery/at_least"))
                .as("20 s after the loss the run ends")
                .hasSize(2);
        assertThat(traffic.at("/paths/followed").asLong()).isPositive();
        assertThat(traffic.at("/machines/cores").asDouble()).isEqualTo(24);
        assertThat(Folder.digests(again, name -> name.startsWith("summary")))
                .isEqualTo(Folder.digests(whole, name -> name.startsWith("summary")));
        assertThat(tables(compared)).isEqualTo(tables(ran)).contains("critical path", "version", "failing for", ">=");
        Map<String, String> charts = Folder.digests(again, name -> name.endsWith(".svg"));
        assertThat(charts).containsKeys("charts/latency.svg", "charts/requests.svg", "charts/failover.svg");
        assertThat(Folder.digests(whole, name -> name.endsWith(".svg"))).containsAllEntriesOf(charts);
    }

    /** What stands between the description on top and the line that says where results are. */
    private static String tables(String said) {
        return said.substring(said.indexOf("\nscheduler "), said.lastIndexOf("(open "))
                .replaceFirst("\n[^\n]*$", "");
    }
}
