package io.wavetank.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A framework of Mesos fails at 10:00 and is back at 15:00: its tasks wait for it, or are killed when its failover_timeout is over. The other goes on. */
final class FrameworkFailureTest {
    private static final String SCENARIO = """
            name: a framework fails
            cluster: {nodes: [{count: 4, name: "n-{i}", capacity: {cpu: 8, memory: 32Gi, pods: 110}}]}
            workload:
              generate:
                inflows:
                  - name: web
                    arrivals: {process: at-start, count: 6}
                    kinds: [{name: web, cpu: 1, memory: 1Gi, run_time: forever, labels: {app: web}}]
                  - name: late
                    arrivals: {process: renewal, gap: 12m}
                    kinds: [{name: late, cpu: 1, memory: 1Gi, run_time: 1m, labels: {app: web}}]
                  - name: job
                    arrivals: {process: renewal, gap: 13m}
                    kinds: [{name: job, cpu: 1, memory: 1Gi, run_time: 1m, labels: {app: job}}]
                until: {time: 20m}
            policies:
              scheduler:
                - name: mesos
                  frameworks:
                    - {name: web, kind: marathon, takes: app=web, fails_at: 10m, back_after: 5m, failover_timeout: %s}
                    - {name: jobs, kind: batch, takes: app=job}
            run: {seed: 1, replications: 1, until: 30m}
            report: {charts: false}
            """;

    @TempDir
    private Path folder;

    private List<String> events(String timeout) throws IOException {
        Path scenario = Files.writeString(folder.resolve("f.yaml"), SCENARIO.replace("%s", timeout));
        Path out = folder.resolve("out");
        Call.wavetank("run", scenario, "-o", out, "--events").succeeded();
        return Folder.lines(out.resolve("events.jsonl.gz"));
    }

    private static long count(List<String> events, String what, String whom, double fromSeconds, double toSeconds) {
        return events.stream()
                .filter(line -> line.contains("\"event\":\"" + what + "\"") && line.contains("\"id\":\"" + whom + "-"))
                .filter(line -> {
                    String after = line.substring(line.indexOf("\"t_ns\":") + 7);
                    double seconds = Double.parseDouble(after.replaceAll("[^0-9].*", "")) / 1e9;
                    return seconds >= fromSeconds && seconds <= toSeconds;
                })
                .count();
    }

    @Test
    void without_a_timeout_its_tasks_are_killed_at_once_and_launched_again_when_it_is_back() throws IOException {
        List<String> events = events("0s");

        assertThat(count(events, "evicted", "web", 600, 600.1)).isEqualTo(6);
        assertThat(count(events, "started", "web", 601, 899)).isZero();
        assertThat(count(events, "started", "web", 900, 905)).isEqualTo(6);
        assertThat(count(events, "started", "job", 780, 785))
                .as("the other framework")
                .isEqualTo(1);
    }

    @Test
    void within_its_timeout_tasks_run_on_and_only_new_ones_wait() throws IOException {
        List<String> events = events("10m");

        assertThat(count(events, "evicted", "web", 0, 1800)).isZero();
        assertThat(count(events, "submitted", "late", 720, 720)).isEqualTo(1);
        assertThat(count(events, "started", "late", 720, 899)).isZero();
        assertThat(count(events, "started", "late", 900, 905)).isEqualTo(1);
    }

    @Test
    void a_timeout_that_is_over_before_it_is_back_kills_its_tasks_then() throws IOException {
        List<String> events = events("2m");

        assertThat(count(events, "evicted", "web", 720, 720.1)).isEqualTo(6);
        assertThat(count(events, "started", "web", 900, 905)).isEqualTo(6);
    }
}
