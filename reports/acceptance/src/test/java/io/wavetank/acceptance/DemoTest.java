package io.wavetank.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code wavetank demo} leaves the files, keys and columns that DESIGN.md promises to scripts. What is added there is added here. */
final class DemoTest {
    private static final List<String> SCHEDULERS = List.of("best-fit", "first-fit", "worst-fit");
    private static final List<String> RUN_FILES = List.of(
            "distributions.csv.gz", "run.json", "summary.csv", "summary.json", "tasks.csv.gz", "timeline.csv.gz");
    private static final List<String> CHARTS = List.of(
            "allocation-cpu",
            "allocation-mean",
            "allocation-memory",
            "heatmap-best-fit",
            "heatmap-first-fit",
            "heatmap-worst-fit",
            "pending",
            "queueing-delay-cdf",
            "slowdown-cdf");

    @TempDir
    private static Path folder;

    private static Path place;
    private static Call call;

    @BeforeAll
    static void run() {
        place = folder.resolve("demo");
        call = Call.wavetank("demo", "--events", "-o", place).succeeded();
    }

    @Test
    void every_file_is_there_and_no_other() throws IOException {
        List<String> expected =
                new ArrayList<>(List.of("environment.json", "report.html", "run.json", "summary.csv", "summary.json"));
        for (String scheduler : SCHEDULERS) {
            RUN_FILES.forEach(file -> expected.add(scheduler + "/" + file));
            expected.add(scheduler + "/events.jsonl.gz");
        }
        CHARTS.forEach(chart -> expected.addAll(List.of("charts/" + chart + ".png", "charts/" + chart + ".svg")));

        assertThat(Folder.files(place)).containsExactlyInAnyOrderElementsOf(expected);
        for (String file : expected) {
            assertThat(place.resolve(file)).isNotEmptyFile();
        }
        assertThat(Folder.names(folder)).containsExactly("demo");
    }

    @Test
    void the_table_fits_a_terminal_and_names_every_scheduler_and_the_report() {
        assertThat(call.out().lines()).allMatch(line -> line.length() <= 80 || line.startsWith("Results: "));
        assertThat(call.out())
                .contains(SCHEDULERS)
                .contains(place.resolve("report.html").toString());
    }

    @Test
    void run_json_says_what_was_run() {
        JsonNode run = Folder.json(place.resolve("run.json"));

        assertThat(keys(run)).containsExactly("wavetank", "seed", "described", "scenario", "inputs", "workload_totals");
        assertThat(keys(run.get("scenario")))
                .containsExactlyInAnyOrder(
                        "name",
                        "cluster",
                        "workload",
                        "policies",
                        "failover",
                        "services",
                        "autoscaling",
                        "admission",
                        "controllers",
                        "rollouts",
                        "faults",
                        "usage",
                        "run",
                        "traffic",
                        "arms",
                        "report");
        assertThat(run.at("/scenario/workload/generate/model").asText()).isEqualTo("mixed-day");
        assertThat(run.at("/scenario/policies/scheduler")).map(JsonNode::asText).isEqualTo(SCHEDULERS);
    }

    @Test
    void run_json_runs_again_to_the_same_bytes(@TempDir Path other) throws IOException {
        Path again = other.resolve("again");
        Call.wavetank("run", place.resolve("run.json"), "-o", again).succeeded();

        Predicate<String> results = name -> !name.equals("environment.json");
        assertThat(Folder.digests(again, results)).isEqualTo(Folder.digests(place, results));
    }

    @Test
    void environment_json_says_where_and_when() {
        assertThat(keys(Folder.json(place.resolve("environment.json"))))
                .contains("finished_at", "wall_s", "java", "os", "host");
    }

    @Test
    void summary_json_has_the_promised_keys() {
        JsonNode summary = Folder.json(place.resolve("summary.json"));

        assertThat(keys(summary)).containsExactly("runs", "comparison", "differences");
        assertThat(summary.get("differences"))
                .as("one replication shows no difference")
                .isEmpty();
        assertThat(summary.get("runs"))
                .map(run -> run.get("scheduler").asText())
                .isEqualTo(SCHEDULERS);
        for (JsonNode run : summary.get("runs")) {
            checkRun(run);
        }
        for (JsonNode row : summary.get("comparison")) {
            assertThat(keys(row)).containsExactly("scheduler", "key", "replications", "mean", "half_width_95");
        }
        assertThat(summary.get("comparison"))
                .filteredOn(row -> row.get("key").asText().equals("queueing_delay_s.p99"))
                .map(row -> row.get("scheduler").asText())
                .isEqualTo(SCHEDULERS);
    }

