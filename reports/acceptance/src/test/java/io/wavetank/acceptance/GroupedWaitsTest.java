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
            assertThat(delay.path("censored").asLong(-1)).isZero();
            assertThat(delay.path("mean").asDouble()).isCloseTo(sums[1] / 1e9 / sums[0], within(1e-6));
        });
        assertThat(by.at("/groups/blue/mean").asDouble()).isPositive();
        assertThat(said).contains("dominant share", "Jain's index");
        long to = Folder.json(out.resolve("summary.json"))
                .at("/runs/0/window/to_ns")
                .asLong();
        double sum = 0;
        double squares = 0;
        for (String group : expected.keySet()) {
            double share = share(rows.subList(1, rows.size()), group, to);
            assertThat(by.at("/dominant_shares/" + group).asDouble()).isCloseTo(share, within(1e-9));
            sum += share;
            squares += share * share;
        }
        assertThat(by.path("jain").asDouble()).isCloseTo(sum * sum / (3 * squares), within(1e-9));
        assertThat(said).contains("wait by colour", "blue, mean", "(none), p99");
    }

    /** The mean share of the four cores that a group's tasks held until an instant. */
    private static double share(List<String> rows, String group, long to) {
        double cores = group.equals("red") ? 1 : group.equals("blue") ? 3 : 2;
        double sum = 0;
        for (String row : rows) {
            String[] fields = row.split(",", -1);
            String kind = fields[2].startsWith("plain") ? "(none)" : fields[2].substring(0, fields[2].indexOf('-'));
            if (kind.equals(group) && !fields[7].isEmpty()) {
                long end = fields[8].isEmpty() ? to : Math.min(to, Long.parseLong(fields[8]));
                sum += cores * Math.max(0, end - Long.parseLong(fields[7]));
            }
        }
        return sum / to / 4;
    }
}
