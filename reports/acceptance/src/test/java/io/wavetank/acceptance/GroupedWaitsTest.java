package io.wavetank.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code report.by}: waits apart by a label, held against the tasks themselves. */
final class GroupedWaitsTest {
    private static final String SCENARIO = """
            cluster: {nodes: [{count: 1, capacity: {cpu: 4, memory: 64Gi}}]}
            workload:
              generate:
                inflows:
                  - name: all
                    arrivals: {process: poisson, rate: 22/h}
                    kinds:
                      - {name: red, share: 2, cpu: 1, run_time: 5m, labels: {colour: red}}
                      - {name: blue, cpu: 3, run_time: 6m, labels: {colour: blue}}
                      - {name: plain, cpu: 2, run_time: 1m}
                until: {time: 12h}
            policies: {scheduler: fcfs}
            run: {seed: 3, replications: 1, until: 15h}
            report: {window: {from: 0s}, by: colour}
            """;

    @TempDir
    Path folder = Path.of("");

    @Test
    void each_group_waits_as_long_as_its_tasks_did() throws IOException {
        Path scenario = Files.writeString(folder.resolve("my.yaml"), SCENARIO);
        Path out = folder.resolve("out");
        String said = Call.wavetank("run", scenario, "--no-charts", "-o", out)
                .succeeded()
                .out();

        Map<String, long[]> expected = new TreeMap<>();
        List<String> rows = Folder.lines(out.resolve("tasks.csv.gz"));
        for (String row : rows.subList(1, rows.size())) {
            String[] fields = row.split(",", -1);
            String group = fields[2].startsWith("plain") ? "(none)" : fields[2].substring(0, fields[2].indexOf('-'));
            long[] sums = expected.computeIfAbsent(group, name -> new long[2]);
            if (!fields[7].isEmpty()) {
                sums[0]++;
                sums[1] += Long.parseLong(fields[7]) - Long.parseLong(fields[4]);
            }
        }
        JsonNode by = Folder.json(out.resolve("summary.json")).at("/runs/0/queueing_delay_by");
        assertThat(expected).containsOnlyKeys("(none)", "blue", "red");
        assertThat(by.path("property").asText()).isEqualTo("colour");
        assertThat(by.path("groups").size()).isEqualTo(3);
        expected.forEach((group, sums) -> {
            JsonNode delay = by.path("groups").path(group);
            assertThat(delay.path("censored").asLong()).isZero();
            assertThat(delay.path("mean").asDouble()).isCloseTo(sums[1] / 1e9 / sums[0], within(1e-6));
        });
        assertThat(by.at("/groups/blue/mean").asDouble()).isPositive();
        assertThat(said).contains("wait by colour", "blue, mean", "(none), p99");
    }
}
