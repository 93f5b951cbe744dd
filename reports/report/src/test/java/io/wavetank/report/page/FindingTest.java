package io.wavetank.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.report.result.RunSummary;
import io.wavetank.sim.record.CensoredHistogram;
import io.wavetank.sim.record.RunResult;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The sentence on top says what the numbers say, and no more. */
final class FindingTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void one_scheduler_is_described() {
        assertThat(Finding.of(List.of(run("fcfs", 0.714, 0, 30))).sentence())
                .isEqualTo(
                        "Under fcfs, 71.4% of the CPU capacity was given out on average, and 99% of the tasks started"
                                + " within 30 s of their submission.");
        assertThat(Finding.of(List.of(run("fcfs", 0.714, 50, 30))).sentence())
                .endsWith("and the p99 queueing delay is at least 31 s; 50 of 1,000 tasks were never placed.");
    }

    @Test
    void several_are_described_by_their_extremes() {
        assertThat(Finding.of(List.of(run("a", 0.7, 0, 30), run("b", 0.8, 0, 20), run("c", 0.75, 0, 40)))
                        .sentence())
                .isEqualTo(
                        "Mean CPU allocation is between 70.0% (a) and 80.0% (b); the p99 queueing delay is between 20 s (b)"
                                + " and 40 s (c).");
    }

    @Test
    void what_prints_alike_is_not_told_apart() {
        assertThat(Finding.of(List.of(run("a", 0.70001, 0, 20), run("b", 0.70002, 0, 20)))
                        .sentence())
                .isEqualTo(
                        "Mean CPU allocation is 70.0% under each scheduler; the p99 queueing delay is 20 s under each"
                                + " scheduler.");
        assertThat(Finding.of(List.of(run("a", 0.7, 0, 20), run("b", 0.7, 0, 20), run("c", 0.8, 0, 20)))
                        .sentence())
                .startsWith("Mean CPU allocation is between 70.0% (a and b) and 80.0% (c)");
        assertThat(Finding.of(List.of(
                                run("a", 0.7, 0, 20), run("b", 0.7, 0, 20), run("c", 0.7, 0, 20), run("d", 0.8, 0, 20)))
                        .sentence())
                .startsWith("Mean CPU allocation is between 70.0% (3 schedulers) and 80.0% (d)");
    }

    @Test
    void a_lower_bound_is_the_longest_only_if_all_others_are_known_and_shorter() {
        assertThat(Finding.of(List.of(run("a", 0.7, 0, 20), run("b", 0.7, 50, 40)))
                        .sentence())
                .contains(
                        "the p99 queueing delay is between 20 s (a) and >= 41 s (b)",
                        "the number of tasks never placed is between 0 (a) and 50 (b)");
        assertThat(Finding.of(List.of(run("a", 0.7, 0, 60), run("b", 0.7, 50, 40)))
                        .sentence())
                .contains("the p99 queueing delay gives no order");
        assertThat(Finding.of(List.of(run("a", 0.7, 50, 30), run("b", 0.7, 50, 40)))
                        .sentence())
                .contains("the p99 queueing delay gives no order");
        assertThat(Finding.of(List.of(run("a", 0.7, 50, 40), run("b", 0.7, 50, 40)))
                        .sentence())
                .contains("the p99 queueing delay is >= 41 s under each scheduler", "is 50 under each scheduler");
    }

    @Test
    void one_replication_is_said_to_be_exact_and_to_have_no_interval() {
        assertThat(Finding.of(List.of(run("fcfs", 0.7, 0, 30))).caveat())
                .contains("Exact for this workload and this seed", "one replication", "no interval");
    }

    @Test
    void replications_are_not_summed_up_here() {
        Finding finding = Finding.of(List.of(run("a", 0.7, 0, 30), run("a", 0.8, 0, 20)));

        assertThat(finding.sentence()).isEqualTo("2 runs of 1 scheduler.");
        assertThat(finding.caveat()).contains("summary.json").doesNotContain("Exact");
    }

    @Test
    void without_tasks_there_is_nothing_to_say() {
        assertThat(Finding.of(SampleRuns.of(0, false, "a", "b")).sentence()).startsWith("No task was submitted");
    }

    /** A run of 1,000 tasks of which some were never placed; all others waited as long, and those a second longer. */
    private static RunSummary run(String scheduler, double cpu, int neverPlaced, long waitSeconds) {
        var delay = new CensoredHistogram();
        for (int i = 0; i < 1000; i++) {
            if (i < neverPlaced) {
                delay.censor((waitSeconds + 1) * SECOND);
            } else {
                delay.observe(waitSeconds * SECOND);
            }
        }
        RunResult like = SampleRuns.of(20, false, scheduler).get(0).result();
        var allocation = new ArrayList<>(like.allocation());
        allocation.replaceAll(share -> share.resource().equals("cpu")
                ? new RunResult.Allocation("cpu", share.capacity(), cpu, cpu, cpu, cpu)
                : share);
        var result = new RunResult(
                new RunResult.TaskCounts(1000, 1000 - neverPlaced, 0, 0, 0, neverPlaced, 0),
                like.fromNanos(),
                like.toNanos(),
                like.endNanos(),
                List.copyOf(allocation),
                like.headlineResource(),
                like.fragmentation(),
                delay,
                like.completion(),
                like.slowdown(),
                like.boundedSlowdown(),
                like.events(),
                like.decisions(),
                like.refusals(),
                like.timeline(),
                like.timelineColumns());
        return new RunSummary(scheduler, 1, 0, new TreeMap<>(), result);
    }
}
