package io.wavetank.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A hundred requests a second go to the one of two tasks that serves, and to the other from when it has taken over: what is lost is what came while nobody served.
 * That the first is gone its callers find out by time-outs of 1 s, until it is taken for gone; then nobody is there.
 */
final class StandbyRequestsTest {
    @TempDir
    Path folder = Path.of("");

    private JsonNode run(int tasks, String policy) throws Exception {
        Path file = folder.resolve("s.yaml");
        Files.writeString(file, String.format(Locale.ROOT, """
            cluster: {nodes: [{count: 3, name: "n-{i}", capacity: {cpu: 4, memory: 8Gi}}]}
            workload:
              generate:
                arrivals: {process: at-start, count: %d}
                kinds: [{name: front, cpu: 4, memory: 1Gi, run_time: forever, labels: {app: front}}]
                until: {time: 10m}
            traffic:
              services:
                - {name: front, selector: {app: front}, cores: 4, balancer: round-robin, calls: {timeout: 1s}, steps: [{work: {distribution: constant, value: 1ms}}]}
              requests:
                - {name: all, to: front, arrivals: {process: poisson, rate: 100/s}}
            policies:
              scheduler: first-fit
              failover: {heartbeat: 10s, grace: 40s, monitor: 5s}
            failover: [{name: front, need: 1, policy: %s}]
            faults: [{at: 200s, node: n-1, for: 200s}]
            run: {seed: 1, replications: 1, until: 10m}
            report: {window: {from: 1m}}
            """, tasks, policy));
        Call.wavetank("run", file, "--no-charts", "-o", folder.resolve("out")).succeeded();
        return Folder.json(folder.resolve("out/summary.json")).at("/runs/0");
    }

    @Test
    void a_standby_takes_no_requests_until_it_has_taken_over() throws Exception {
        JsonNode run = run(2, "{name: hot-standby, interval: 1s, switch: 1s, start: 30s}");

        double out = run.at("/failover_services/0/time_to_recover_s/max").asDouble();
        assertThat(out).isBetween(3.0, 4.0);
        JsonNode outcomes = run.at("/traffic/requests/all/outcomes");
        assertThat(outcomes.path("try_timeout").asDouble()).isCloseTo(100 * (out - 1), within(45.0));
        assertThat(outcomes.path("no_endpoint").asDouble()).isCloseTo(100, within(30.0));
        // with one replica that is idle all the time, the other serves all
        assertThat(run.at("/failover_services/0/serving_mean").asDouble()).isCloseTo(1 - out / 540, within(1e-9));
    }

    @Test
    void without_one_requests_are_lost_until_the_control_plane_has_found_out_and_another_has_started()
            throws Exception {
        JsonNode run = run(1, "{name: immediate, start: 30s}");

        double out = run.at("/failover_services/0/time_to_recover_s/max").asDouble();
        assertThat(out).isBetween(60.0, 75.0);
        assertThat(run.at("/traffic/requests/all/failed").asDouble()).isCloseTo(100 * out, within(250.0));
    }
}
