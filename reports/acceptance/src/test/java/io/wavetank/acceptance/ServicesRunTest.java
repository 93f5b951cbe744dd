package io.wavetank.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bundled scenario of services: what becomes of their tasks and nodes shows in their requests. */
final class ServicesRunTest {
    @TempDir
    private Path folder;

    @Test
    void a_node_that_is_lost_fails_requests_until_the_control_plane_knows() throws IOException {
        Path out = run("out", "faults.0.at=60s", "report.window.from=50s", "run.until=140s");

        JsonNode browse = Folder.json(out.resolve("summary.json")).at("/runs/0/traffic/requests/browse");
        long offered = browse.path("offered").asLong();
        long failed = browse.path("failed").asLong();
        assertThat(offered).isBetween(90 * 1150L, 90 * 1250L);
        // Kubernetes notices after 40 s at the most; one of six replicas of the front end is gone, or none, or one of
        // those that they call
        assertThat(failed).isLessThan(40 * 1300 / 3);
        assertThat(offered)
                .isEqualTo(browse.path("answered").asLong()
                        + failed
                        + browse.path("unanswered").asLong());
        assertThat(browse.at("/latency_s/p50").asDouble()).isBetween(0.005, 0.02);
        assertThat(out.resolve("charts/latency.svg")).exists();
        assertThat(out.resolve("charts/requests.svg")).exists();
        assertThat(out.resolve("charts/queueing-delay-cdf.svg"))
                .as("no task came within the window")
                .doesNotExist();
        assertThat(out.resolve("report.html")).content().doesNotContain("How long tasks waited");
        assertThat(Files.readString(out.resolve("report.html"))).contains("What requests came to");
    }

    @Test
    void the_same_seed_gives_the_same_requests_and_another_others() throws IOException {
        String first = requests(run("a", "run.until=70s", "faults.0.at=65s"));

        assertThat(requests(run("b", "run.until=70s", "faults.0.at=65s"))).isEqualTo(first);
        assertThat(requests(run("c", "run.until=70s", "faults.0.at=65s", "run.seed=2")))
                .isNotEqualTo(first);
    }

    @Test
    void a_mistake_in_the_call_graph_is_said_with_its_place() throws IOException {
        Path scenario = folder.resolve("services.yaml");
        Call.wavetank("init", scenario, "--example", "services").succeeded();
        Files.writeString(scenario, Files.readString(scenario).replace("[catalogue/list,", "[catalogue/lst,"));

        Call call = Call.wavetank("run", scenario, "-o", folder.resolve("x"));

        assertThat(call.exitCode()).isEqualTo(2);
        assertThat(call.err()).contains("steps.1.calls.0 is 'catalogue/lst'", "did you mean 'catalogue/list'?");
    }

    private static String requests(Path out) throws IOException {
        return Folder.json(out.resolve("summary.json"))
                .at("/runs/0/traffic/requests")
                .toString();
    }

    private Path run(String name, String... changes) {
        Path scenario = folder.resolve("services.yaml");
        if (!Files.exists(scenario)) {
            Call.wavetank("init", scenario, "--example", "services").succeeded();
        }
        Path out = folder.resolve(name);
        var arguments = new ArrayList<Object>(List.of("run", scenario, "--set", "run.replications=1", "-o", out));
        for (String change : changes) {
            arguments.add("--set");
            arguments.add(change);
        }
        Call.wavetank(arguments.toArray()).succeeded();
        return out;
    }
}
