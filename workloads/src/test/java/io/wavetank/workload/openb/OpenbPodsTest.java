package io.wavetank.workload.openb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wavetank.policy.Resources;
import io.wavetank.sim.Submission;
import io.wavetank.workload.Written;
import io.wavetank.workload.input.TraceFormatException;
import io.wavetank.workload.trace.Trace;
import io.wavetank.workload.trace.TraceContent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OpenbPodsTest {
    private static final String HEADER = Written.PODS.substring(0, Written.PODS.indexOf('\n') + 1);

    @TempDir
    private Path folder;

    private Trace open(String text) throws IOException {
        return Written.open(Written.text(folder, "pods.csv", text));
    }

    @Test
    void converts_units_and_takes_the_time_on_the_node_as_the_run_time() throws IOException {
        Trace trace = open(Written.PODS);
        List<Submission> pods = Written.submissions(trace);

        assertThat(pods).extracting(Submission::id).containsExactly("p-0", "p-1", "p-2");
        assertThat(pods)
                .extracting(Submission::submitNanos)
                .containsExactly(10_000_000_000L, 10_000_000_000L, 11_000_000_000L);
        assertThat(pods)
                .extracting(Submission::workNanos)
                .containsExactly(90_000_000_000L, 18_000_000_000L, 29_000_000_000L);
        assertThat(pods).allMatch(pod -> pod.estimateNanos() == -1);
        var share = pods.get(1).taskClass();
        assertThat(share.request(Resources.CPU)).isEqualTo(6000);
        assertThat(share.request(Resources.MEMORY)).isEqualTo(12288L << 20);
        assertThat(share.request(Resources.GPU)).isEqualTo(460);
        assertThat(share.gpuModels()).containsExactly("V100M16", "V100M32");
        assertThat(share.labels()).containsEntry("qos", "LS");
        assertThat(pods.get(2).taskClass().gpuCount()).isEqualTo(8);
        assertThat(trace.carries())
                .containsExactlyInAnyOrder(
                        TraceContent.RUN_TIMES,
                        TraceContent.CPU,
                        TraceContent.MEMORY,
                        TraceContent.GPUS,
                        TraceContent.CONSTRAINTS);
    }

    @Test
    void reads_windows_line_ends_quotes_a_blank_last_line_and_columns_in_any_order() throws IOException {
        assertThat(Written.submissions(open("\uFEFF" + Written.PODS.replace("\n", "\r\n") + "\r\n")))
                .isEqualTo(Written.submissions(open(Written.PODS)));
        Trace moved = open("""
                "deletion_time","creation_time",more,gpu_milli,num_gpu,memory_mib,cpu_milli,name
                9,2,"a, ""b""\",0,0,1,1,"pod, the first"
                """.strip());
        assertThat(Written.submissions(moved)).singleElement().satisfies(pod -> {
            assertThat(pod.id()).isEqualTo("pod, the first");
            assertThat(pod.workNanos()).isEqualTo(7_000_000_000L);
        });
        assertThat(moved.carries()).doesNotContain(TraceContent.GPUS, TraceContent.CONSTRAINTS);
    }

    @Test
    void sorts_what_is_not_in_order_and_keeps_the_order_of_the_file_at_one_instant() throws IOException {
        Trace trace = open(HEADER + """
                late,1,1,0,0,,LS,Running,50,60,50
                one,1,1,0,0,,LS,Running,7,60,7
                two,1,1,0,0,,BE,Running,7,61,7
                first,1,1,0,0,,LS,Running,3,60,7
                """);
        assertThat(trace.inTimeOrder()).isFalse();
        List<Submission> pods = Written.submissions(trace);
        assertThat(pods).extracting(Submission::id).containsExactly("first", "one", "two", "late");
        assertThat(pods.get(0).taskClass()).isSameAs(pods.get(1).taskClass());
        assertThat(Written.submissions(trace)).isEqualTo(pods);
        assertThat(trace.firstSubmitNanos()).isEqualTo(3_000_000_000L);
        try (var source = trace.submissions()) {
            assertThat(source.spanNanosHint()).isEqualTo(47_000_000_000L);
        }
    }

    @Test
    void counts_what_it_drops() throws IOException {
        Trace trace = open(Written.PODS + """
                p-3,1,1,0,0,,LS,Pending,20,20,
                p-4,1,1,0,0,,LS,Running,20,30,30
                p-5,1,1,0,0,,LS,Running,20,,30
                """);
        assertThat(trace.rows()).isEqualTo(6);
        assertThat(trace.kept()).isEqualTo(3);
        assertThat(trace.dropped()).isEqualTo(Map.of(OpenbPods.NO_RUN_TIME, 2L, OpenbPods.NO_DELETION, 1L));
        assertThat(trace.totals().get("pods")).isEqualTo(6);
        assertThatThrownBy(() -> open(HEADER + "p-3,1,1,0,0,,LS,Pending,20,20,\n"))
                .hasMessageContaining("pods.csv: none of its rows can be replayed: {run time is 0=1}");
        assertThatThrownBy(() -> open(HEADER))
                .hasMessageContaining("pods.csv: there are no rows of format alibaba-openb");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '#',
            value = {
                "p,4000,2048 # 11 fields expected, got 3",
                "p,abc,2048,0,0,,BE,Running,1,2,1 # column 'cpu_milli': whole number expected, got 'abc'",
                "p,,2048,0,0,,BE,Running,1,2,1 # column 'cpu_milli': whole number expected, got ''",
                "p,-1,2048,0,0,,BE,Running,1,2,1 # column 'cpu_milli': -1 is negative",
                "p,1,NaN,0,0,,BE,Running,1,2,1 # column 'memory_mib': whole number expected, got 'NaN'",
                "p,1,8796093022208,0,0,,BE,Running,1,2,1 # column 'memory_mib': 8796093022208 is more than 8796093022207",
                "p,99999999999999999999,1,0,0,,BE,Running,1,2,1 # column 'cpu_milli': '99999999999999999999' is beyond what 64 bits hold",
                "p,1,1,64,1000,,BE,Running,1,2,1 # column 'num_gpu': 64 is more than 63",
                "p,1,1,1,1001,,BE,Running,1,2,1 # column 'gpu_milli': 1001 is more than 1000",
                "p,1,1,2,500,,BE,Running,1,2,1 # column 'gpu_milli': 500 of each of 2 GPUs is not a request that can be met",
                "p,1,1,1,1000,A||B,BE,Running,1,2,1 # column 'gpu_spec': one of the alternatives in 'A||B' is empty",
                "p,1,1,0,0,A,BE,Running,1,2,1 # column 'gpu_spec': a pod without GPU names GPU models",
                "p,1,1,0,0,,BE,Running,-1,2,1 # column 'creation_time': '-1' is negative",
                "p,1,1,0,0,,BE,Running,10,5,10 # column 'deletion_time': the pod is deleted before its scheduled_time",
                "p,1,1,0,0,,BE,Running,10,5, # column 'deletion_time': the pod is deleted before its creation_time",
                "p,1,1,0,0,,BE,Running,10,15,9 # column 'scheduled_time': the pod is scheduled before its creation_time",
                "p,1,1,0,0,,BE,Running,10000000000,15,9 # column 'creation_time': '10000000000' seconds are more than the 292 years that a run can last",
            })
    void a_faulty_row_is_reported_before_anything_runs(String row, String problem) {
        assertThatThrownBy(() -> open(Written.PODS + row + "\n"))
                .isInstanceOfSatisfying(
                        TraceFormatException.class, e -> assertThat(e.line()).isEqualTo(5))
                .hasMessageEndingWith("pods.csv:5: " + problem + "; correct or delete this line");
    }

    @Test
    void files_without_times_and_node_lists_are_refused_with_a_word_why() {
        assertThatThrownBy(() -> open("name,cpu_milli,memory_mib,num_gpu,gpu_milli\np,1,1,0,0\n"))
                .hasMessageContaining("pods.csv:1: the columns creation_time and deletion_time are missing")
                .hasMessageContaining("which a replay needs; take a variant with times");
        assertThatThrownBy(() -> open("sn,cpu_milli,memory_mib,gpu,model\nn,1,1,0,\n"))
                .hasMessageContaining("pods.csv:1: this is a list of nodes, not of pods; ");
    }
}
