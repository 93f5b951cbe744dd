package io.wavetank.workload.alibaba;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.sim.Submission;
import io.wavetank.workload.SharedData;
import io.wavetank.workload.TraceFormats;
import io.wavetank.workload.Written;
import io.wavetank.workload.trace.Trace;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The published files have the totals that {@code SOURCE.md} beside them states. */
final class AlibabaPublishedTest {
    @Test
    void the_job_list_of_2017_has_the_stated_totals() throws IOException {
        Trace trace = Written.open(SharedData.file("traces/alibaba-2017-cloudsimpy/jobs.csv"));
        assertThat(trace.format().name()).isEqualTo("cloudsimpy-jobs");
        assertThat(trace.rows()).isEqualTo(31_756);
        assertThat(trace.totals().get("jobs")).isEqualTo(5_216);
        assertThat(trace.totals().get("instances")).isEqualTo(2_551_075);
        assertThat(trace.totals().get("first_submit_s")).isZero();
        assertThat(trace.totals().get("last_submit_s")).isEqualTo(59_829);
        assertThat(trace.kept()).isEqualTo(2_551_075);
        assertThat(trace.dropped()).isEmpty();
    }

    @Test
    void the_recommendation_models_have_the_stated_totals() throws IOException {
        Trace trace = Written.open(SharedData.file("traces/alibaba-gpu-2025-dlrm/disaggregated_DLRM_trace.csv"));
        assertThat(trace.format().name()).isEqualTo("alibaba-dlrm-2025");
        assertThat(trace.totals().values())
                .containsEntry("instances", 23_871L)
                .containsEntry("applications", 156L)
                .containsEntry("instances_cn", 16_485L)
                .containsEntry("instances_hn", 7_386L)
                .containsEntry("tasks_running_at_start", 7_280L)
                .containsEntry("tasks_running_at_end", 8_878L)
                .containsEntry("max_instance_per_node_unlimited", 12_248L)
                .containsEntry("disk_limit_differs", 23_201L)
                .containsEntry("last_deletion_s", 2_677_541L);
        assertThat(Written.submissions(trace))
                .extracting(Submission::submitNanos)
                .isSorted();
    }

    @Test
    void the_nodes_of_2026_are_as_many_as_stated() throws IOException {
        var file = SharedData.file("traces/alibaba-2026-spot-gpu/node_info_df.csv");
        Trace trace = Written.open(file);
        assertThat(trace.hasTasks()).isFalse();
        assertThat(trace.totals().values())
                .isEqualTo(Map.of(
                        "nodes",
                        4_278L,
                        "gpu_models",
                        6L,
                        "gpus",
                        trace.totals().get("gpus"),
                        "cores",
                        2L * 126 + 2_947 * 128 + 1_329 * 192));
        assertThat(TraceFormats.nodes(file).nodes()).hasSize(4_278);
    }
}
