package io.wavetank.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Controllers of Kubernetes in a scenario: a zone with a third of a StatefulSet and of a Deployment is lost for an hour, and jobs crash. */
final class ControllersRunTest {
    private static final String SCENARIO = """
            name: controllers
            cluster: {nodes: [{count: 9, name: "n-{i}", zones: [a, b, c], capacity: {cpu: 8, memory: 32Gi, pods: 110}}]}
            workload:
              generate:
                inflows:
                  - name: db
                    arrivals: {process: at-start, count: 9}
                    kinds: [{name: db, cpu: 1, memory: 1Gi, run_time: forever, labels: {app: db}}]
                  - name: web
                    arrivals: {process: at-start, count: 9}
                    kinds: [{name: web, cpu: 1, memory: 1Gi, run_time: forever, labels: {app: web}}]
                  - name: jobs
                    arrivals: {process: poisson, rate: 30/h}
                    kinds: [{name: job, cpu: 1, memory: 1Gi, run_time: 10m, labels: {app: job}}]
                until: {time: 1h}
            policies: {scheduler: %s}
            controllers:
              - {statefulset: {app: db}, ready: 10s}
              - {job: {app: job}, active_deadline: 25m, failures: [{exit_codes: [42], action: fail-job}]}
            faults:
              - {at: 30m, zone: a, for: 1h}
              - {crash: {app: job}, after: 5m, exit_code: 42, from: 40m, until: 50m, restart: {as: job}}
            run: {seed: 1, replications: 1, until: 3h}
            report: {charts: false}
            """;

    @TempDir
    private Path folder;

    private Path scenario(String scheduler) throws IOException {
        return Files.writeString(folder.resolve("c.yaml"), SCENARIO.replace("%s", scheduler));
    }

    @Test
    void a_set_is_without_its_tasks_for_as_long_as_their_nodes_are_gone_and_a_deployment_is_not() throws IOException {
        Path out = folder.resolve("out");
        Call.wavetank("run", scenario("kubernetes"), "-o", out, "--events").succeeded();

        List<String> events = Folder.lines(out.resolve("events.jsonl.gz"));
        long lateDb = events.stream()
                .filter(line -> started(line, "db"))
                .filter(line -> seconds(line) >= 5400)
                .count();
        long lateWeb = events.stream()
                .filter(line -> started(line, "web"))
                .filter(line -> seconds(line) >= 5400)
                .count();
        long between = events.stream()
                .filter(line -> started(line, "db"))
                .filter(line -> seconds(line) > 1800 && seconds(line) < 5400)
                .count();
        assertThat(lateDb).as("made again when the zone is back").isBetween(2L, 5L);
        assertThat(between).isZero();
        assertThat(lateWeb).as("made again five minutes after the loss").isZero();
        JsonNode run = Folder.json(out.resolve("summary.json")).at("/runs/0");
        assertThat(run.at("/tasks/failed").asInt())
                .as("jobs that crashed with code 42")
                .isBetween(1, 10);
    }

    private static boolean started(String line, String name) {
        return line.contains("\"" + name + "-") && line.contains("started");
    }

    private static double seconds(String line) {
        String after = line.substring(line.indexOf("\"t_ns\":") + 7);
        return Double.parseDouble(after.replaceAll("[^0-9].*", "")) / 1e9;
    }

    @Test
    void a_system_with_rules_of_its_own_is_refused() throws IOException {
        Call call = Call.wavetank("run", scenario("swarm"), "-o", folder.resolve("x"));

        assertThat(call.exitCode()).isEqualTo(2);
        assertThat(call.err()).contains("swarm", "makes tasks anew by rules of its own");
    }
}
