package io.wavetank.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.CheckpointRule;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.Toleration;
import io.wavetank.sim.record.RunResult;
import io.wavetank.sim.scenario.Checkpointing;
import io.wavetank.sim.scenario.FailoverSettings;
import io.wavetank.sim.scenario.FaultScript;
import io.wavetank.sim.scenario.FaultScript.NodesDown;
import io.wavetank.sim.scenario.Impairment;
import java.io.IOException;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Two nodes of one core that are cut off, slow, short of disk, or about to be taken away, and work that is saved. Worked out by hand; seconds. */
final class GrayFailuresTest {
    private static final long SECOND = FaultRun.SECOND;

    private final FaultRun faults = new FaultRun(2);
    private final List<String> log = faults.log();

    @Test
    void a_node_that_is_cut_off_for_less_than_the_toleration_loses_nothing() throws IOException {
        RunResult result = run(
                health(0, 0, 30, false), List.of(cutOff(4, 20)), task("a", 0, 30), task("b", 1, 50), task("c", 2, 5));

        assertThat(log)
                .containsExactly(
                        "0 submitted a",
                        "0 started a n0",
                        "1 submitted b",
                        "1 started b n1",
                        "2 submitted c",
                        "4 n0 node_cut_off",
                        "4 n0 node_lost",
                        "20 n0 node_up",
                        "30 finished a n0",
                        "30 started c n0",
                        "35 finished c n0",
                        "51 finished b n1");
        assertThat(result.tasks().losses()).isZero();
    }

    @Test
    void what_ends_while_its_node_is_cut_off_is_heard_of_when_the_node_is_reached_again() throws IOException {
        run(health(0, 0, 30, true), List.of(cutOff(4, 20)), task("a", 0, 10));

        assertThat(log).contains("20 finished a n0").doesNotContain("10 finished a n0");
    }

    @Test
    void what_is_given_up_while_its_node_is_cut_off_begins_anew_elsewhere() throws IOException {
        RunResult result = run(health(0, 0, 5, false), List.of(cutOff(4, 20)), task("a", 0, 30));

        assertThat(log).contains("9 lost a n0", "9 started a n1", "39 finished a n1");
        assertThat(result.tasks().coreSecondsLost()).isEqualTo(9.0);
    }

    @Test
    void a_node_that_goes_down_while_it_is_cut_off_loses_what_ran_there_from_then_on() throws IOException {
        RunResult result = run(health(0, 0, 30, true), List.of(cutOff(4, 20), down(6, 8)), task("a", 0, 30));

        assertThat(log)
                .contains("4 n0 node_cut_off", "6 n0 node_down", "20 restarted a n0", "50 finished a n0")
                .doesNotContain("8 n0 node_up");
        assertThat(result.tasks().coreSecondsLost()).isEqualTo(6.0);
    }

    @Test
    void a_slow_node_does_the_rest_of_the_work_at_its_rate_and_factors_multiply() throws IOException {
        var half = new FaultScript.NodesImpaired("slow", 4 * SECOND, 24 * SECOND, List.of(0), new Impairment.Slow(0.5));
        var also =
                new FaultScript.NodesImpaired("slower", 8 * SECOND, 16 * SECOND, List.of(0), new Impairment.Slow(0.25));

        run(health(0, 0, 0, false), List.of(half, also), task("a", 0, 30));

        // 4 at full speed, 4 at a half, 8 at an eighth, 8 at a half: 11 of the work in 24
        assertThat(log).containsSubsequence("4 n0 node_slow", "8 n0 node_slow", "24 n0 node_slow", "43 finished a n0");
    }

    @Test
    void a_node_that_hangs_ends_nothing_until_it_goes_on() throws IOException {
        var hangs = new FaultScript.NodesImpaired("hangs", 4 * SECOND, 24 * SECOND, List.of(0), new Impairment.Slow(0));

        RunResult result = run(health(0, 0, 0, false), List.of(hangs), task("a", 0, 10), task("b", 5, 10));

        assertThat(log).contains("15 finished b n1", "30 finished a n0");
        assertThat(result.tasks().coreSecondsUseful()).isEqualTo(40.0);
    }

