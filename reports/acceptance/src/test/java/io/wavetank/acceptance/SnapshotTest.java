package io.wavetank.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder of manifests, from the command line to the report. */
final class SnapshotTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void a_folder_of_manifests_runs_under_the_kubernetes_scheduler() throws Exception {
        Call.wavetank("init", "--example", "snapshot", folder.resolve("my.yaml"))
                .succeeded();
        Path out = folder.resolve("out");

        Call.wavetank("run", "--snapshot", folder.resolve("manifests"), "-o", out)
                .succeeded();

        String run = Files.readString(out.resolve("run.json"));
        assertThat(run).contains("\"pods_bound\" : 1,", "autoscalers_kept_not_simulated", "containers[].livenessProbe");
        assertThat(out.resolve("report.html")).isNotEmptyFile();
    }

    @Test
    void who_decides_and_until_when_may_be_said_beside_a_snapshot_but_not_what_is_run() throws Exception {
        Call.wavetank("init", "--example", "snapshot", folder.resolve("snap.yaml"))
                .succeeded();
        Path out = folder.resolve("out");
        Path objects = folder.resolve("manifests");
        Call.wavetank("run", "--snapshot", objects, "--scheduler", "first-fit", "--until", "2h", "-o", out)
                .succeeded();

        assertThat(Folder.json(out.resolve("run.json"))
                        .at("/scenario/policies/scheduler/0")
                        .asText())
                .isEqualTo("first-fit");
        assertThat(Folder.json(out.resolve("summary.json"))
                        .at("/runs/0/window/to_ns")
                        .asLong())
                .isLessThanOrEqualTo(7_200_000_000_000L);
        Call.wavetank("run", "--snapshot", objects, "--nodes", "n.csv").failed(2, "--nodes", "--snapshot");
    }

    @Test
    void figures_may_be_of_a_time_at_which_all_pods_have_come() throws Exception {
        Path scenario = folder.resolve("snap.yaml");
        Call.wavetank("init", "--example", "snapshot", scenario).succeeded();

        Call.wavetank("run", scenario, "--set", "report.window.from=1m", "-o", folder.resolve("out"))
                .succeeded();

        assertThat(Folder.json(folder.resolve("out/summary.json"))
                        .at("/runs/0/window/from_ns")
                        .asLong())
                .isEqualTo(60_000_000_000L);
    }
}
