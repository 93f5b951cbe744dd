package io.wavetank.workload.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wavetank.policy.Attempt;
import io.wavetank.policy.Feasibility;
import io.wavetank.policy.QueueSort;
import io.wavetank.policy.compose.QueueScheduler;
import io.wavetank.sim.RunListener;
import io.wavetank.sim.Simulation;
import io.wavetank.sim.SubmissionSource;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.sim.cluster.TaskState;
import io.wavetank.sim.cluster.TaskTable;
import io.wavetank.sim.scenario.RunSpec;
import io.wavetank.workload.SharedData;
import io.wavetank.workload.TraceFormats;
import io.wavetank.workload.input.TraceFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Traces replayed with users who wait, worked out by hand. Times are seconds; the log lists tasks in the order of their ends. */
final class UserReplayTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long TWENTY_MINUTES = 1200 * SECOND;

    @TempDir
    private Path folder;

    /** A job of one processor: number, submit, wait, run, user. */
    private static String job(int number, long submit, long wait, long run, int user) {
        return number + " " + submit + " " + wait + " " + run + " 1 -1 -1 1 -1 -1 1 " + user + " -1 -1 -1 -1 -1 -1\n";
    }

    private Trace trace(int processors, String... jobs) throws IOException {
        Path file = folder.resolve("t.swf");
        Files.writeString(file, "; MaxProcs: " + processors + "\n" + String.join("", jobs));
        return TraceFormats.open(file, null, TraceOptions.DEFAULT);
    }

    private static List<String> replay(Trace trace, SubmissionSource source) throws IOException {
        List<String> log = new ArrayList<>();
        var listener = new RunListener() {
            @Override
            public void finalState(TaskTable table, int task, TaskState state, long endNanos) {
                log.add(table.id(task) + ": " + table.submitNanos(task) / SECOND + " " + table.startNanos(task) / SECOND
                        + "-" + endNanos / SECOND);
            }
        };
        ClusterSpec pool = trace.cluster();
        assertThat(pool).isNotNull();
        Simulation.run(
                RunSpec.of(1),
                pool,
                source,
                (cluster, draws) -> new QueueScheduler(
                        (task, view, attempt) -> Feasibility.fits(task.taskClass(), view.node(0)) ? 0 : Attempt.NOWHERE,
                        QueueSort.FIFO,
                        QueueScheduler.Blocking.HEAD_OF_LINE,
                        cluster,
                        draws),
                listener);
        return log;
    }

    private List<String> replay(Trace trace) throws IOException {
        return replay(trace, trace.users(TWENTY_MINUTES).open());
    }

    @Test
    void a_job_comes_its_think_time_after_the_end_of_the_one_before() throws IOException {
        // recorded: 1 waited 50 s and ended at 60; its user thought for 30 s. Now it does not wait
        Trace trace = trace(2, job(1, 0, 50, 10, 7), job(2, 90, 0, 10, 7));

        assertThat(replay(trace)).containsExactly("1: 0 0-10", "2: 40 40-50");
    }

    @Test
    void a_slower_cluster_is_asked_later_where_a_recorded_replay_heaps_up() throws IOException {
        Trace trace =
                trace(1, job(1, 0, 0, 100, 7), job(2, 0, 0, 100, 8), job(3, 110, 0, 100, 7), job(4, 110, 0, 100, 8));

        assertThat(replay(trace)).containsExactly("1: 0 0-100", "2: 0 100-200", "3: 110 200-300", "4: 210 300-400");
        assertThat(replay(trace, trace.submissions()))
                .containsExactly("1: 0 0-100", "2: 0 100-200", "3: 110 200-300", "4: 110 300-400");
    }

    @Test
    void what_comes_before_the_one_before_has_ended_is_of_one_batch_and_keeps_its_distance() throws IOException {
        // 2 comes while 1 runs, 3 while 2 runs: one batch, of which 2 ends last, at 205; 4 follows 15 s after
        Trace trace =
                trace(4, job(1, 0, 100, 10, 7), job(2, 105, 0, 100, 7), job(3, 150, 0, 10, 7), job(4, 220, 0, 10, 7));

        assertThat(replay(trace)).containsExactly("1: 0 0-10", "3: 150 150-160", "2: 105 105-205", "4: 220 220-230");
        assertThat(trace.users(TWENTY_MINUTES).totals())
                .isEqualTo(Map.of("users", 1L, "sessions", 1L, "batches", 2L, "tasks_without_user", 0L));
    }

    @Test
    void a_batch_is_over_with_the_last_of_its_jobs() throws IOException {
        // one processor: 1 and 2 were a batch that ended at 20 side by side, and now end at 10 and 30
        Trace trace = trace(1, job(1, 0, 0, 10, 7), job(2, 0, 0, 20, 7), job(3, 25, 0, 10, 7));

        assertThat(replay(trace)).containsExactly("1: 0 0-10", "2: 0 10-30", "3: 35 35-45");
    }

    @Test
    void after_a_long_pause_a_session_begins_at_its_recorded_time_but_not_before_the_one_before_is_over()
            throws IOException {
        Trace idle = trace(2, job(1, 0, 5000, 10, 7), job(2, 7000, 0, 10, 7));
        assertThat(replay(idle)).containsExactly("1: 0 0-10", "2: 7000 7000-7010");
        assertThat(replay(idle, idle.users(Long.MAX_VALUE).open()))
                .containsExactly("1: 0 0-10", "2: 2000 2000-2010"); // always waits: 1990 s after the end

        Trace busy = trace(1, job(1, 0, 0, 9000, 9), job(2, 1, 0, 10, 7), job(3, 2000, 0, 10, 7));
        assertThat(replay(busy)).containsExactly("1: 0 0-9000", "2: 1 9000-9010", "3: 9010 9010-9020");
    }

    @Test
    void jobs_of_nobody_in_particular_come_as_recorded() throws IOException {
        Trace trace = trace(1, job(1, 0, 0, 100, -1), job(2, 10, 0, 10, 7), job(3, 50, 0, 10, -1), job(4, 60, 0, 1, 7));

        assertThat(replay(trace)).containsExactly("1: 0 0-100", "2: 10 100-110", "3: 50 110-120", "4: 150 150-151");
    }

    @Test
    void where_waits_are_not_recorded_jobs_are_taken_to_have_begun_at_once() throws IOException {
        Trace trace = trace(1, job(1, 0, -1, 10, 7), job(2, 15, -1, 10, 7));

        assertThat(replay(trace)).containsExactly("1: 0 0-10", "2: 15 15-25");
    }

    @Test
    void nobody_waits_for_what_never_ends() throws IOException {
        Path file = Files.writeString(folder.resolve("acme.csv"), """
                job_id,user,node_num,gpu_num,cpu_num,type,state,submit_time,start_time,end_time,duration,queue,gpu_time
                a,u1,1,0,1,Other,RUNNING,2023-03-01 00:00:00+00:00,2023-03-01 00:00:00+00:00,None,0,0,0
                b,u1,1,0,1,Other,COMPLETED,2023-03-01 00:00:10+00:00,2023-03-01 00:05:00+00:00,2023-03-01 00:06:00+00:00,60,0,0
                c,u1,1,0,1,Other,COMPLETED,2023-03-01 00:07:00+00:00,2023-03-01 00:07:00+00:00,2023-03-01 00:08:00+00:00,60,0,0
                """);
        Trace trace = TraceFormats.open(file, null, TraceOptions.DEFAULT);
        List<String> submitted = new ArrayList<>();
        Simulation.run(
                RunSpec.of(1).withUntil(1000 * SECOND),
                ClusterSpec.pool(4),
                trace.users(TWENTY_MINUTES).open(),
                (cluster, draws) -> new QueueScheduler(
                        (task, view, attempt) -> 0, QueueSort.FIFO, QueueScheduler.Blocking.SKIP, cluster, draws),
                new RunListener() {
                    @Override
                    public void event(long now, Moment moment, TaskTable table, int task) {
                        if (moment == Moment.SUBMITTED) {
                            submitted.add(table.id(task) + " " + now / SECOND);
                        }
                    }
                });

        assertThat(submitted).containsExactly("a 0", "b 10", "c 130"); // b now ends at 70, and 60 s were thought
    }

    @Test
    void a_trace_that_does_not_tell_who_submitted_what_is_refused() throws IOException {
        Trace trace = trace(1, job(1, 0, 0, 10, -1));

        assertThatThrownBy(() -> trace.users(TWENTY_MINUTES))
                .isInstanceOf(TraceFormatException.class)
                .hasMessageContaining("does not tell who submitted what");
    }

    @Test
    void every_job_of_a_published_log_comes_once() throws IOException {
        Trace trace =
                TraceFormats.open(SharedData.file("traces/swf/KTH-SP2-1996-2.1-cln.swf"), null, TraceOptions.DEFAULT);
        List<String> log = replay(trace);

        assertThat(log).hasSize(28_481);
        assertThat(log.stream()
                        .map(line -> line.substring(0, line.indexOf(':')))
                        .distinct())
                .hasSize(28_481);
        assertThat(trace.users(TWENTY_MINUTES).totals())
                .containsEntry("users", 214L)
                .containsEntry("tasks_without_user", 0L);
    }
}
