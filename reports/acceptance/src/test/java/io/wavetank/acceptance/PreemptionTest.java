package io.wavetank.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example with priorities, disruption budgets and gangs, from {@code init} to the report, and {@code explain} on what came of it. */
final class PreemptionTest {
    @TempDir
    static Path folder = Path.of("");

    private static Path out = Path.of("");
    private static String printed = "";

    @BeforeAll
    static void run() {
        Path scenario = folder.resolve("preemption.yaml");
        out = folder.resolve("out");
        Call.wavetank("init", "--example", "preemption", scenario).succeeded();
        printed = Call.wavetank("run", scenario, "--set", "workload.generate.until.time=8h", "-o", out)
                .succeeded()
                .out();
    }

    @Test
    void evictions_are_counted_by_cause_in_table_summary_and_report() throws IOException {
        JsonNode tasks = Folder.json(out.resolve("summary.json")).at("/runs/0/tasks");

        long preempted = tasks.at("/evictions_by_cause/preempted").asLong();
        assertThat(preempted).isPositive().isEqualTo(tasks.get("evictions").asLong());
        assertThat(tasks.at("/evictions_by_cause/drained").asLong(-1)).isZero();
        assertThat(printed).contains("preempted");
        assertThat(Files.readString(out.resolve("report.html")))
                .contains("Evictions")
                .contains("preempted");
    }

    @Test
    void evicted_tasks_come_back_and_start_anew() throws IOException {
        Map<String, Integer> evictions = new TreeMap<>();
        for (String line : Folder.lines(out.resolve("events.jsonl.gz"))) {
            if (line.contains("\"event\":\"evicted\"")) {
                evictions.merge(line.replaceFirst(".*\"id\":\"([^\"]+)\".*", "$1"), 1, Integer::sum);
            }
        }
        assertThat(evictions).isNotEmpty();
        int cameBack = 0;
        for (Map<String, String> row : Folder.rows(out.resolve("tasks.csv.gz"))) {
            int often = evictions.getOrDefault(row.get("id"), 0);
            boolean over = "finished".equals(row.get("state"));
            if (often > 0 && over) {
                cameBack++;
                assertThat(row.get("attempts")).as(row.get("id")).isEqualTo(Integer.toString(often + 1));
            }
        }
        assertThat(cameBack).isPositive();
    }

    @Test
    void a_gang_starts_as_one() throws IOException {
        Map<String, List<String>> starts = new TreeMap<>();
        for (Map<String, String> row : Folder.rows(out.resolve("tasks.csv.gz"))) {
            if (row.getOrDefault("id", "").startsWith("burst-")) {
                starts.computeIfAbsent(row.getOrDefault("job", ""), job -> new ArrayList<>())
                        .add(row.getOrDefault("start_ns", ""));
            }
        }
        assertThat(starts).isNotEmpty();
        assertThat(starts.values()).allSatisfy(each -> assertThat(each).hasSize(4));
        assertThat(starts.values())
                .allSatisfy(each -> assertThat(each.stream().distinct()).hasSize(1));
    }

    @Test
    void explain_says_why_a_task_waited_and_where_it_went() throws IOException {
        String text =
                Call.wavetank("explain", out, "--task", "burst-0-0").succeeded().out();

        assertThat(text)
                .startsWith("Task burst-0-0 under kubernetes:grace=20, replication 0")
                .contains(
                        "submitted",
                        "decided: n-",
                        "weighted sum",
                        "NodeResourcesFit",
                        "started on n-",
                        "In the end: finished");
        assertThat(text).containsPattern("\\R  \\d+:\\d\\d:\\d\\d\\.\\d{3,6}  submitted\\R");
        assertThat(text.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
        Call.wavetank("explain", out, "--task", "nobody").failed(2, "There is no task 'nobody'");
        Call.wavetank("explain", folder, "--task", "x").failed(2, "holds no run.json; name the folder");
        Files.writeString(folder.resolve("run.json"), "{");
        Call broken = Call.wavetank("explain", folder, "--task", "x");
        assertThat(broken.exitCode()).isEqualTo(2);
        assertThat(broken.err().lines()).singleElement().asString().contains("run.json:1:2: ");
    }

    @Test
    void explain_tells_of_classic_policies_what_they_give() {
        Path classic = folder.resolve("classic");
        Call.wavetank("demo", "-o", classic).succeeded();

        String text = Call.wavetank("explain", classic, "--scheduler", "worst-fit", "--task", "web-1")
                .succeeded()
                .out();

        assertThat(text).contains("Task web-1 under worst-fit", "decided: ", "nodes looked at would do", "started on");
        Call.wavetank("explain", classic, "--task", "web-1").failed(2, "name one with --scheduler", "worst-fit");
    }
}
