package io.wavetank.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service to which no requests come beside one that has some, in three arms: what is known of the one is told, and charted. */
final class IdleServiceTest {
    private static final String SCENARIO = """
            cluster:
              nodes: [{count: 2, name: "n-{i}", capacity: {cpu: 8, memory: 32Gi, pods: 50}, price: 1, scale: {least: 1, most: 6, boot: 30s}}]
            services:
              - {name: web, replicas: 4, cpu: 1, load: {rate: 50/s}, request: {cpu: 10ms}, start: 1s, stop: 1s}
              - {name: idle, replicas: 1, cpu: 1, load: {rate: 0/s}, request: {cpu: 10ms}, start: 1s, stop: 1s}
            autoscaling: {nodes: cluster-autoscaler}
            policies: {scheduler: kubernetes}
            run: {seed: 1, until: 1h}
            arms:
              - {name: four}
              - {name: twelve, set: {services.0.replicas: 12}}
              - {name: twenty, set: {services.0.replicas: 20}}
            """;

    @TempDir
    private Path folder;

    @Test
    void the_latency_of_the_others_is_told_and_charted() throws IOException {
        Path file = Files.writeString(folder.resolve("s.yaml"), SCENARIO);
        Call call = Call.wavetank("run", file, "-o", folder.resolve("out"));
        call.succeeded();

        assertThat(call.out()).containsPattern("(?m)^four +0.0% +[0-9.]+% +[0-9.]+ ms ");
        String chart = Files.readString(folder.resolve("out/charts/trade-off.svg"));
        assertThat(chart.split(">twelve<", -1))
                .as("once in each of three panels")
                .hasSize(4);
    }
}
