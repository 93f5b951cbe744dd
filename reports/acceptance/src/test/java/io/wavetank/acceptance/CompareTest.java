package io.wavetank.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code wavetank compare}: finished runs side by side. */
final class CompareTest {
    private static final String SCENARIO = """
            cluster: {nodes: [{count: 3, capacity: {cpu: 16, memory: 64Gi}}]}
            workload: {generate: {model: mixed-day, hours: 3, load: 0.9}}
            policies: {scheduler: [worst-fit, first-fit]}
            """;

    @TempDir
    Path folder = Path.of("");

    private Path scenario = Path.of("");

    @BeforeEach
    void write() throws IOException {
        scenario = Files.writeString(folder.resolve("my.yaml"), SCENARIO);
    }

    private Path run(String name, Object... more) {
        Path place = folder.resolve(name);
        var arguments = new ArrayList<Object>(List.of("run", scenario, "--no-charts", "-o", place));
        arguments.addAll(List.of(more));
        Call.wavetank(arguments.toArray()).succeeded();
        return place;
    }

    @Test
    void the_runs_of_one_folder_come_back_as_they_were_to_the_last_byte() throws IOException {
        Path whole = folder.resolve("whole");
        Call.wavetank("run", scenario, "--replications", 3, "--set", "report.by=priority", "-o", whole)
                .succeeded();
        Path again = folder.resolve("again");
        String said = Call.wavetank("compare", whole, "-o", again).succeeded().out();

        assertThat(Folder.digests(again, name -> name.startsWith("summary")))
                .isEqualTo(Folder.digests(whole, name -> name.startsWith("summary")));
        Map<String, String> charts = Folder.digests(again, name -> name.endsWith(".svg"));
        assertThat(charts)
                .containsKeys("charts/pending.svg", "charts/queueing-delay-cdf.svg", "charts/wait-by-group.svg");
        assertThat(Folder.digests(whole, name -> name.endsWith(".svg"))).containsAllEntriesOf(charts);
        assertThat(Folder.files(again)).contains("report.html", "environment.json", "run.json");
        assertThat(said)
                .contains("3 replications; '+-'", "- mean wait: first-fit ", "wait by priority", "- mean wait of ");
    }

    @Test
    void apart_or_in_one_folder_the_differences_are_the_same() {
        Path whole = run("whole", "--replications", 3);
        Path worst = run("worst", "--set", "policies.scheduler=worst-fit", "--replications", 3);
        Path first = run("first", "--set", "policies.scheduler=first-fit", "--replications", 3);
        Path together = folder.resolve("together");
        Call.wavetank("compare", worst, first, "-o", together, "--no-charts").succeeded();

        assertThat(Folder.json(together.resolve("summary.json"))).isEqualTo(Folder.json(whole.resolve("summary.json")));
        assertThat(Folder.json(together.resolve("summary.json")).get("differences"))
                .isNotEmpty();
    }

    @Test
    void a_scheduler_in_two_folders_is_told_apart_and_paired_with_itself() {
        Path three = run("three", "--replications", 3);
        Path two = run("two", "--replications", 2, "--set", "policies.decision_time.per_pass=2s");
        Path same = run("same", "--replications", 2);
        Call call = Call.wavetank("compare", three, same, "-o", folder.resolve("c"), "--no-charts")
                .succeeded();

        JsonNode differences = Folder.json(folder.resolve("c/summary.json")).get("differences");
        assertThat(differences)
                .filteredOn(row -> row.get("scheduler").asText().equals("worst-fit (same)"))
                .isNotEmpty()
                .allMatch(row -> row.get("minus").asText().equals("worst-fit (three)")
                        && row.get("mean").asDouble() == 0
                        && row.get("replications").asInt() == 2
                        && !row.get("differs").asBoolean());
        assertThat(call.out().replaceAll("\\s+", " "))
                .contains("equal in every replication under all: mean cpu allocation, ")
                .contains("2 to 3 replications")
                .contains("Differences are over those that both have.");
        assertThat(call.out().lines()).allMatch(line -> line.length() <= 80 || line.startsWith("Comparison: "));
        assertThat(Call.wavetank("compare", three, two).succeeded().out().replaceAll("\\s+", " "))
                .contains("three and " + two + " differ: policies.decision_time.per_pass is 0s and 2s.")
                .contains("Where nothing differs, one difference in 20 shows as one by chance.");
    }

