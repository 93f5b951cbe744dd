package io.wavetank.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Forty minutes of {@code wavetank demo architectures}, with the loss of a machine: what each way to run a site makes of it. */
final class ArchitecturesTest {
    @TempDir
    private Path folder;

    private Path scenario() {
        Path scenario = folder.resolve("architectures.yaml");
        Call.wavetank("init", scenario, "--example", "architectures").succeeded();
        return scenario;
    }

    @Test
    void who_notices_the_loss_of_a_machine_first_fails_least_and_retries_hide_it() throws IOException {
        Path out = folder.resolve("out");
        Call call = Call.wavetank(
                        "run",
                        scenario(),
                        "-o",
                        out,
                        "--replications",
                        "1",
                        "--no-charts",
                        "--set",
                        "run.until=40m",
                        "--set",
                        "faults.0.at=20m",
                        "--set",
                        "report.window.from=5m",
                        "--set",
                        "traffic.requests.0.arrivals.rate=60/s")
                .succeeded();

        assertThat(call.out()).contains("machines", "failing for", "whole after", "fixed-fleet", "knative");
        assertThat(failingSeconds(out, "fixed-fleet")).isBetween(5.0, 15.0); // three checks, 2 s apart
        assertThat(failingSeconds(out, "swarm")).isBetween(10.0, 34.0); // three heartbeats, 5 s apart
        assertThat(failingSeconds(out, "kubernetes")).isBetween(35.0, 60.0); // 40 s without a heartbeat
        assertThat(answered(out, "fixed-mesh"))
                .isGreaterThan(answered(out, "fixed-fleet"))
                .isGreaterThan(0.9999);
        assertThat(answered(out, "fixed-fleet")).isGreaterThan(answered(out, "kubernetes"));
    }

    private static double failingSeconds(Path out, String arm) throws IOException {
        return traffic(out, arm).at("/recovery/failing_s_mean").asDouble();
    }

    private static double answered(Path out, String arm) throws IOException {
        return traffic(out, arm).at("/requests/browse/answered_share").asDouble();
    }

    private static JsonNode traffic(Path out, String arm) throws IOException {
        return Folder.json(out.resolve(arm).resolve("summary.json")).at("/runs/0/traffic");
    }

    @Test
    void checks_that_there_are_not_are_refused_with_their_place() throws IOException {
        Path scenario = scenario();
        Files.writeString(
                scenario,
                Files.readString(scenario)
                        .replace("      calls: {timeout: 5s}", "      checks: haproxi\n      calls: {timeout: 5s}"));

        Call call = Call.wavetank("run", scenario, "-o", folder.resolve("x"));

        assertThat(call.exitCode()).isEqualTo(2);
        assertThat(call.err()).contains("architectures.yaml:", "checks is 'haproxi'", "did you mean 'haproxy'?");
    }
}