    private static void checkRun(JsonNode run) {
        List<String> distributions = List.of("queueing_delay_s", "completion_s", "slowdown", "bounded_slowdown");
        assertThat(keys(run))
                .containsExactlyElementsOf(Stream.of(
                                List.of("scheduler", "seed", "replication", "window", "end_ns", "tasks", "allocation"),
                                List.of("headline_resource", "fragmentation"),
                                distributions,
                                List.of("events", "decisions", "refusals", "tries", "nodes_scored"))
                        .flatMap(List::stream)
                        .toList());
        assertThat(keys(run.get("tasks")))
                .containsExactly(
                        "submitted",
                        "finished",
                        "failed",
                        "evicted",
                        "running",
                        "never_placed",
                        "evictions",
                        "evictions_by_cause",
                        "dropped_by_reason");
        assertThat(keys(run.get("allocation"))).containsExactly("cpu", "memory");
        assertThat(keys(run.at("/allocation/cpu")))
                .containsExactly("mean", "peak", "mean_to_last_end", "mean_to_last_start", "capacity_mean");
        for (String distribution : distributions) {
            assertThat(keys(run.get(distribution)))
                    .containsExactly("mean", "p50", "p90", "p95", "p99", "max", "censored", "at_least");
        }
    }

    @Test
    void the_summary_of_a_scheduler_is_its_part_of_the_whole() throws IOException {
        JsonNode runs = Folder.json(place.resolve("summary.json")).get("runs");
        List<String> table = Folder.lines(place.resolve("summary.csv"));
        assertThat(table).hasSize(1 + SCHEDULERS.size());
        assertThat(table.get(0))
                .startsWith("scheduler,seed,replication,window.from_ns,")
                .contains(",allocation.cpu.mean,", ",queueing_delay_s.p99,");
        for (int i = 0; i < SCHEDULERS.size(); i++) {
            Path own = place.resolve(SCHEDULERS.get(i));
            assertThat(Folder.json(own.resolve("summary.json")).at("/runs/0")).isEqualTo(runs.get(i));
            assertThat(Folder.lines(own.resolve("summary.csv"))).containsExactly(table.get(0), table.get(i + 1));
        }
    }

    @Test
    void tasks_and_timeline_have_the_promised_columns() throws IOException {
        for (String scheduler : SCHEDULERS) {
            List<String> tasks = Folder.lines(place.resolve(scheduler + "/tasks.csv.gz"));
            assertThat(tasks.get(0))
                    .isEqualTo("scheduler,replication,id,job,submit_ns,queued_ns,decided_ns,start_ns,end_ns,state,node,"
                            + "attempts,reason");
            assertThat(tasks.subList(1, tasks.size())).allMatch(line -> line.startsWith(scheduler + ",0,"));
            JsonNode counts =
                    Folder.json(place.resolve(scheduler + "/summary.json")).at("/runs/0/tasks");
            assertThat(tasks).hasSize(1 + counts.get("submitted").asInt());
            assertThat(Folder.lines(place.resolve(scheduler + "/timeline.csv.gz"))
                            .get(0))
                    .isEqualTo(
                            "scheduler,replication,t_ns,pending,running,nodes_up,cpu_allocated,cpu_used,cpu_capacity,"
                                    + "memory_allocated,memory_used,memory_capacity");
        }
    }

    @Test
    void events_are_an_object_a_line_in_the_order_of_time() throws IOException {
        List<String> lines = Folder.lines(place.resolve("best-fit/events.jsonl.gz"));
        JsonNode tasks = Folder.json(place.resolve("best-fit/summary.json")).at("/runs/0/tasks");

        assertThat(lines).allMatch(line -> line.matches("\\{\"t_ns\":[0-9]+,\"event\":\"[a-z]+\",\"id\":.*}"));
        assertThat(lines.stream().map(line -> Long.parseLong(line.substring(8, line.indexOf(',')))))
                .isSorted();
        for (String event : List.of("submitted", "started", "finished")) {
            assertThat(lines.stream().filter(line -> line.contains("\"event\":\"" + event + "\"")))
                    .hasSize(tasks.get("submitted").asInt());
        }
    }

    @Test
    void without_charts_the_figures_are_the_same_and_charts_and_report_are_not_there(@TempDir Path other)
            throws IOException {
        Path plain = other.resolve("plain");
        Predicate<String> runFiles = name -> RUN_FILES.contains(name.replaceFirst(".*/", ""));
        Predicate<String> figures = runFiles.and(name -> !name.endsWith("run.json")); // which says so

        Call.wavetank("demo", "--no-charts", "-o", plain).succeeded();

        assertThat(Folder.digests(plain, figures)).isEqualTo(Folder.digests(place, figures));
        assertThat(Folder.files(plain)).allMatch(runFiles.or(name -> name.equals("environment.json")));
    }

    @Test
    void the_launcher_runs_it_too(@TempDir Path other) throws Exception {
        Call launched = Call.launched("demo", "--no-charts", "-o", other.resolve("demo"))
                .succeeded();

        assertThat(launched.out().lines().filter(line -> line.contains("-fit ")))
                .hasSize(3 * SCHEDULERS.size()); // what ended, waits, decisions
        assertThat(Folder.contents(other.resolve("demo"), name -> name.endsWith("tasks.csv.gz")))
                .isEqualTo(Folder.contents(place, name -> name.endsWith("tasks.csv.gz")));
        JsonNode run = Folder.json(other.resolve("demo/run.json"));
        assertThat(run.get("wavetank").asText()).matches("[0-9]+\\.[0-9]+\\.[0-9]+.*");
    }

    private static List<String> keys(JsonNode node) {
        List<String> keys = new ArrayList<>();
        node.fieldNames().forEachRemaining(keys::add);
        return keys;
    }
}
