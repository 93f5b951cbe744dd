package io.wavetank.workload.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.Resources;
import io.wavetank.policy.TaskClass;
import io.wavetank.sim.Submission;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.sim.cluster.NodeSpec;
import io.wavetank.workload.columnar.Heading;
import io.wavetank.workload.snapshot.Snapshot;
import io.wavetank.workload.snapshot.SnapshotOptions;
import io.wavetank.workload.snapshot.SnapshotReader;
import io.wavetank.workload.trace.TraceContent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Manifests that are written are a snapshot that is read. */
final class KubernetesRoundTripTest {
    private static final long SECOND = 1_000_000_000L;

    @TempDir
    private Path folder = Path.of("");

    private static TaskClass asked(int members) {
        return TaskClass.builder().cpuMillis(250).members(members).build();
    }

    @Test
    void arrivals_run_times_and_estimates_come_back_to_the_nanosecond() throws IOException {
        var node = NodeSpec.builder("n1")
                .capacity(Resources.CPU, 8000)
                .capacity(Resources.PODS, 110)
                .build();
        List<Submission> tasks = List.of(
                new Submission("a", "", 0, 100 * SECOND, -1, asked(1)),
                new Submission("n1", "", 7 * SECOND + 1, 1, 0, asked(1)),
                new Submission("gang", "", 90 * SECOND, 5 * SECOND / 2, Long.MAX_VALUE, asked(2)),
                new Submission("A", "", 90_000 * SECOND, Submission.FOREVER, 60 * SECOND, asked(1)),
                new Submission("stays", "", 90_001 * SECOND, Submission.FOREVER, -1, asked(2)));
        var heading = new Heading(
                "drawn",
                0,
                Map.of(),
                Map.of(),
                Set.of(TraceContent.values()),
                new ClusterSpec(Resources.withExtended(List.of()), List.of(node)));
        Path file = folder.resolve("tasks.yaml");

        TaskFile.write(RandomTasks.source(tasks), heading, TargetFormat.named("kubernetes"), file, 4);
        Snapshot snapshot =
                SnapshotReader.read(file, new SnapshotOptions(100_000 * SECOND, 600 * SECOND, Instant.EPOCH));

        assertThat(snapshot.pods().stream()
                        .map(pod -> pod.id() + " " + pod.submitNanos() + " " + pod.workNanos() + " "
                                + pod.estimateNanos() + " " + pod.taskClass().request(Resources.CPU)))
                .containsExactly(
                        "default/a 0 100000000000 -1 250",
                        "default/n1 7000000001 1 0 250",
                        "default/gang-0 90000000000 2500000000 9223372036854775807 250",
                        "default/gang-1 90000000000 2500000000 9223372036854775807 250",
                        "default/a-n2 90000000000000 9223372036854775807 60000000000 250",
                        "default/stays-0 90001000000000 9223372036854775807 -1 250",
                        "default/stays-1 90001000000000 9223372036854775807 -1 250");
        assertThat(snapshot.cluster().nodes().get(0).name()).isEqualTo("n1");
    }

    @Test
    void names_are_told_apart_until_none_is_alike() {
        var names = new KubernetesNames();

        assertThat(List.of("a", "A", "a-n2", "a", "_a", "\u00e4", "\u20ac").stream()
                        .map(names::of))
                .containsExactly("a", "a-n2", "a-n2-n2", "a-n3", "a-n4", "x", "x-n2");
    }

    @Test
    void names_that_are_cut_end_as_names_do() {
        String longest = "a".repeat(198);

        assertThat(new KubernetesNames().of(longest + "b-c")).isEqualTo(longest + "b");
        assertThat(new KubernetesNames().of(longest + "bcd")).isEqualTo(longest + "bc");
    }
}