    @Test
    void who_is_told_that_its_node_is_taken_away_stops_in_time_and_may_save_its_work() throws IOException {
        var told = new FaultScript.NodesImpaired(
                "n0", 10 * SECOND, 60 * SECOND, List.of(0), new Impairment.Leaving(5 * SECOND));
        var saves = new Checkpointing(
                new CheckpointRule.Fixed(100 * SECOND), SECOND, 0, 100 * SECOND, false, true, new TreeMap<>());

        RunResult result = run(
                new FaultScript(List.of(told, down(30, 60)), List.of(), health(0, 0, 0, false), saves),
                task("a", 0, 30),
                task("b", 0, 12),
                task("c", 11, 100));

        assertThat(log)
                .containsSubsequence(
                        "10 stopping a n0", "12 finished b n1", "12 started c n1", "15 evicted a n0", "30 n0 node_down")
                .contains("60 started a n0", "80 finished a n0");
        assertThat(result.tasks().losses()).isZero();
        assertThat(result.tasks().coreSecondsUseful()).isEqualTo(30.0 + 12 + 100);
    }

    @Test
    void a_node_whose_disk_is_full_evicts_one_task_after_the_other_and_takes_none_until_it_is_long_over()
            throws IOException {
        var full = new FaultScript.NodesImpaired("n0", 4 * SECOND, 30 * SECOND, List.of(0), Impairment.DISK_FULL);

        RunResult result = run(
                new FaultScript(List.of(full), health(0, 0, 0, false)),
                small("first"),
                small("second"),
                small("third"),
                smallAt("late", 40),
                smallAt("later", 331));

        // of those that started at once the one that was submitted last goes first
        assertThat(log)
                .containsSubsequence(
                        "14 evicted third n0", "14 started third n1", "24 evicted second n0", "24 started second n1")
                .doesNotContain("34 evicted first n0")
                .contains("200 finished first n0", "40 started late n1", "331 started later n0");
        assertThat(result.tasks().evictionsByCause()).containsEntry("shortage", 2L);
    }

    @Test
    void a_task_that_saves_its_work_goes_on_from_there() throws IOException {
        var saves = new Checkpointing(
                new CheckpointRule.Fixed(5 * SECOND), SECOND, 2 * SECOND, 100 * SECOND, false, false, new TreeMap<>());

        RunResult result =
                run(new FaultScript(List.of(down(14, 20)), List.of(), health(0, 0, 0, false), saves), task("a", 0, 30));

        // 5 and 1, 5 and 1, 2 lost; elsewhere 2 to go on, 20 of work and 3 checkpoints
        assertThat(log).contains("14 started a n1", "39 finished a n1");
        assertThat(result.tasks().coreSecondsLost()).isEqualTo(2.0);
        assertThat(result.tasks().coreSecondsUseful()).isEqualTo(30.0);
        assertThat(result.tasks().coreSecondsOverhead()).isEqualTo(7.0);
    }

    private static Submission smallAt(String id, int at) {
        return new Submission(id, "", at * SECOND, 200 * SECOND, -1, small(id).taskClass());
    }

    private static Submission small(String id, Toleration... tolerations) {
        TaskClass asks = TaskClass.builder()
                .cpuMillis(300)
                .tolerations(List.of(tolerations))
                .build();
        return new Submission(id, "", 0, 200 * SECOND, -1, asks);
    }

    private static FailoverSettings health(long heartbeat, long grace, long toleration, boolean inPlace) {
        return new FailoverSettings(
                null, 0L, heartbeat * SECOND, grace * SECOND, 0L, toleration * SECOND, inPlace, Integer.MAX_VALUE);
    }

    private static FaultScript.Outage cutOff(int from, int to) {
        return new FaultScript.NodesImpaired("n0", from * SECOND, to * SECOND, List.of(0), Impairment.CUT_OFF);
    }

    private static FaultScript.Outage down(int from, int to) {
        return new NodesDown("n0", from * SECOND, to * SECOND, List.of(0));
    }

    private static Submission task(String id, int at, long workSeconds) {
        TaskClass asks = TaskClass.builder().cpuMillis(1000).build();
        return new Submission(id, "", at * SECOND, workSeconds * SECOND, -1, asks);
    }

    private RunResult run(FailoverSettings failover, List<FaultScript.Outage> outages, Submission... tasks)
            throws IOException {
        return run(new FaultScript(outages, failover), tasks);
    }

    private RunResult run(FaultScript script, Submission... tasks) throws IOException {
        return faults.run(script, tasks);
    }
}
