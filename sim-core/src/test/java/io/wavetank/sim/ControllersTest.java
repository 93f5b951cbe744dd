package io.wavetank.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.RestartBackOff;
import io.wavetank.policy.TaskClass;
import io.wavetank.sim.record.RunResult;
import io.wavetank.sim.scenario.ControllerRule;
import io.wavetank.sim.scenario.ControllerRule.FailureRule;
import io.wavetank.sim.scenario.ControllerRule.OnFailure;
import io.wavetank.sim.scenario.Crashes;
import io.wavetank.sim.scenario.FailoverSettings;
import io.wavetank.sim.scenario.FaultScript;
import io.wavetank.sim.scenario.Impairment;
import io.wavetank.sim.scenario.RandomTime;
import io.wavetank.sim.scenario.RunSpec;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Three nodes of one core, tasks of half a core, of a set (db) or of jobs. A node counts as lost at once, and what is on it is given up after 30 s. Worked out by
 * hand; seconds.
 */
final class ControllersTest {
    private static final long SECOND = FaultRun.SECOND;
    private static final RestartBackOff AT_ONCE =
            new RestartBackOff(false, false, 0, 0, Long.MAX_VALUE, RestartBackOff.UNLIMITED);

    private final FaultRun faults = new FaultRun(3);
    private final List<String> log = faults.log();
    private List<Crashes> crashes = List.of();
    private String job = "";

    @Test
    void tasks_of_a_set_are_made_one_after_the_other_when_those_before_are_ready() throws IOException {
        run(set(true, 10, ControllerRule.NEVER), List.of(), db("db-0"), db("db-1"), db("db-2"), other("x"));

        assertThat(log.subList(0, 8))
                .containsExactly(
                        "0 submitted db-0",
                        "0 submitted db-1",
                        "0 submitted db-2",
                        "0 submitted x",
                        "0 started db-0 n0",
                        "0 started x n0",
                        "10 started db-1 n1",
                        "20 started db-2 n1");
    }

    @Test
    void in_parallel_all_are_made_at_once() throws IOException {
        run(set(false, 10, ControllerRule.NEVER), List.of(), db("db-0"), db("db-1"), db("db-2"));

        assertThat(log).contains("0 started db-0 n0", "0 started db-1 n0", "0 started db-2 n1");
    }

    @Test
    void what_is_on_a_node_that_is_not_reached_is_not_made_again_before_the_node_is_back_and_then_elsewhere_or_there()
            throws IOException {
        run(set(true, 0, ControllerRule.NEVER), List.of(FaultRun.down(0, 100, 200)), db("db-0"), db("db-1"));

        // both were marked at 130, and are made again at 200, in order
        assertThat(log)
                .containsSubsequence(
                        "100 n0 node_down",
                        "200 n0 node_up",
                        "200 lost db-0 n0",
                        "200 lost db-1 n0",
                        "200 started db-0 n0",
                        "200 started db-1 n0")
                .noneMatch(line -> line.startsWith("130"));
    }

    @Test
    void a_node_that_is_back_before_its_tasks_were_marked_starts_them_anew_where_they_are() throws IOException {
        run(set(true, 0, ControllerRule.NEVER), List.of(FaultRun.down(0, 100, 120)), db("db-0"), db("db-1"));

        assertThat(log)
                .contains("120 restarted db-0 n0", "120 restarted db-1 n0")
                .noneMatch(line -> line.contains("lost db"));
    }

    @Test
    void other_tasks_are_made_again_when_their_toleration_is_over() throws IOException {
        run(set(true, 0, ControllerRule.NEVER), List.of(FaultRun.down(0, 100, 200)), other("x"), db("db-0"));

        assertThat(log).contains("130 lost x n0", "130 started x n1", "200 lost db-0 n0", "200 started db-0 n0");
    }

    @Test
    void somebody_who_deletes_by_force_does_so_after_the_mark() throws IOException {
        run(set(true, 0, 20), List.of(FaultRun.down(0, 100, 200)), db("db-0"));

        assertThat(log).contains("150 lost db-0 n0", "150 started db-0 n1");
    }

    @Test
    void a_task_of_a_set_that_was_cut_off_goes_on_and_is_stopped_when_its_node_is_reached_again() throws IOException {
        var cut = new FaultScript.NodesImpaired("n0", 100 * SECOND, 200 * SECOND, List.of(0), Impairment.CUT_OFF);
        run(set(true, 0, ControllerRule.NEVER), List.of(cut), db("db-0"));

        assertThat(log)
                .containsSubsequence(
                        "100 n0 node_cut_off", "200 n0 node_up", "200 lost db-0 n0", "200 started db-0 n0");
    }

    @Test
    void a_set_waits_for_a_lower_number_that_is_on_a_lost_node() throws IOException {
        // db-1 is on n1, which is back at once; db-0 is away until 200, and so db-1 is not made before
        run(
                set(true, 0, ControllerRule.NEVER),
                List.of(FaultRun.down(0, 100, 200), FaultRun.down(1, 110, 150)),
                db("db-0"),
                other("x"),
                db("db-1"));

        assertThat(log).contains("150 lost db-1 n1").containsSubsequence("200 started db-0 n0", "200 started db-1 n0");
    }

