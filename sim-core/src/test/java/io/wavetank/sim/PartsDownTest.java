package io.wavetank.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.TaskClass;
import io.wavetank.sim.record.RunResult;
import io.wavetank.sim.scenario.FailoverSettings;
import io.wavetank.sim.scenario.FaultScript;
import io.wavetank.sim.scenario.FaultScript.Part;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Two nodes of one core; a node counts as lost at once, and what is on it is given up after 10 s; a scheduler that comes back decides after 5 s. Worked out by hand;
 * seconds.
 */
final class PartsDownTest {
    private static final long SECOND = FaultRun.SECOND;

    private final FaultRun faults = new FaultRun(2);
    private final List<String> log = faults.log();

    @Test
    void without_a_scheduler_nothing_is_placed_and_lost_nodes_are_given_up_all_the_same() throws IOException {
        RunResult result = run(
                List.of(part(Part.SCHEDULER, 10, 60), FaultRun.down(0, 20, 200)), task("a", 0, 100), task("b", 15, 10));

        // a is given up at 30; both are placed one after the other once the scheduler is back, at 65, in the order of
        // submission
        assertThat(log)
                .containsSubsequence(
                        "15 submitted b", "20 n0 node_lost", "30 lost a n0", "65 started a n1", "165 started b n1")
                .noneMatch(line -> line.contains("leader"));
        assertThat(result.faults())
                .anyMatch(span -> span.name().equals("scheduler down")
                        && span.fromNanos() == 10 * SECOND
                        && span.toNanos() == 60 * SECOND);
    }

    @Test
    void without_controllers_nobody_finds_out_about_lost_nodes_and_more_is_placed_there() throws IOException {
        run(List.of(part(Part.CONTROLLERS, 10, 60), FaultRun.down(0, 20, 200)), task("a", 0, 15), task("b", 25, 50));

        // b is bound to n0 though it is down; at 60 that is found out, at 70 b is given up
        assertThat(log)
                .containsSubsequence(
                        "15 finished a n0", "25 bound b n0", "60 n0 node_lost", "70 released b n0", "70 started b n1");
    }

    @Test
    void controllers_that_come_back_count_anew_and_a_node_that_is_back_by_then_was_never_lost() throws IOException {
        run(List.of(part(Part.CONTROLLERS, 10, 60), FaultRun.down(0, 20, 50)), task("a", 0, 100));

        assertThat(log).contains("50 restarted a n0").noneMatch(line -> line.contains("lost"));
    }

    @Test
    void without_the_api_server_neither_decides() throws IOException {
        run(List.of(part(Part.API_SERVER, 10, 60), FaultRun.down(0, 20, 200)), task("a", 0, 100), task("b", 15, 10));

        assertThat(log)
                .containsSubsequence("60 n0 node_lost", "65 started b n1", "70 lost a n0", "75 started a n1")
                .noneMatch(line -> line.startsWith("30 lost"));
    }

    @Test
    void a_scheduler_that_is_down_waits_for_a_leader_too_and_a_leader_for_it() throws IOException {
        run(
                List.of(
                        part(Part.SCHEDULER, 10, 60),
                        new FaultScript.ManagersDown("control plane", 40 * SECOND, 80 * SECOND, List.of()),
                        part(Part.SCHEDULER, 82, 100)),
                task("a", 15, 10));

        // at 60 there is no leader; at 85 there is one, and no scheduler
        assertThat(log).contains("85 n-1 leader_elected", "105 started a n0");
    }

    @Test
    void twice_down_at_once_is_down_until_both_are_mended() throws IOException {
        run(List.of(part(Part.SCHEDULER, 10, 60), part(Part.SCHEDULER, 30, 90)), task("a", 15, 10));

        assertThat(log).contains("95 started a n0");
    }

    @Test
    void with_stale_caches_what_was_is_decided_about_and_refused_where_it_is_no_longer_so() throws IOException {
        RunResult result = run(
                List.of(behind(10, 60, 20), behind(40, 50, 5), FaultRun.down(0, 25, 200)),
                task("a", 0, 5),
                task("b", 15, 10),
                task("c", 58, 10),
                task("d", 90, 1));

        // b is decided about at 15, as things are then, which takes effect at 35: n0 is lost by then; decided anew, it
        // starts at 55. c waits for an answer of 58 until 78, when caches are fresh again
        assertThat(log)
                .containsSubsequence(
                        "0 started a n0", "15 submitted b", "55 started b n1", "78 started c n1", "90 started d n1");
        assertThat(result.refusals()).isEqualTo(1);
        assertThat(result.faults()).anyMatch(span -> span.name().equals("caches behind"));
    }

    private static FaultScript.Outage behind(int from, int to, int by) {
        return new FaultScript.CachesBehind("caches behind", from * SECOND, to * SECOND, by * SECOND);
    }

    private static FaultScript.Outage part(Part part, int from, int to) {
        return new FaultScript.PartDown(
                part == Part.SCHEDULER ? "scheduler down" : "down", from * SECOND, to * SECOND, part);
    }

    private static Submission task(String id, int at, long work) {
        TaskClass asks = TaskClass.builder().cpuMillis(1000).build();
        return new Submission(id, "", at * SECOND, work * SECOND, -1, asks);
    }

    private RunResult run(List<FaultScript.Outage> outages, Submission... tasks) throws IOException {
        var known = new FailoverSettings(1, 5 * SECOND, 0L, 0L, 0L, 10 * SECOND, true, Integer.MAX_VALUE);
        return faults.run(new FaultScript(outages, known), tasks);
    }
}
