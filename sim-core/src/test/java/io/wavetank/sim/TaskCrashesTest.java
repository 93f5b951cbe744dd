package io.wavetank.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.RestartBackOff;
import io.wavetank.policy.TaskClass;
import io.wavetank.sim.record.RunResult;
import io.wavetank.sim.scenario.Crashes;
import io.wavetank.sim.scenario.FailoverSettings;
import io.wavetank.sim.scenario.FaultScript;
import io.wavetank.sim.scenario.RandomTime;
import io.wavetank.sim.scenario.RunSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Two nodes of one core, tasks of half a core that crash when they have run for so long. Worked out by hand; seconds. */
final class TaskCrashesTest {
    private static final long SECOND = FaultRun.SECOND;

    private final FaultRun faults = new FaultRun(2);
    private final List<String> log = faults.log();

    @Test
    void kubelet_waits_ten_seconds_and_twice_as_long_each_time_but_the_first() {
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            waits.add(RestartBackOff.KUBELET.waitNanos(i) / SECOND);
        }
        assertThat(waits).containsExactly(0L, 10L, 20L, 40L, 80L, 160L, 300L, 300L, 300L);
        assertThat(RestartBackOff.KUBELET.waitNanos(1_000_000)).isEqualTo(300 * SECOND);
    }

    @Test
    void a_job_waits_ten_seconds_the_first_time_and_six_minutes_at_most() {
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            waits.add(RestartBackOff.JOB.waitNanos(i) / SECOND);
        }
        assertThat(waits).containsExactly(10L, 20L, 40L, 80L, 160L, 320L, 360L, 360L);
    }

    @Test
    void a_container_that_crashes_keeps_its_place_and_starts_anew_there_later_and_later() throws IOException {
        RunResult result = run(crash(5, 60, RestartBackOff.KUBELET), List.of(), task("a", 0, 8));

        // 5 and 0, 5 and 10, 5 and 20, 5 and 40: the run from 85 on is after the end of all crashes
        assertThat(log)
                .containsExactly(
                        "0 submitted a",
                        "0 started a n0",
                        "5 crashed a n0",
                        "5 restarted a n0",
                        "10 crashed a n0",
                        "20 restarted a n0",
                        "25 crashed a n0",
                        "45 restarted a n0",
                        "50 crashed a n0",
                        "90 restarted a n0",
                        "98 finished a n0");
        assertThat(result.tasks().losses()).isEqualTo(4);
        assertThat(result.tasks().coreSecondsLost()).isEqualTo(4 * 5 * 0.5);
        assertThat(result.failover().againMax()).isEqualTo(40);
    }

    @Test
    void a_run_that_lasts_long_is_the_first_of_a_row_again() throws IOException {
        var short0 = new RestartBackOff(true, true, 10 * SECOND, 300 * SECOND, 4 * SECOND, RestartBackOff.UNLIMITED);

        run(crash(5, 22, short0), List.of(), task("a", 0, 8));

        assertThat(log).contains("5 restarted a n0", "10 restarted a n0", "15 restarted a n0", "20 restarted a n0");
    }

    @Test
    void a_job_that_crashes_too_often_has_failed_for_good() throws IOException {
        var twice = new RestartBackOff(false, false, 10 * SECOND, 300 * SECOND, Long.MAX_VALUE, 2);

        RunResult result = run(crash(5, 1000, twice), List.of(), task("a", 0, 8), task("b", 6, 20));

        assertThat(log)
                .containsExactly(
                        "0 submitted a",
                        "0 started a n0",
                        "5 lost a n0",
                        "6 submitted b",
                        "6 started b n0",
                        "11 lost b n0",
                        "15 started a n0",
                        "20 lost a n0",
                        "21 started b n0",
                        "26 lost b n0",
                        "40 started a n0",
                        "45 failed a n0",
                        "ended a failed",
                        "46 started b n0",
                        "51 failed b n0",
                        "ended b failed");
        assertThat(result.tasks().failed()).isEqualTo(2);
    }

    @Test
    void what_has_no_end_crashes_in_place_whatever_its_back_off_and_a_node_that_breaks_meanwhile_ends_the_wait()
            throws IOException {
        run(
                crash(5, 20, RestartBackOff.JOB),
                List.of(FaultRun.down(0, 12, 30)),
                new Submission(
                        "a", "", 0, Submission.FOREVER, -1, task("a", 0, 1).taskClass()));

        // it would have started anew at 15; the node is back at 30, and starts it then
        assertThat(log)
                .containsSubsequence("5 crashed a n0", "12 n0 node_down", "30 n0 node_up", "30 restarted a n0")
                .doesNotContain("15 restarted a n0");
    }

    private static Crashes crash(int after, int until, RestartBackOff backOff) {
        return new Crashes("crash", new TreeMap<>(), RandomTime.constant(after * SECOND), 0, until * SECOND, backOff);
    }

    private static Submission task(String id, int at, long work) {
        TaskClass asks = TaskClass.builder().cpuMillis(500).build();
        return new Submission(id, "", at * SECOND, work * SECOND, -1, asks);
    }

    private RunResult run(Crashes crashes, List<FaultScript.Outage> outages, Submission... tasks) throws IOException {
        var known = new FailoverSettings(null, 0L, 0L, 0L, 0L, 1000 * SECOND, true, Integer.MAX_VALUE);
        RunSpec spec = RunSpec.of(1)
                .withFaults(new FaultScript(outages, known).withCrashes(List.of(crashes)))
                .withUntil(400 * SECOND);
        return faults.run(spec, tasks);
    }
}