    @Test
    void a_leader_made_anew_is_not_told_of_what_waits_for_its_turn() throws IOException {
        var managers = new FaultScript.ManagersDown("control plane", 5 * SECOND, 6 * SECOND, List.of());
        run(set(true, 10, ControllerRule.NEVER), List.of(managers), db("db-0"), db("db-1"));

        assertThat(log).contains("0 started db-0 n0", "10 started db-1 n0");
    }

    @Test
    void a_job_fails_as_a_whole_when_more_runs_have_failed_than_it_allows() throws IOException {
        crashes = List.of(crash(10, 0));
        job = "j";
        run(job(2, ControllerRule.NEVER), List.of(), task("a", 100), task("b", 5), task("c", 100), task("d", 100));

        // a, c and d crash at 10: the third is one too many
        assertThat(log)
                .contains("5 finished b n0", "10 lost a n0", "10 lost c n1", "10 lost d n1")
                .contains("ended a failed", "ended c failed", "ended d failed");
    }

    @Test
    void a_job_that_lasts_too_long_fails_wherever_its_tasks_are() throws IOException {
        job = "j";
        RunResult result = run(
                job(6, 50),
                List.of(),
                task("a", 100),
                task("b", 20),
                task("c", 100),
                task("d", 100),
                task("e", 100),
                task("f", 100),
                task("g", 100),
                task("h", 100));

        // six at a time: b is done at 20, g takes its place; h waits
        assertThat(log)
                .contains("20 finished b n0", "20 started g n0", "50 failed a n0", "50 failed g n0", "50 failed h");
        assertThat(result.tasks().failed()).isEqualTo(7);
    }

    @Test
    void rules_say_which_failures_count() throws IOException {
        crashes = List.of(crash(10, 42));
        run(job(6, ControllerRule.NEVER, new FailureRule(List.of(42), OnFailure.FAIL_JOB)), List.of(), task("a", 100));
        assertThat(log).contains("10 lost a n0", "10 failed a n0");
        log.clear();

        run(job(0, ControllerRule.NEVER, new FailureRule(List.of(42), OnFailure.IGNORE)), List.of(), task("a", 15));
        assertThat(log).contains("20 lost a n0", "30 lost a n0").noneMatch(line -> line.contains("failed"));
    }

    @Test
    void a_lost_node_counts_as_a_failure_unless_a_rule_says_otherwise() throws IOException {
        run(job(0, ControllerRule.NEVER), List.of(FaultRun.down(0, 10, 300)), task("a", 100));
        assertThat(log).contains("40 lost a n0", "40 failed a n0");
        log.clear();

        run(
                job(0, ControllerRule.NEVER, new FailureRule(List.of(), OnFailure.IGNORE)),
                List.of(FaultRun.down(0, 10, 300)),
                task("a", 100));
        assertThat(log).contains("40 started a n1", "140 finished a n1");
    }

    private static ControllerRule set(boolean ordered, long ready, long force) {
        return new ControllerRule.StatefulSet(
                labels("db"), ordered, ready * SECOND, force == ControllerRule.NEVER ? force : force * SECOND);
    }

    private static ControllerRule job(int limit, long deadline, FailureRule... failures) {
        return new ControllerRule.Job(
                labels("job"),
                limit,
                deadline == ControllerRule.NEVER ? deadline : deadline * SECOND,
                List.of(failures));
    }

    private static SortedMap<String, String> labels(String app) {
        return new TreeMap<>(Map.of("app", app));
    }

    private static Crashes crash(int after, int code) {
        return new Crashes("crash", labels("job"), RandomTime.constant(after * SECOND), 0, 40 * SECOND, AT_ONCE, code);
    }

    private static Submission db(String id) {
        return submission(id, "", "db", Submission.FOREVER);
    }

    private static Submission other(String id) {
        return submission(id, "", "other", Submission.FOREVER);
    }

    private Submission task(String id, long work) {
        return submission(id, job, "job", work * SECOND);
    }

    private static Submission submission(String id, String job, String app, long workNanos) {
        TaskClass asks = TaskClass.builder().cpuMillis(500).labels(labels(app)).build();
        return new Submission(id, job, 0, workNanos, -1, asks);
    }

    private RunResult run(ControllerRule rule, List<FaultScript.Outage> outages, Submission... tasks)
            throws IOException {
        var known = new FailoverSettings(null, 0L, 0L, 0L, 0L, 30 * SECOND, true, Integer.MAX_VALUE);
        RunSpec spec = RunSpec.of(1)
                .withFaults(new FaultScript(outages, known).withCrashes(crashes).withControllers(List.of(rule)))
                .withUntil(400 * SECOND);
        return faults.run(spec, tasks);
    }
}
