package io.wavetank.workload.swf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wavetank.sim.Submission;
import io.wavetank.workload.SharedData;
import io.wavetank.workload.TraceFormats;
import io.wavetank.workload.Written;
import io.wavetank.workload.trace.Trace;
import io.wavetank.workload.trace.TraceContent;
import io.wavetank.workload.trace.TraceOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Published logs give exactly the jobs from which the recorded start times were made. */
final class PublishedLogsTest {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private static long number(String json, String key) {
        Matcher matcher = Pattern.compile("\"" + key + "\": ([0-9]+)").matcher(json);
        assertThat(matcher.find()).isTrue();
        return Long.parseLong(matcher.group(1));
    }

    private static long dropped(Trace trace, String reason) {
        return trace.dropped().getOrDefault(reason, 0L);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource({
        "swf/KTH-SP2-1996-2.1-cln.swf,           KTH-SP2,       false",
        "swf/lublin_256.swf,                     lublin_256,    true",
        "swf/NASA-iPSC-1993-3.1-cln.swf.gz,      NASA-iPSC,     false",
        "swf/HPC2N-alea-prefix.swf,              HPC2N-prefix,  false",
        "swf-pyss-results/SDSC-SP2.easy.swf.gz,  SDSC-SP2-pyss, false",
    })
    void the_selection_of_jobs_is_the_recorded_one(String log, String name, boolean sayProcessors) throws IOException {
        Path file = SharedData.file("traces/" + log);
        String metrics = Files.readString(SharedData.file("golden/hpc/cases/" + name + ".metrics.json"));
        HpcStarts recorded = HpcStarts.read(SharedData.file("golden/hpc/cases/" + name + ".starts.csv.xz"));
        int processors = (int) number(metrics, "P");

        var options = sayProcessors ? TraceOptions.DEFAULT.withProcessors(processors) : TraceOptions.DEFAULT;
        Trace trace = TraceFormats.open(file, null, options);

        assertThat(trace.totals().get("processors")).isEqualTo(processors);
        assertThat(trace.rows()).isEqualTo(number(metrics, "lines"));
        assertThat(dropped(trace, JobSelection.NO_RUN_TIME)).isEqualTo(number(metrics, "drop_run"));
        assertThat(dropped(trace, JobSelection.NO_PROCESSORS)).isEqualTo(number(metrics, "drop_procs"));
        assertThat(dropped(trace, JobSelection.TOO_BIG)).isEqualTo(number(metrics, "drop_big"));
        assertThat(trace.totals().get("jobs_clipped_kept")).isEqualTo(number(metrics, "clipped"));
        assertThat(trace.kept()).isEqualTo(number(metrics, "jobs"));
        equalsRecorded(Written.submissions(trace), recorded);
        assertThat(recorded.startSeconds()).hasSize(10).containsKey("fcfs_none");
    }

    private static void equalsRecorded(List<Submission> jobs, HpcStarts recorded) {
        assertThat(jobs).hasSize(recorded.jobs());
        for (int i = 0; i < jobs.size(); i++) {
            Submission job = jobs.get(i);
            assertThat(recorded.seq()[i]).isEqualTo(i);
            assertThat(job.id()).isEqualTo(Long.toString(recorded.jobIds()[i]));
            assertThat(job.submitNanos()).isEqualTo(recorded.submitSeconds()[i] * NANOS_PER_SECOND);
            assertThat(job.workNanos()).isEqualTo(recorded.runSeconds()[i] * NANOS_PER_SECOND);
            assertThat(job.estimateNanos()).isEqualTo(recorded.estimateSeconds()[i] * NANOS_PER_SECOND);
            assertThat((long) job.taskClass().members()).isEqualTo(recorded.processors()[i]);
        }
    }

    @ParameterizedTest
    @CsvSource({"KTH-SP2, 100", "lublin_256, 256", "NASA-iPSC, 128", "HPC2N-prefix, 240", "SDSC-SP2-pyss, 128"})
    void a_file_of_recorded_starts_is_itself_a_workload(String name, int processors) throws IOException {
        Path file = SharedData.file("golden/hpc/cases/" + name + ".starts.csv.xz");
        Trace trace = TraceFormats.open(file, null, TraceOptions.DEFAULT.withProcessors(processors));
        assertThat(trace.format().name()).isEqualTo("hpc-starts");
        assertThat(trace.dropped()).isEmpty();
        assertThat(trace.inTimeOrder()).isTrue();
        equalsRecorded(Written.submissions(trace), HpcStarts.read(file));
    }

    @ParameterizedTest
    @CsvSource({"KTH-SP2, 100, 28481", "SDSC-SP2, 128, 54006", "SDSC-BLUE, 1152, 232542"})
    void logs_in_the_order_of_completion_are_sorted(String name, int processors, long jobs) throws IOException {
        Trace trace = Written.open(SharedData.file("traces/swf-pyss-results/" + name + ".easy.swf.gz"));
        assertThat(trace.rows()).isEqualTo(jobs);
        assertThat(trace.kept()).isEqualTo(jobs);
        assertThat(trace.inTimeOrder()).isFalse();
        assertThat(trace.totals().get("processors")).isEqualTo(processors);
        assertThat(Written.submissions(trace))
                .extracting(Submission::submitNanos)
                .isSorted();
        equalsRecorded(
                Written.submissions(trace),
                HpcStarts.read(SharedData.file("golden/hpc/cases/" + name + ".pyss.starts.csv.xz")));
    }

    @Test
    void a_header_of_one_line_will_do() throws IOException {
        Trace trace = Written.open(SharedData.file("traces/swf/CEA-curie-sample.swf"));
        assertThat(trace.rows()).isEqualTo(29_998);
        assertThat(trace.totals().get("processors")).isEqualTo(93_312);
        assertThat(trace.header()).containsOnlyKeys("MaxProcs");
    }

    @Test
    void a_header_without_processors_asks_for_them() throws IOException {
        Path sample = SharedData.file("traces/swf/opendc-sample.swf");
        assertThatThrownBy(() -> Written.open(sample)).hasMessageEndingWith("; give their number with --processors");
        Trace trace = TraceFormats.open(sample, null, TraceOptions.DEFAULT.withProcessors(430));
        assertThat(trace.kept()).isEqualTo(5);
        Path lublin = SharedData.file("traces/swf/lublin_256.swf");
        assertThatThrownBy(() -> Written.open(lublin)).hasMessageContaining("(no MaxProcs; MaxNodes is '256')");
    }

    @Test
    void a_log_without_estimates_or_users_does_not_claim_them() throws IOException {
        Trace nasa = Written.open(SharedData.file("traces/swf/NASA-iPSC-1993-3.1-cln.swf.gz"));
        assertThat(nasa.carries()).doesNotContain(TraceContent.ESTIMATES).contains(TraceContent.TENANTS);
        assertThat(nasa.header()).containsEntry("UnixStartTime", "749458803").containsEntry("MaxProcs", "128");
    }
}
