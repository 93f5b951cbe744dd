package io.wavetank.workload.swf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wavetank.policy.Resources;
import io.wavetank.sim.Submission;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.workload.TraceFormats;
import io.wavetank.workload.Written;
import io.wavetank.workload.input.TraceFormatException;
import io.wavetank.workload.trace.Trace;
import io.wavetank.workload.trace.TraceContent;
import io.wavetank.workload.trace.TraceOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SwfReaderTest {
    private static final String REST = " -1 -1 -1 -1 1 7 1 -1 -1 -1 -1 -1\n";

    @TempDir
    private Path folder;

    private Trace open(String text) throws IOException {
        return Written.open(Written.text(folder, "log.swf", text));
    }

    @Test
    void a_job_is_one_task_of_as_many_members_as_it_has_processors() throws IOException {
        Trace trace = open(Written.JOBS);
        List<Submission> jobs = Written.submissions(trace);

        assertThat(jobs).extracting(Submission::id).containsExactly("1", "2", "4");
        assertThat(jobs)
                .extracting(Submission::workNanos)
                .containsExactly(100_000_000_000L, 50_000_000_000L, 400_000_000_000L);
        assertThat(jobs)
                .extracting(Submission::estimateNanos)
                .containsExactly(200_000_000_000L, 50_000_000_000L, 400_000_000_000L);
        assertThat(jobs).extracting(job -> job.taskClass().members()).containsExactly(4, 2, 16);
        assertThat(jobs).extracting(job -> job.taskClass().tenant()).containsExactly("7", "7", "");
        assertThat(jobs)
                .allMatch(job -> job.taskClass().request(Resources.CPU) == 1000
                        && job.job().equals(job.id()));
        assertThat(trace.dropped()).isEqualTo(Map.of(JobSelection.NO_RUN_TIME, 1L));
        assertThat(trace.totals().get("jobs_clipped_kept")).isEqualTo(1);
        assertThat(trace.totals().get("core_seconds_kept")).isEqualTo(400 + 100 + 6400);
        assertThat(trace.totals().get("users_kept")).isEqualTo(1);
        assertThat(trace.header())
                .containsExactly(
                        Map.entry("Version", "2.2"),
                        Map.entry("MaxProcs", "16"),
                        Map.entry("Note", "made by hand; for tests"));
    }

    @Test
    void the_cluster_is_one_pool_of_processors() throws IOException {
        ClusterSpec pool = Objects.requireNonNull(open(Written.JOBS).cluster());
        assertThat(pool.nodes())
                .singleElement()
                .satisfies(node -> assertThat(node.capacity(Resources.CPU)).isEqualTo(16_000));
    }

    @Test
    void the_number_of_processors_can_be_given_and_must_be_where_the_header_has_none() throws IOException {
        Path file = Written.text(folder, "log.swf", Written.JOBS);
        Trace narrow = TraceFormats.open(file, null, TraceOptions.DEFAULT.withProcessors(3));
        assertThat(narrow.dropped()).containsEntry(JobSelection.TOO_BIG, 2L);
        assertThat(narrow.kept()).isEqualTo(1);
        for (String useless : List.of("MaxNodes: 16", "MaxProcs: -1", "MaxProcs: many", "MaxProcs: 99999999999")) {
            assertThatThrownBy(() -> open(Written.JOBS.replace("MaxProcs: 16", useless)))
                    .isInstanceOf(TraceFormatException.class)
                    .hasMessageContaining(
                            "log.swf: its header does not say how many processors the machine has (no MaxProcs")
                    .hasMessageEndingWith("; give their number with --processors");
        }
        Trace looked = TraceFormats.open(
                Written.text(folder, "open.swf", Written.JOBS.replace("MaxProcs: 16", "MaxNodes: 16")),
                null,
                TraceOptions.LOOK);
        assertThat(looked.kept()).isEqualTo(3);
        assertThat(looked.cluster()).isNull();
        assertThat(looked.carries()).doesNotContain(TraceContent.PROCESSORS);
    }

    @Test
    void jobs_of_one_instant_go_by_their_number() throws IOException {
        Trace trace = open("; MaxProcs: 8\n10 5 0 1 1 -1" + REST + "9 5 0 1 1 -1" + REST + "30 4 0 1 1 -1" + REST);
        assertThat(trace.inTimeOrder()).isFalse();
        assertThat(Written.submissions(trace)).extracting(Submission::id).containsExactly("30", "9", "10");
    }

    @Test
    void decimals_stand_where_writers_put_them() throws IOException {
        Trace trace = open("; MaxProcs: 8\n1.0 0.5 0.25 10.125 4.0 9.99 12.5 -1 20.5 -1 1 7 1 -1 -1 -1 -1 0.5\n");
        assertThat(Written.submissions(trace)).singleElement().satisfies(job -> {
            assertThat(job.id()).isEqualTo("1");
            assertThat(job.submitNanos()).isEqualTo(500_000_000L);
            assertThat(job.workNanos()).isEqualTo(10_125_000_000L);
            assertThat(job.estimateNanos()).isEqualTo(20_500_000_000L);
        });
        assertThat(trace.totals().get("core_seconds_kept")).isEqualTo(40);
    }

    @Test
    void what_the_log_does_not_know_is_not_claimed() throws IOException {
        Trace trace = open("; MaxProcs: 8\n1 0 -1 5 1 -1 -1 -1 -1 -1 1 -1 -1 -1 0 -1 -1 -1\n");
        assertThat(trace.carries())
                .doesNotContain(TraceContent.ESTIMATES, TraceContent.TENANTS)
                .contains(TraceContent.GANGS);
        assertThat(trace.totals().get("jobs_without_estimate_kept")).isEqualTo(1);
    }

    @Test
    void unknown_times_and_sizes_are_dropped_by_reason() throws IOException {
        Trace trace = open(Written.JOBS + "5 -1 0 1 1 -1" + REST + "6 40 0 1 -1 -1" + REST + "7 40 0 0 0 -1" + REST);
        assertThat(trace.dropped())
                .isEqualTo(Map.of(
                        JobSelection.NO_SUBMIT_TIME, 1L, JobSelection.NO_PROCESSORS, 1L, JobSelection.NO_RUN_TIME, 2L));
    }

    @Test
    void comments_may_be_in_an_old_encoding() throws IOException {
        byte[] latin = ("; Installation: Universit\u00e4t\n" + Written.JOBS).getBytes(StandardCharsets.ISO_8859_1);
        Trace trace = Written.open(Written.bytes(folder, "log.swf", latin));
        assertThat(trace.header()).containsEntry("Installation", "Universit\u00e4t");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '#',
            value = {
                "5 40 0 # 18 fields expected, got 3",
                "5 40 0 abc 1 -1 # column 'run time': number expected, got 'abc'",
                "5 40 0 -7 1 -1 # column 'run time': '-7' is negative, and only -1 (unknown) may be",
                "5 -40 0 7 1 -1 # column 'submit time': '-40' is negative, and only -1 (unknown) may be",
                "5 40 0 7 -2 -1 # column 'allocated processors': '-2' is negative, and only -1 (unknown) may be",
                "5 40 0 7 1.5 -1 # column 'allocated processors': whole number expected, got '1.5'",
                "5 40 0 NaN 1 -1 # column 'run time': number expected, got 'NaN'",
                "5 40 0 7 1 wrong # column 'average CPU time': number expected, got 'wrong'",
                "5 99999999999999999999 0 7 1 -1 # column 'submit time': '99999999999999999999' seconds are more than the 292 years that a run can last",
                "99999999999999999999 40 0 7 1 -1 # column 'job number': '99999999999999999999' is beyond what 64 bits hold",
            })
    void a_faulty_line_is_reported_before_anything_runs(String line, String problem) {
        String full = line.split(" ", -1).length == 6 ? line + REST : line + "\n";
        assertThatThrownBy(() -> open(Written.JOBS + full))
                .isInstanceOfSatisfying(
                        TraceFormatException.class, e -> assertThat(e.line()).isEqualTo(10))
                .hasMessageEndingWith("log.swf:10: " + problem + "; correct or delete this line");
    }
}
