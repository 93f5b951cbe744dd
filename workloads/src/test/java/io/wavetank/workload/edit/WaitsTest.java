package io.wavetank.workload.edit;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.Draws;
import io.wavetank.sim.Precedence;
import io.wavetank.sim.Submission;
import io.wavetank.sim.SubmissionSource;
import io.wavetank.workload.TraceFormats;
import io.wavetank.workload.columnar.Heading;
import io.wavetank.workload.trace.Trace;
import io.wavetank.workload.trace.TraceOptions;
import io.wavetank.workload.write.TargetFormat;
import io.wavetank.workload.write.TaskFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which tasks wait for which in what was cut, copied and merged, and written. */
final class WaitsTest {
    private static final long SECOND = 1_000_000_000L;

    @TempDir
    private Path folder;

    private Path chain = Path.of("");

    @BeforeEach
    void write_a_chain_of_four() throws IOException {
        chain = Files.writeString(folder.resolve("t.gwf"), """
                WorkflowID, JobID, SubmitTime, RunTime, NProcs, ReqNProcs, Dependencies
                0, 1, 0, 11, 1, 1,
                0, 2, 10, 5, 1, 1, 1
                0, 3, 20, 5, 1, 1, 2
                0, 4, 30, 5, 1, 1, 3
                """);
    }

    private static Trace open(Path file) throws IOException {
        return TraceFormats.open(file, null, TraceOptions.DEFAULT);
    }

    /** Who waits for whom once it has been written and read, by names, in order. */
    private List<String> written(Trace of, SubmissionSource source, @Nullable Precedence waits) throws IOException {
        Path file = folder.resolve("o.wtt");
        try (source) {
            TaskFile.write(source, waits, Heading.of(of), TargetFormat.WAVETANK, file, 1);
        }
        Trace trace = open(file);
        Precedence graph = Objects.requireNonNull(trace.precedence());
        List<Submission> tasks = new ArrayList<>();
        try (SubmissionSource all = trace.submissions()) {
            for (Submission task = all.next(); task != null; task = all.next()) {
                tasks.add(task);
            }
        }
        List<String> found = new ArrayList<>();
        for (Submission first : tasks) {
            int group = graph.group(first);
            for (int place = 0; group >= 0 && place < graph.successors(group); place++) {
                for (Submission then : tasks) {
                    if (graph.group(then) == graph.successor(group, place)) {
                        found.add(then.id() + " after " + first.id());
                    }
                }
            }
        }
        return found.stream().sorted().toList();
    }

    @Test
    void a_window_keeps_what_its_tasks_wait_for_within_it() throws IOException {
        Trace trace = open(chain);
        var window = new TimeWindow(trace.submissions(), 10 * SECOND, 25 * SECOND);

        assertThat(written(trace, window, Waits.ofCopies(trace.precedence(), 1)))
                .containsExactly("0/3 after 0/2");
    }

    @Test
    void copies_wait_for_copies_of_the_same_number() throws IOException {
        Trace trace = open(chain);
        var copied = new JobSample(trace.submissions(), 2, 0, new Draws(1, 0));

        assertThat(written(trace, copied, Waits.ofCopies(trace.precedence(), 2)))
                .containsExactly(
                        "0/2 after 0/1",
                        "0/2~2 after 0/1~2",
                        "0/3 after 0/2",
                        "0/3~2 after 0/2~2",
                        "0/4 after 0/3",
                        "0/4~2 after 0/3~2");
    }

    @Test
    void merged_tasks_wait_within_their_own_trace_also_when_one_is_in_our_own_form() throws IOException {
        Trace trace = open(chain);
        Path own = folder.resolve("own.wtt");
        try (SubmissionSource source = trace.submissions()) {
            TaskFile.write(source, Heading.of(trace), TargetFormat.WAVETANK, own, 1);
        }
        Path lonely = Files.writeString(folder.resolve("lonely.gwf"), """
                WorkflowID, JobID, SubmitTime, RunTime, NProcs, ReqNProcs, Dependencies
                0, 1, 5, 11, 1, 1,
                """);
        List<Trace> traces = List.of(trace, open(lonely), open(own));
        List<MergedTasks.Part> parts = new ArrayList<>();
        Precedence[] graphs = new Precedence[3];
        for (int i = 0; i < 3; i++) {
            parts.add(new MergedTasks.Part(traces.get(i).submissions(), (i + 1) + "/", 0));
            graphs[i] = traces.get(i).precedence();
        }

        assertThat(written(trace, new MergedTasks(parts), Waits.merged(Arrays.asList(graphs))))
                .containsExactly(
                        "1/0/2 after 1/0/1",
                        "1/0/3 after 1/0/2",
                        "1/0/4 after 1/0/3",
                        "3/0/2 after 3/0/1",
                        "3/0/3 after 3/0/2",
                        "3/0/4 after 3/0/3");
    }

    @Test
    void a_window_keeps_tasks_on_the_nodes_that_they_are_on() throws IOException {
        Trace trace = open(chain);
        try (SubmissionSource source = trace.submissions()) {
            Submission task = Objects.requireNonNull(source.next()).boundTo(3);
            assertThat(Tasks.at(task, 7).boundNode()).isEqualTo(3);
            assertThat(Tasks.original(Tasks.named(task, new Tasks.Renamed(task.names(), "a", "b", 1), 7))
                            .id())
                    .isEqualTo(task.id());
        }
    }
}
