package io.wavetank.workload.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wavetank.policy.Draws;
import io.wavetank.policy.TaskClass;
import io.wavetank.sim.Submission;
import io.wavetank.workload.Written;
import io.wavetank.workload.input.TraceFile;
import io.wavetank.workload.input.TraceFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TraceTest {
    @TempDir
    private Path folder;

    private record Job(long submit, long id) {}

    private static final Comparator<Job> ORDER =
            Comparator.comparingLong(Job::submit).thenComparingLong(Job::id);

    private static String log(List<Job> jobs) {
        var text = new StringBuilder("; MaxProcs: 64\n");
        for (Job job : jobs) {
            text.append(job.id).append(' ').append(job.submit);
            text.append(" 0 5 ").append(1 + job.id % 7).append(" -1 -1 -1 -1 -1 1 1 1 -1 -1 -1 -1 -1\n");
        }
        return text.toString();
    }

    private static List<Job> jobs(long seed, int count) {
        Draws draws = new Draws(seed, 0).stream("jobs");
        var jobs = new ArrayList<Job>();
        for (int i = 0; i < count; i++) {
            jobs.add(new Job(draws.below(count, 0, i), draws.below(100, 1, i)));
        }
        return jobs;
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void any_order_of_the_file_gives_one_order_of_submission(long seed) throws IOException {
        List<Job> jobs = jobs(seed, 3000);
        Path file = Written.text(folder, "log.swf", log(jobs));
        List<Submission> read = Written.submissions(Written.open(file));
        jobs.sort(ORDER);
        assertThat(read)
                .extracting(Submission::id)
                .isEqualTo(jobs.stream().map(job -> Long.toString(job.id)).toList());
        Path sorted = Written.text(folder, "sorted.swf", log(jobs));
        Trace streamed = Written.open(sorted);
        assertThat(streamed.inTimeOrder()).isTrue();
        assertThat(Written.submissions(streamed)).isEqualTo(read);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void several_threads_may_replay_it_at_once(boolean inOrder) throws Exception {
        List<Job> jobs = jobs(1, 2000);
        if (inOrder) {
            jobs.sort(ORDER);
        }
        Trace trace = Written.open(Written.bytes(folder, "log.swf.gz", Written.packed("gz", log(jobs))));
        assertThat(trace.inTimeOrder()).isEqualTo(inOrder);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Callable<List<Submission>> replay = () -> Written.submissions(trace);
            var expected = replay.call();
            for (var result :
                    threads.invokeAll(List.of(replay, replay, replay, replay, replay, replay, replay, replay))) {
                assertThat(result.get()).isEqualTo(expected);
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void its_digest_is_that_of_the_file_as_packed() throws IOException {
        for (String packing : List.of("plain", "gz", "xz", "zst")) {
            byte[] bytes = Written.packed(packing, Written.JOBS);
            var digest = TraceFile.sha256();
            digest.update(bytes);
            Trace trace = Written.open(Written.bytes(folder, "log." + packing, bytes));
            assertThat(trace.sha256()).isEqualTo(TraceFile.hex(digest));
        }
    }

    @Test
    void tasks_that_ask_for_the_same_share_their_class() throws IOException {
        List<Job> jobs = jobs(2, 100);
        jobs.sort(ORDER);
        var read = Written.submissions(Written.open(Written.text(folder, "log.swf", log(jobs))));
        var classes = new HashMap<TaskClass, TaskClass>();
        for (Submission task : read) {
            TaskClass first = classes.putIfAbsent(task.taskClass(), task.taskClass());
            assertThat(first == null ? task.taskClass() : first).isSameAs(task.taskClass());
        }
        assertThat(classes).hasSize(7);
    }

    @Test
    void a_file_changed_after_it_was_checked_is_not_replayed() throws IOException {
        Path file = Written.text(folder, "log.swf", Written.JOBS);
        Trace trace = Written.open(file);
        Files.writeString(file, Written.JOBS + "\n");
        assertThatThrownBy(trace::submissions)
                .isInstanceOf(TraceFormatException.class)
                .hasMessageContaining("log.swf: was changed after it had been checked; start again");
        Files.delete(file);
        assertThatThrownBy(trace::submissions).hasMessageContaining("log.swf: no such file");
    }
}
