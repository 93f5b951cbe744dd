package io.wavetank.workload.openb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wavetank.sim.Submission;
import io.wavetank.workload.SharedData;
import io.wavetank.workload.Written;
import io.wavetank.workload.trace.Trace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The published files have the totals that {@code SOURCE.md} beside them states. */
final class OpenbPublishedTest {
    private static Path file(String variant) {
        return SharedData.file("traces/alibaba-gpu-2023/openb_pod_list_" + variant + ".csv");
    }

    @ParameterizedTest
    @CsvSource({
        "default,     8152, 1, true",
        "cpu050,      7439, 1, false",
        "cpu100,      7853, 1, false",
        "cpu200,      8832, 1, false",
        "cpu250,      9420, 1, false",
        "gpushare20,  8152, 1, false",
        "gpushare40,  8152, 2, false",
        "gpushare100, 8152, 3, false",
        "gpuspec10,   8152, 1, true",
        "gpuspec33,   8152, 1, true",
    })
    void every_variant_has_the_stated_pods(String variant, long pods, long withoutRunTime, boolean inOrder)
            throws IOException {
        Trace trace = Written.open(file(variant));
        assertThat(trace.rows()).isEqualTo(pods);
        assertThat(trace.totals().get("pods")).isEqualTo(pods);
        assertThat(trace.dropped()).isEqualTo(Map.of(OpenbPods.NO_RUN_TIME, withoutRunTime));
        assertThat(trace.inTimeOrder()).isEqualTo(inOrder);
        assertThat(trace.totals().get("scheduled_time_empty"))
                .isEqualTo(trace.totals().get("phase_pending"));
        assertThat(trace.totals().get("phase_other")).isZero();
        assertThat(trace.totals().get("pods_other_gpus")).isZero();

        List<Submission> submissions = Written.submissions(trace);
        assertThat(submissions).hasSize((int) trace.kept());
        assertThat(trace.kept()).isEqualTo(pods - withoutRunTime);
        assertThat(submissions).extracting(Submission::submitNanos).isSorted();
        assertThat(submissions).extracting(Submission::id).doesNotHaveDuplicates();
    }

    @Test
    void the_default_variant_has_the_stated_totals() throws IOException {
        Trace trace = Written.open(file("default"));
        var totals = trace.totals();
        assertThat(totals.get("pods_cpu_only")).isEqualTo(1088);
        assertThat(totals.get("pods_shared_gpu")).isEqualTo(3078);
        assertThat(totals.get("pods_1_gpu")).isEqualTo(3911);
        assertThat(totals.get("pods_2_gpus")).isEqualTo(16);
        assertThat(totals.get("pods_4_gpus")).isEqualTo(15);
        assertThat(totals.get("pods_8_gpus")).isEqualTo(44);
        assertThat(totals.get("gpu_millis") / 100).isEqualTo(60868); // stated as 6086.8 GPUs
        assertThat(totals.get("phase_pending")).isEqualTo(897);
        assertThat(totals.get("first_creation_s")).isZero();
        assertThat(totals.get("last_creation_s")).isEqualTo(12_901_761);
        assertThat(trace.sha256()).matches("[0-9a-f]{64}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"multigpu20", "multigpu50"})
    void variants_without_times_are_refused(String variant) {
        Path file = file(variant);
        assertThatThrownBy(() -> Written.open(file))
                .hasMessageContaining(variant + ".csv:1: the columns creation_time and deletion_time are missing");
    }
}
