package io.wavetank.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Services and nodes that come and go, under schedulers of other systems than the one that the autoscalers are from. */
final class ElasticSchedulersTest {
    private static final String SCENARIO = """
            cluster:
              nodes:
                - count: 1
                  name: pool-{i}
                  capacity: {cpu: 4, memory: 16Gi, pods: 110}
                  scale: {least: 1, most: 10, boot: 60s}
            services:
              - {name: web, replicas: 2, cpu: 1, load: {daily: 400/s, swing: 0.9, peak_at: 1h}, sufficient: 0.8}
            autoscaling:
              replicas: {name: hpa, least: 1, most: 30, cpu: 60}
              nodes: cluster-autoscaler
            policies: {scheduler: SCHEDULER}
            run: {until: 12h}
            report: {charts: false}
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"kubernetes", "swarm", "mesos", "best-fit"})
    void nodes_follow_replicas_and_replicas_the_load(String scheduler) throws IOException {
        Path scenario = Files.writeString(folder.resolve("s.yaml"), SCENARIO.replace("SCHEDULER", scheduler));
        Call.wavetank("run", scenario, "-o", folder.resolve("out")).succeeded();

        JsonNode run = Folder.json(folder.resolve("out/summary.json")).at("/runs/0");
        assertThat(run.at("/services/0/replicas/peak").asInt()).isBetween(11, 16); // 760 requests of 10 ms at 60 %
        assertThat(run.at("/services/0/replicas/missing_time").asDouble()).isLessThan(0.1);
        assertThat(run.at("/fleet/added").asInt()).isPositive();
        assertThat(run.at("/fleet/removed").asInt()).isPositive();
        assertThat(run.at("/fleet/nodes_peak").asInt()).isBetween(3, 5);
    }

    @Test
    void a_scheduler_that_cannot_is_refused_in_one_line() throws IOException {
        Path scenario = Files.writeString(folder.resolve("s.yaml"), SCENARIO.replace("SCHEDULER", "omega"));

        Call call = Call.wavetank("run", scenario, "-o", folder.resolve("out"));

        assertThat(call.exitCode()).isEqualTo(2);
        assertThat(call.err().strip())
                .isEqualTo(
                        "wavetank: scheduler 'omega' does not cope with tasks that are withdrawn, nor with nodes that"
                                + " come and go; expected another, such as kubernetes, swarm or mesos, or neither 'services' nor"
                                + " 'scale' nor 'rollouts'");
    }
}
