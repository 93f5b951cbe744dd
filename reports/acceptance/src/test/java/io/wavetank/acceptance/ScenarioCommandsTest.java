package io.wavetank.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.experiment.scenario.Scenario;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code init}, {@code validate}, and {@code run} of a scenario file. */
final class ScenarioCommandsTest {
    @TempDir
    Path folder = Path.of("");

    private Path scenario = Path.of("");

    @BeforeEach
    void starter() {
        scenario = folder.resolve("my.yaml");
        Call.wavetank("init", scenario).succeeded();
    }

    /** The folder of earlier results is replaced with all that is in it. */
    @Test
    void results_do_not_replace_the_scenario_that_is_run_but_may_replace_those_of_the_same_run() throws IOException {
        Path out = folder.resolve("own");
        String scenario = """
            cluster: {model: mixed-day}
            workload: {generate: {model: mixed-day, tasks: 100}}
            policies: {scheduler: [first-fit]}
            run: {replications: 1}
            report: {charts: false}
            """;
        Path outside = Files.writeString(folder.resolve("own.yaml"), scenario);
        Call.wavetank("run", outside, "-o", out).succeeded();
        Path inside = Files.writeString(out.resolve("changed.yaml"), scenario);

        Call.wavetank("run", inside, "-o", out).failed(2, "would replace", "changed.yaml", "name another place");
        assertThat(inside).hasContent(scenario);
        Call.wavetank("run", out.resolve("run.json"), "-o", out).succeeded();
    }

    @Test
    void the_starter_is_sound_and_says_what_it_amounts_to() {
        assertThat(Call.wavetank("validate", scenario).succeeded().out())
                .isEqualTo(String.join(
                        System.lineSeparator(),
                        scenario + ": a day on 16 nodes",
                        "  Workload      mixed-day, 24 h",
                        "  Cluster       16 nodes, 640 cores, 2.5 TiB memory",
                        "  Offered load  60.0% of the cores in the mean",
                        "  Schedulers    best-fit, first-fit, worst-fit",
                        "  Replications  5",
                        "  Window        from 4.8 h to the last submission",
                        ""));
    }

    @Test
    void init_replaces_nothing() throws IOException {
        Files.writeString(scenario, "mine");

        Call.wavetank("init", scenario).failed(2, scenario.toString(), "is not replaced");
        assertThat(scenario).hasContent("mine");
        Call.wavetank("init", folder.resolve("none/my.yaml")).failed(2, "there is no folder");
    }

    @Test
    void help_names_every_example_and_every_demonstration() {
        String init = Call.wavetank("init", "--help").succeeded().out();
        String demo = Call.wavetank("demo", "--help").succeeded().out();

        assertThat(Scenario.examples())
                .isNotEmpty()
                .allSatisfy(name -> assertThat(init).contains("'" + name + "'"));
        assertThat(Scenario.demos().keySet())
                .isNotEmpty()
                .allSatisfy(name -> assertThat(demo).contains("'" + name + "'"));
    }

    @Test
    void run_json_runs_again_to_the_same_bytes() throws IOException {
        Path first = folder.resolve("first");
        Path second = folder.resolve("second");
        Call.wavetank(
                        "run",
                        scenario,
                        "-o",
                        first,
                        "--set",
                        "workload.generate.hours=2",
                        "--set",
                        "cluster.nodes.0.count=3",
                        "--seed",
                        7,
                        "--replications",
                        2,
                        "--events")
                .succeeded();
        Call.wavetank("run", first.resolve("run.json"), "-o", second).succeeded();

        assertThat(results(second)).isEqualTo(results(first));
        assertThat(Folder.files(first)).contains("best-fit/r1/events.jsonl.gz", "report.html");
        assertThat(Folder.json(first.resolve("run.json"))
                        .at("/scenario/run/seed")
                        .asInt())
                .isEqualTo(7);
        assertThat(Folder.json(first.resolve("summary.json"))
                        .at("/runs/0/window/from_ns")
                        .asLong())
                .isEqualTo(24L * 60 * 1_000_000_000);
    }

    @Test
    void so_do_schedulers_with_options_and_names_of_their_own() throws IOException {
        Path named = Files.writeString(folder.resolve("named.yaml"), """
                cluster: {nodes: [{count: 2, capacity: {cpu: 4, memory: 8Gi}}]}
                workload:
                  generate:
                    arrivals: {process: poisson, rate: 1/m}
                    until: {tasks: 50}
                    kinds: [{name: a, cpu: 1, memory: 1Gi, run_time: 5m, labels: {framework: x}}]
                policies:
                  scheduler:
                    - {name: first-fit, as: packed}
                    - {name: power-of-d, d: 3}
                    - {name: mesos, frameworks: [{name: x, kind: batch, takes: framework=x, think_per_offer: 1s}]}
                run: {replications: 1}
                report: {charts: false}
                """);
        Path first = folder.resolve("first");
        Path second = folder.resolve("second");
        Path third = folder.resolve("third");
        Call.wavetank("run", named, "-o", first).succeeded();
        Call.wavetank("run", first.resolve("run.json"), "-o", second).succeeded();
        Call.wavetank("run", first.resolve("packed/run.json"), "-o", third).succeeded();

        assertThat(results(second)).isEqualTo(results(first));
        assertThat(Folder.names(first)).contains("packed", "power-of-d_d=3", "mesos");
        assertThat(Folder.unpacked(third.resolve("tasks.csv.gz")))
                .isEqualTo(Folder.unpacked(first.resolve("packed/tasks.csv.gz")));
    }

