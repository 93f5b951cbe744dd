package io.wavetank.workload.batsim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.wavetank.sim.Submission;
import io.wavetank.workload.Written;
import io.wavetank.workload.trace.Trace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BatsimJobsTest {
    @TempDir
    private Path folder;

    private Trace trace(String jobs) throws IOException {
        return Written.open(Written.text(
                folder,
                "workload.json",
                "{\"nb_res\": 4, \"jobs\": [\n" + jobs
                        + "],\n\"profiles\": {\"d\": {\"type\": \"delay\", \"delay\": 10.5},"
                        + " \"p\": {\"type\": \"parallel_homogeneous\", \"cpu\": 1e9, \"com\": 0}}}"));
    }

    @Test
    void jobs_run_as_long_as_their_profile_says() throws IOException {
        Trace trace = trace("""
                {"id": 1, "subtime": 0.5, "res": 4, "walltime": 20, "profile": "d"},
                {"id": 2, "subtime": 1, "res": 1, "walltime": 10, "profile": "d"},
                {"id": 3, "subtime": 2, "res": 1, "walltime": 10, "profile": "p"},
                {"id": "4", "subtime": 3, "res": 5, "profile": "d"}
                """);
        assertThat(Written.submissions(trace))
                .extracting(Submission::id, Submission::submitNanos, Submission::workNanos, Submission::estimateNanos)
                .containsExactly(
                        tuple("1", 500_000_000L, 10_500_000_000L, 20_000_000_000L),
                        tuple("2", 1_000_000_000L, 10_000_000_000L, 10_000_000_000L));
        assertThat(trace.dropped())
                .isEqualTo(Map.of(
                        "profile without a run time: parallel_homogeneous", 1L,
                        "more processors than the machine has", 1L));
        assertThat(trace.totals().get("jobs_clipped_kept")).isEqualTo(1);
    }

    @Test
    void a_profile_that_is_missing_is_named() {
        assertThatThrownBy(() -> trace("{\"id\": 1, \"subtime\": 0, \"res\": 1, \"profile\": \"x\"}"))
                .hasMessageContaining("workload.json:2: there is no profile 'x'");
    }
}