    @Test
    void a_comparison_is_the_same_bytes_again_and_replaces_only_a_comparison() throws IOException {
        Path one = run("one", "--replications", 1);
        Path out = folder.resolve("out");
        Call.wavetank("compare", one, "-o", out).succeeded();
        Map<String, String> before = Folder.digests(out, name -> !name.equals("environment.json"));
        Call.wavetank("compare", one, "-o", out).succeeded();

        assertThat(Folder.digests(out, name -> !name.equals("environment.json")))
                .isEqualTo(before);
        Call.wavetank("compare", one, "-o", one).failed(2, "would replace " + one);
        Call.wavetank("compare", one, "-o", scenario).failed(2, "is a file");
        Call.wavetank("compare", out).failed(2, "is a comparison itself");
        Call again = Call.wavetank("run", out.resolve("run.json"));
        assertThat(again.exitCode()).isEqualTo(2);
        assertThat(again.err()).startsWith(out.resolve("run.json") + ":").contains("of a comparison");
        assertThat(Folder.names(folder)).containsExactly("my.yaml", "one", "out");
    }

    @Test
    void runs_of_different_workloads_seeds_and_windows_are_refused() throws IOException {
        Path one = run("one", "--replications", 1);
        Path other = run("other", "--replications", 1, "--seed", 2, "--set", "workload.generate.load=0.8");
        Path window = run("window", "--replications", 1, "--set", "report.window.from=1h");
        var inputs = new SmallInputs(folder);
        Path trace = folder.resolve("trace");
        Call.wavetank("run", "--trace", inputs.at("jobs.swf"), "--scheduler", "fcfs", "--no-charts", "-o", trace)
                .succeeded();

        Call.wavetank("compare", one, other)
                .failed(
                        2,
                        "workload.generate.load is 0.9 and 0.8",
                        "run.seed is 1 and 2",
                        one.toString(),
                        other.toString());
        Call.wavetank("compare", one, window).failed(2, "report.window.from is 36m and 1h");
        Call.wavetank("compare", one, trace).failed(2, "is a recorded trace, the other is made up");
        Call.wavetank("compare", one, one).failed(2, "is named twice");
        Path two = run("two", "--replications", 2);
        Call.wavetank("compare", two.resolve("worst-fit/r0"), two.resolve("first-fit/r1"))
                .failed(2, "the replication is 0 and 1");
        Call.wavetank("compare", two.resolve("worst-fit/r1"), two.resolve("first-fit/r1"))
                .succeeded();
        Call.wavetank("compare", trace).failed(2, "one scheduler; name another folder");
        Call.wavetank("compare", one, folder.resolve("none")).failed(2, "is no folder");
        Call.wavetank("compare", one, folder).failed(2, "holds no run.json");
    }

    /** A service that answers nothing has no distribution of what it answered. */
    @Test
    void runs_with_requests_are_of_one_workload_if_as_many_come_and_never_one_recorded_trace() throws IOException {
        scenario = Files.writeString(folder.resolve("requests.yaml"), """
                cluster: {nodes: [{count: 2, capacity: {cpu: 4, memory: 8Gi}}]}
                services: [{name: other, cpu: 1, load: {rate: 5/s}}]
                traffic:
                  services: [{name: web, steps: [{work: 10ms}]}]
                  requests: [{name: users, to: web, arrivals: {process: poisson, rate: 5/s}}]
                policies: {scheduler: first-fit}
                run: {seed: 1, replications: 1, until: 2m}
                """);
        Path one = run("one");
        Path same = run("same", "--set", "services.0.replicas=2");
        Path more = run("more", "--set", "traffic.requests.0.arrivals.rate=50/s");
        Path other = run("other", "--set", "services.0.load.rate=6/s");

        assertThat(Call.wavetank("compare", one, same).succeeded().out())
                .contains("One replication: no interval")
                .doesNotContain("recorded trace");
        Call.wavetank("compare", one, more).failed(2, "traffic.requests.0.arrivals.rate is 5/s and 50/s");
        Call.wavetank("compare", one, other).failed(2, "services.0.load.rate is 5/s and 6/s");
    }

