package io.wavetank.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users who wait for their jobs, from a scenario to its results. */
final class ClosedLoopTest {
    @TempDir
    Path folder = Path.of("");

    private Path scenario(String nodes, String users) throws IOException {
        Path file = folder.resolve("users.yaml");
        Files.writeString(file, """
                cluster:
                  nodes: [{count: NODES, capacity: {cpu: 1, memory: 4Gi, pods: 110}}]
                workload:
                  generate:
                    arrivals: {process: at-start, count: 40}
                    users: USERS
                    kinds: [{name: job, cpu: 1, run_time: {distribution: exponential, mean: 10s}}]
                    until: {time: 10h}
                policies: {scheduler: [first-fit, random]}
                run: {seed: 1, replications: 2}
                """.replace("NODES", nodes).replace("USERS", users));
        return file;
    }

    @Test
    void what_users_offer_stands_beside_what_they_achieve() throws IOException {
        Path out = folder.resolve("out");
        String said = Call.wavetank("run", scenario("4", "{think_time: 60s}"), "-o", out)
                .succeeded()
                .out();

        assertThat(said).contains("tasks/h offered    achieved  cpu load offered");
        JsonNode run = Folder.json(out.resolve("summary.json")).at("/runs/0");
        // nobody waits: 40 users / (60 s + 10 s); all wait: 4 nodes / 10 s
        assertThat(run.at("/load/offered/tasks_per_hour").doubleValue()).isCloseTo(40 / 70.0 * 3600, within(40.0));
        assertThat(run.at("/load/offered/cpu").doubleValue()).isCloseTo(40 / 70.0 * 10 / 4, within(0.05));
        assertThat(run.at("/load/achieved/tasks_per_hour").doubleValue()).isCloseTo(1440, within(40.0));
        assertThat(run.at("/load/achieved/cpu").doubleValue())
                .isCloseTo(run.at("/allocation/cpu/mean").doubleValue(), within(0.02));
        assertThat(Files.readString(out.resolve("report.html"))).contains("if nothing had waited");
    }

    @Test
    void where_nodes_come_the_load_is_a_share_of_those_that_were_there() throws IOException {
        Path file = scenario("1", "{think_time: 60s}");
        Files.writeString(
                file,
                Files.readString(file)
                        .replace("pods: 110}}", "pods: 110}, name: \"n-{i}\", scale: {most: 8}}")
                        .replace("policies: {scheduler: [first-fit, random]}", """
                        autoscaling: {nodes: cluster-autoscaler}
                        policies: {scheduler: kubernetes}"""));

        Path out = folder.resolve("grown");
        Call.wavetank("run", file, "-o", out).succeeded();

        JsonNode run = Folder.json(out.resolve("summary.json")).at("/runs/0");
        assertThat(run.at("/allocation/cpu/capacity_mean").doubleValue()).isBetween(5000.0, 8000.0);
        assertThat(run.at("/load/achieved/cpu").doubleValue())
                .isCloseTo(run.at("/allocation/cpu/mean").doubleValue(), within(0.05));
    }

    @Test
    void a_run_with_users_runs_again_to_the_same_bytes_and_compares_with_others() throws IOException {
        Path first = folder.resolve("first");
        Path second = folder.resolve("second");
        Call.wavetank(
                        "run",
                        scenario("4", "{think_time: 60s, jobs: 50}"),
                        "-o",
                        first,
                        "--set",
                        "policies.scheduler=[first-fit]")
                .succeeded();
        Call.wavetank("run", first.resolve("run.json"), "-o", second).succeeded();
        assertThat(Files.readString(second.resolve("summary.json")))
                .isEqualTo(Files.readString(first.resolve("summary.json")));

        Path slow = folder.resolve("slow");
        Call.wavetank("run", first.resolve("run.json"), "-o", slow, "--set", "policies.decision_time.per_pass=5s")
                .succeeded();
        assertThat(Call.wavetank("compare", first, slow, "-o", folder.resolve("both"))
                        .succeeded()
                        .out())
                .contains("tasks/h offered");
    }

    @Test
    void a_file_of_tasks_has_no_users_and_says_so() throws IOException {
        Path model = folder.resolve("users.model.yaml");
        Files.writeString(model, """
                wavetank_model: 1
                generate:
                  inflows:
                    - name: people
                      arrivals: {process: poisson, rate: 60/h}
                      users: {think_time: 1m, jobs: 3}
                      kinds: [{name: job, cpu: 1, run_time: 10s}]
                  until: {tasks: 100}
                """);
        Path file = folder.resolve("users.swf");

        assertThat(Call.wavetank("trace", "generate", model, "-o", file)
                        .succeeded()
                        .out())
                .contains("100 x not held: that users wait for their jobs to end");
        assertThat(Files.readAllLines(file).stream().filter(line -> !line.startsWith(";")))
                .hasSize(100);
    }

    @Test
    void who_never_leaves_has_no_load_to_be_scaled_to() throws IOException {
        Path file = scenario("4", "{think_time: 60s}");
        Files.writeString(
                file, Files.readString(file).replace("until: {time: 10h}", "until: {time: 10h}\n    load: 0.5"));

        assertThat(Call.wavetank("validate", file).err()).contains("users.yaml:9:11: ", "its users never leave");
    }

    @Test
    void the_users_of_a_trace_wait_where_that_is_asked_for() throws IOException {
        Path trace = folder.resolve("t.swf");
        Files.writeString(trace, """
                ; MaxProcs: 1
                1 0 0 100 1 -1 -1 1 -1 -1 1 7 -1 -1 -1 -1 -1 -1
                2 0 0 100 1 -1 -1 1 -1 -1 1 8 -1 -1 -1 -1 -1 -1
                3 110 0 100 1 -1 -1 1 -1 -1 1 7 -1 -1 -1 -1 -1 -1
                4 110 0 100 1 -1 -1 1 -1 -1 1 8 -1 -1 -1 -1 -1 -1
                """);
        Path out = folder.resolve("out");
        Path again = folder.resolve("again");
        Call.wavetank("run", "--trace", trace, "--replay", "closed-loop", "--scheduler", "fcfs", "-o", out)
                .succeeded();
        Call.wavetank("run", out.resolve("run.json"), "-o", again).succeeded();

        JsonNode run = Folder.json(out.resolve("summary.json")).at("/runs/0");
        assertThat(run.at("/queueing_delay_s/mean").doubleValue()).isEqualTo((0 + 100 + 90 + 90) / 4.0);
        assertThat(run.at("/load/offered/cpu").doubleValue()).isCloseTo(400 / 110.0, within(1e-9));
        assertThat(run.at("/load/achieved/cpu").doubleValue()).isCloseTo(400 / 210.0, within(1e-9));
        assertThat(Files.readString(again.resolve("summary.json")))
                .isEqualTo(Files.readString(out.resolve("summary.json")));
        Call.wavetank("run", "--trace", trace, "--session-break", "1h", "--scheduler", "fcfs", "-o", again)
                .failed(2, "--session-break needs --replay closed-loop");
    }
}
