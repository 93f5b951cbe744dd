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
}