    /** Nobody answers, which an alert says. */
    @Test
    void alerts_and_what_is_compared_come_back_as_they_were() throws IOException {
        scenario = Files.writeString(folder.resolve("arms.yaml"), """
                cluster: {nodes: [{count: 2, capacity: {cpu: 4, memory: 8Gi}}]}
                services: [{name: other, cpu: 1, load: {rate: 5/s}}]
                traffic:
                  services: [{name: web, steps: [{work: 10ms}]}]
                  requests: [{name: users, to: web, arrivals: {process: poisson, rate: 5/s}}]
                  alerts: [{name: nobody-answers, measure: error-share, above: 0.5, over: 10s}]
                policies: {scheduler: first-fit}
                run: {seed: 1, replications: 1, until: 2m}
                arms: [{name: one}, {name: two, set: {services.0.replicas: 2}}]
                """);
        Path whole = run("whole");
        Path again = folder.resolve("again");
        String said = Call.wavetank("compare", whole, "-o", again, "--no-charts")
                .succeeded()
                .out();

        assertThat(said)
                .contains("nobody-answers")
                .containsPattern("(?m)^arm +finished")
                .doesNotContain("scheduler");
        assertThat(Folder.digests(again, name -> name.startsWith("summary")))
                .isEqualTo(Folder.digests(whole, name -> name.startsWith("summary")));
    }

    @Test
    void alerts_come_back_with_the_runs_that_they_fired_in() throws IOException {
        scenario = Files.writeString(folder.resolve("alerts.yaml"), """
                cluster: {nodes: [{count: 2, capacity: {cpu: 4, memory: 8Gi}}]}
                rollouts: [{service: web, versions: [{name: v1}]}]
                traffic:
                  services: [{name: web, steps: [{work: 10ms}]}]
                  requests: [{name: users, to: web, arrivals: {process: poisson, rate: 20/s}}]
                  alerts: [{name: slow, measure: p99, over: 10s, above: 0.001}]
                policies: {scheduler: [first-fit, worst-fit]}
                run: {replications: 2, until: 2m}
                """);
        Path whole = run("whole");
        Path again = folder.resolve("again");

        String said = Call.wavetank("compare", whole, "-o", again, "--no-charts")
                .succeeded()
                .out();

        assertThat(Folder.json(whole.resolve("summary.json")).at("/runs/0/alerts"))
                .isNotEmpty();
        assertThat(Folder.digests(again, name -> name.startsWith("summary")))
                .isEqualTo(Folder.digests(whole, name -> name.startsWith("summary")));
        assertThat(said).contains("alert", "slow");
    }

    @Test
    void a_replay_of_one_trace_carries_no_interval_and_may_be_of_another_cluster() {
        var inputs = new SmallInputs(folder);
        inputs.write("more.csv", SmallInputs.NODES + "n3,8000,32768,0,\n");
        for (String nodes : List.of("nodes", "more")) {
            Call.wavetank(
                            "run",
                            "--trace",
                            inputs.at("pods.csv"),
                            "--nodes",
                            inputs.at(nodes + ".csv"),
                            "--scheduler",
                            "first-fit",
                            "--no-charts",
                            "-o",
                            folder.resolve(nodes))
                    .succeeded();
        }
        String said = Call.wavetank("compare", folder.resolve("nodes"), folder.resolve("more"))
                .succeeded()
                .out()
                .replaceAll("\\s+", " ");

        assertThat(said)
                .contains("One replay of a recorded trace: the figures are exact for it and carry no interval.")
                .contains("the cluster is 2 nodes", "and 3 nodes", "shares are of each one's own")
                .contains("first-fit (nodes) ", "first-fit (more) ")
                .doesNotContain("+-");
    }

    @Test
    void what_was_changed_or_lost_is_a_line_that_names_the_file() throws IOException {
        Path one = run("one", "--replications", 1);
        Path file = one.resolve("worst-fit/distributions.csv.gz");
        List<String> lines = Folder.lines(file);
        Files.writeString(file, String.join("\n", lines.subList(0, lines.size() / 8)) + "\n");
        Call.wavetank("compare", one).failed(2, file.toString());

        Files.writeString(file, String.join("\n", lines).replaceFirst(",observed,", ",observed,x") + "\n");
        Call.wavetank("compare", one).failed(2, file + ":2: column 'up_to'");
        Files.delete(file);
        Call.wavetank("compare", one).failed(2, file + " is missing");
        Files.writeString(one.resolve("summary.json"), "{\"runs\": [}");
        Call.wavetank("compare", one).failed(2, one.resolve("summary.json") + ":1:11: not JSON");
    }
}
