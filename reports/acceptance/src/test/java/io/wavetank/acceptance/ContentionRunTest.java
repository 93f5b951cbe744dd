package io.wavetank.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a scheduler puts the replicas of a service, and what else it puts there, shows in the latency of the requests. */
final class ContentionRunTest {
    private static final String CROWDED = """
            cluster: {nodes: [{count: 12, capacity: {cpu: 16, memory: 64Gi, pods: 110}}]}
            workload:
              generate:
                inflows:
                  - name: shop
                    arrivals: {process: at-start, count: 6}
                    kinds: [{name: shop, cpu: 2, memory: 1Gi, run_time: forever, labels: {app: shop}}]
                  - name: batch
                    arrivals: {process: at-start, count: 30}
                    kinds: [{name: batch, cpu: 1, memory: 1Gi, run_time: forever}]
                until: {time: 1m}
            traffic:
              services:
                - name: shop
                  selector: {app: shop}
                  cores: 4
                  balancer: p2c
                  calls: {timeout: 2s}
                  steps: [{work: {distribution: exponential, mean: 20ms}}]
              requests: [{name: browse, to: shop, arrivals: {process: poisson, rate: 560/s}}]
              contention: {interference: 0.5}
            policies: {scheduler: [{name: worst-fit}, {name: best-fit}]}
            run: {seed: 1, replications: 1, until: 90s}
            report: {window: {from: 10s}}
            """;

    /** A new version that fails every fifth request gets more and more of them. */
    private static final String CANARY = """
            cluster: {nodes: [{count: 2, capacity: {cpu: 16, memory: 64Gi, pods: 110}}]}
            workload:
              generate:
                inflows:
                  - name: old
                    arrivals: {process: at-start, count: 3}
                    kinds: [{name: old, cpu: 2, memory: 1Gi, run_time: forever, labels: {app: shop, version: old}}]
                  - name: new
                    arrivals: {process: at-start, count: 3}
                    kinds: [{name: new, cpu: 2, memory: 1Gi, run_time: forever, labels: {app: shop, version: new}}]
                until: {time: 1m}
            traffic:
              services:
                - name: shop
                  selector: {app: shop}
                  cores: 2
                  versions:
                    - {name: old, labels: {version: old}, weight: 100}
                    - {name: new, labels: {version: new}, weight: 0, failures: 0.2}
                  shifts: [{at: 30s, weights: [90, 10]}, {at: 60s, weights: [0, 100]}]
                  watch: {every: 10s, failures: 0.05, least: 20, looks: 2}
                  steps: [{work: {distribution: exponential, mean: 5ms}}]
              requests: [{name: browse, to: shop, arrivals: {process: poisson, rate: 200/s}}]
            policies: {scheduler: first-fit}
            run: {seed: 1, replications: 1, until: 90s}
            report: {window: {from: 1s}}
            """;

    @TempDir
    private Path folder;

    @Test
    void replicas_packed_with_others_answer_later_than_those_that_are_spread() throws IOException {
        Path out = run(CROWDED, "crowded");

        double spread = p99(out, 0);
        double packed = p99(out, 1);
        assertThat(packed).isGreaterThan(1.4 * spread);
        assertThat(Files.readString(out.resolve("report.html"))).contains("Where the time went, along critical paths");
    }

    @Test
    void without_contention_it_does_not_matter_where_they_are() throws IOException {
        Path out = run(CROWDED.replace("  contention: {interference: 0.5}\n", ""), "apart");

        assertThat(p99(out, 0)).isCloseTo(p99(out, 1), within(0.01));
    }

    @Test
    void finished_folders_with_requests_are_compared() throws IOException {
        Path spread = run(CROWDED.replace(", {name: best-fit}", ""), "spread");
        Path packed = run(CROWDED.replace("{name: worst-fit}, ", ""), "packed");

        Call call = Call.wavetank("compare", spread, packed);

        call.succeeded();
        assertThat(call.out()).contains("worst-fit: browse", "best-fit: browse", "worst-fit: shop");
    }

    @Test
    void a_bad_version_is_found_and_given_up_before_it_gets_everything() throws IOException {
        JsonNode bad = Folder.json(run(CANARY, "watched").resolve("summary.json"))
                .at("/runs/0/traffic/services/shop/versions/new");
        JsonNode unwatched = Folder.json(run(CANARY.replaceAll("(?m)^ *watch:.*\\n", ""), "unwatched")
                        .resolve("summary.json"))
                .at("/runs/0/traffic/services/shop/versions/new");

        // ten in a hundred from 30 s on; looks at 40 s and 50 s find one in five failed
        assertThat(bad.path("given_up_s").asDouble()).isEqualTo(50);
        assertThat(bad.path("tries").asLong()).isBetween(300L, 500L);
        assertThat(unwatched.path("tries").asLong()).isGreaterThan(5500);
        assertThat(unwatched.has("given_up_s")).isFalse();
    }

    private static double p99(Path out, int run) throws IOException {
        JsonNode browse = Folder.json(out.resolve("summary.json")).at("/runs/" + run + "/traffic/requests/browse");
        return browse.at("/latency_s/p99").asDouble();
    }

    private Path run(String scenario, String name) throws IOException {
        Path file = Files.writeString(folder.resolve(name + ".yaml"), scenario);
        Path out = folder.resolve(name);
        Call.wavetank("run", file, "-o", out).succeeded();
        return out;
    }
}
