package io.wavetank.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table of nodes that failed means by failed requests what the summary does. */
final class FailoverTableTest {
    /** Of twenty requests a second each is worked on for two seconds or so: many are under way when the run ends. */
    private static final String SCENARIO = """
            cluster: {nodes: [{count: 2, capacity: {cpu: 8, memory: 32Gi}}]}
            traffic:
              services:
                - name: web
                  workers: 100
                  cores: 100
                  balancer: p2c
                  routed_by: callers
                  steps: [{work: {distribution: constant, value: 2s}}]
              requests: [{name: users, to: web, arrivals: {process: poisson, rate: 20/s}, objective: 0.999}]
            rollouts:
              - service: web
                replicas: 4
                cpu: 2
                by: {rolling: {}}
                versions: [{name: v1}]
            faults: [{at: 60s, node: node-1, for: 1h}]
            policies: {scheduler: kubernetes}
            run: {seed: 1, until: 2m}
            report: {window: {from: 10s, to: 2m}, charts: false}
            """;

    @TempDir
    private Path folder;

    /** Two of the four pods stop at 60 s and have not run again at 120 s, when the run ends. */
    @Test
    void how_long_tasks_took_to_run_again_is_a_lower_bound_where_they_never_did() throws IOException {
        Path file = Files.writeString(folder.resolve("s.yaml"), SCENARIO);
        Call call = Call.wavetank("run", file, "-o", folder.resolve("out")).succeeded();
        Call.wavetank("run", file, "-o", folder.resolve("again")).succeeded();

        assertThat(call.out()).contains(">=60 s", "'>=' marks");
        assertThat(call.out()).as("no task came within the window").doesNotContain("Wait is from");
        assertThat(Call.wavetank("compare", folder.resolve("out"), folder.resolve("again"))
                        .succeeded()
                        .out())
                .contains(">=60 s");
    }

    @Test
    void the_report_has_the_figures_of_maintenance_that_a_terminal_has() throws IOException {
        Path file = Files.writeString(folder.resolve("m.yaml"), """
                cluster: {nodes: [{count: 3, capacity: {cpu: 8, memory: 32Gi}}]}
                workload: {generate: {model: mixed-day, hours: 2}}
                faults: [{maintenance: upgrade, at: 30m, down: 1m, for: 30m}]
                policies: {scheduler: first-fit}
                run: {replications: 1}
                """);
        String out = Call.wavetank("run", file, "-o", folder.resolve("out"))
                .succeeded()
                .out();

        assertThat(out).contains("scheduler  maintained", "Maintained: nodes.");
        assertThat(Files.readString(folder.resolve("out/report.html")))
                .contains("How maintenance went on", ">maintained<", "Maintained: nodes.");
    }

    @Test
    void requests_under_way_at_the_end_have_not_failed() throws IOException {
        Path file = Files.writeString(folder.resolve("s.yaml"), SCENARIO);
        Call call = Call.wavetank("run", file, "-o", folder.resolve("out")).succeeded();

        JsonNode requests = Folder.json(folder.resolve("out/summary.json")).at("/runs/0/traffic/requests/users");
        long failed = requests.path("failed").asLong();
        long underWay =
                requests.path("offered").asLong() - requests.path("answered").asLong() - failed;
        assertThat(underWay).isGreaterThan(20);
        double burn = requests.path("budget_burn").asDouble();
        long ended = requests.path("answered").asLong() + failed;
        assertThat(burn).isCloseTo(failed / (double) ended / 0.001, within(1e-6));
        List<String> lines = call.out().lines().toList();
        int head = 0;
        while (!lines.get(head).contains("requests failed")) {
            head++;
        }
        int right = lines.get(head).indexOf("requests failed") + "requests failed".length();
        String printed = lines.get(head + 1).substring(0, right);
        printed = printed.substring(printed.lastIndexOf(' ') + 1).replace(",", "");
        assertThat(printed).isEqualTo(Long.toString(failed));
    }
}