    @Test
    void the_run_json_of_a_trace_on_the_command_line_does_too() throws IOException {
        var files = new SmallInputs(folder);
        for (List<Object> what : List.<List<Object>>of(
                List.of("--trace", files.at("pods.csv"), "--nodes", files.at("nodes.csv"), "--decision-time", "5ms"),
                List.of(
                        "--trace",
                        files.at("jobs.swf"),
                        "--batch-interval",
                        "1m",
                        "--batch-size",
                        2,
                        "--until",
                        "10h"))) {
            Path first = folder.resolve("first");
            Path second = folder.resolve("second");
            var arguments = new ArrayList<Object>(List.of("run"));
            arguments.addAll(what);
            arguments.addAll(List.of("--scheduler", "power-of-d:d=3,first-fit", "--no-charts", "-o", first));
            Call.wavetank(arguments.toArray()).succeeded();
            Call.wavetank("run", first.resolve("run.json"), "-o", second).succeeded();

            assertThat(results(second)).isEqualTo(results(first));
        }
    }

    @Test
    void an_input_that_has_changed_is_not_run_as_if_it_had_not() throws IOException {
        var files = new SmallInputs(folder);
        Path out = folder.resolve("out");
        Call.wavetank("run", "--trace", files.at("jobs.swf"), "--scheduler", "fcfs", "--no-charts", "-o", out)
                .succeeded();
        files.write("jobs.swf", SmallInputs.JOBS.replace("2 10 -1 50", "2 11 -1 50"));

        Call again = Call.wavetank("run", out.resolve("run.json"), "-o", folder.resolve("again"));
        assertThat(again.exitCode()).isEqualTo(2);
        assertThat(again.err()).contains("run.json:", "workload.trace.file has changed");
    }

    @Test
    void a_scenario_and_a_trace_at_once_are_one_too_many() {
        Call.wavetank("run", scenario, "--trace", "x.csv")
                .failed(2, "--trace goes with a trace on the command line", "workload.trace.file");
        Call.wavetank("run", scenario, "--until", "5h").failed(2, "--set run.until=");
        Call.wavetank("run", "--set", "run.seed=1", "--trace", "x.csv", "--scheduler", "fcfs")
                .failed(2, "--set changes a scenario file, and none is named");
        Call.wavetank("run", "--trace", "x.csv").failed(2, "--scheduler");
        Call.wavetank("validate").failed(2, "Name a scenario file");
    }

    @Test
    void every_mistake_is_a_line_that_begins_with_its_place() throws IOException {
        Path bad = Files.writeString(folder.resolve("bad.yaml"), """
                cluster: {nodes: [{count: 010, capacity: {cpu: 4, memory: 128Gb}, cordoned: no}]}
                workload: {generate: {model: mixed-day}}
                policies: {scheduler: best-fit}
                run: {replicatons: 3}
                """);

        for (String command : List.of("validate", "run")) {
            Call call = Call.wavetank(command, bad);
            assertThat(call.exitCode()).isEqualTo(2);
            assertThat(call.out()).isEmpty();
            assertThat(call.err().lines())
                    .extracting(line -> line.substring(0, line.indexOf(": ")))
                    .containsExactly(bad + ":1:27", bad + ":1:59", bad + ":1:77", bad + ":4:7");
        }
    }

    @Test
    void a_bomb_of_aliases_goes_off_in_little_memory() throws IOException, InterruptedException {
        var text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 10; i++) {
            text.append("a" + i + ": &a" + i + " [" + ("*a" + (i - 1) + ", ").repeat(10) + "]\n");
        }
        Path bomb = Files.writeString(folder.resolve("bomb.yaml"), text);
        Path huge = folder.resolve("huge.yaml");
        try (var file = new RandomAccessFile(huge.toFile(), "rw")) {
            file.setLength(1L << 30);
        }

        Call call = Call.inJvm(List.of("-Xmx32m"), "validate", bomb, huge);
        assertThat(call.exitCode()).isEqualTo(2);
        assertThat(call.err().lines())
                .containsExactly(
                        bomb + ":6:10: more than 200000 values, aliases unfolded; expected fewer, such as 'count: 500' "
                                + "for a group of nodes",
                        huge + ":1:1: the file is larger than 4 MiB; expected a scenario");
    }

    @Test
    void the_schema_is_printed() {
        assertThat(Call.wavetank("validate", "--schema").succeeded().out())
                .contains("https://json-schema.org/draft/2020-12/schema");
    }

    private static Map<String, String> results(Path place) throws IOException {
        return Folder.digests(place, name -> !name.endsWith("environment.json"));
    }
}
