package io.wavetank.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first hours of the demonstrations of autoscaling: what is shown and said is there. */
final class AutoscalingDemosTest {
    @TempDir
    private Path folder;

    private String run(String demo, String until) throws IOException {
        Path scenario = folder.resolve(demo + ".yaml");
        Call.wavetank("init", scenario, "--example", demo).succeeded();
        return Call.wavetank(
                        "run",
                        scenario,
                        "--set",
                        "run.until=" + until,
                        "--set",
                        "report.window.from=20m",
                        "-o",
                        folder.resolve("out"))
                .succeeded()
                .out();
    }

    private String page() throws IOException {
        return Files.readString(folder.resolve("out/report.html"));
    }

    @Test
    void the_day_of_the_world_cup_has_each_autoscaler_in_one_table_and_one_chart() throws IOException {
        String out = run("worldcup", "50m");

        assertThat(out).contains("overshoot", "flaps", "short", "lag", "cost");
        assertThat(out)
                .contains("hpa", "kpa", "keda", "predictive", "target-tracking", "moving-window", "fixed at peak");
        assertThat(folder.resolve("out/charts/autoscaling.svg")).isNotEmptyFile();
        assertThat(page())
                .contains("How replicas followed the load", "Load, replicas, nodes and cost", "changes of direction");
        assertThat(Files.readString(folder.resolve("out/charts/heatmap-fixed_at_peak.svg")))
                .contains(">Nodes as they came<");
    }

    @Test
    void consolidation_shows_which_choices_no_other_beats() throws IOException {
        run("consolidation", "40m");

        assertThat(Files.readString(folder.resolve("out/charts/trade-off.svg")))
                .contains("Pods moved", "p99 latency", "Late or lost", ">dominated<");
        assertThat(page()).contains("Cost against pods moved and latency");
    }

    @Test
    void conflicts_are_said_in_words_in_the_terminal_and_on_the_page() throws IOException {
        String out = run("conflicts", "40m");

        assertThat(out.replaceAll("\\s+", " "))
                .contains(
                        "hpa + vpa, both by CPU: the number of replicas of web follows use in shares of a request that the"
                                + " recommender changes too: the two act against each other");
        assertThat(out).doesNotContain("first run"); // there is but one
        assertThat(page()).contains("the two act against each other");
    }
}
