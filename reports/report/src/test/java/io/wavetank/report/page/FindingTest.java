package io.wavetank.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.report.result.RunSummary;
import io.wavetank.sim.record.CensoredHistogram;
import io.wavetank.sim.record.RunResult;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
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
    void of_a_window_in_which_no_task_came_no_delay_is_told() {
        RunSummary a = withDelay("a", run("a", 0.7, 0, 30), new CensoredHistogram());
        RunSummary b = withDelay("b", run("b", 0.8, 0, 30), new CensoredHistogram());

        assertThat(Finding.of(List.of(a)).sentence()).endsWith(", and no task was submitted within the window.");
        assertThat(Finding.of(List.of(a, b)).sentence())
                .endsWith("80.0% (b); no task was submitted within the window.");
        assertThat(Finding.of(List.of(a, a, b, b)).sentence()).isEqualTo("No task was submitted within the window.");
    }

    @Test
    void several_are_described_by_their_extremes() {
        assertThat(Finding.of(List.of(run("a", 0.7, 0, 30), run("b", 0.8, 0, 20), run("c", 0.75, 0, 40)))
                        .sentence())
                .isEqualTo(
                        "Mean CPU allocation is between 70.0% (a) and 80.0% (b); the p99 queueing delay is between 20 s (b)"
                                + " and 40 s (c).");
    }

    /** One of three clusters has GPUs, of which its heat map and fragmentation are. */
    @Test
    void of_clusters_that_differ_in_what_they_have_each_resource_is_told_of_those_that_have_it() {
        List<RunSummary> runs = List.of(withGpus("a", 0.7, 0.4), run("b", 0.8, 0, 20), run("c", 0.75, 0, 20));

        assertThat(Finding.of(runs).sentence())
                .startsWith(
                        "Mean GPU allocation is 40.0% (a); mean CPU allocation is between 70.0% (a) and 80.0% (b); ");
        String page = HtmlReport.page(ReportGallery.content("GPUs", runs, Map.of()));
        assertThat(page).contains("<td>GPU, CPU</td>");
        assertThat(page).contains(">GPU</th>", ">CPU</th>");
    }

    private static RunSummary withGpus(String scheduler, double cpu, double gpu) {
        RunSummary run = run(scheduler, cpu, 0, 20);
        var allocation = new ArrayList<>(run.result().allocation());
        allocation.add(new RunResult.Allocation("gpu", 8000, gpu, gpu, gpu, gpu));
        RunResult like = run.result();
        return with(scheduler, like, like.tasks(), allocation, like.queueingDelay(), "gpu");
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
    void the_mean_delay_is_told_where_the_p99_is_the_same_for_all() {
        var longest = new CensoredHistogram();
        for (int i = 0; i < 1000; i++) {
            longest.observe(i == 0 ? 1000 * SECOND : 20 * SECOND);
        }
        RunSummary a = run("a", 0.7, 0, 20);

        assertThat(Finding.of(List.of(a, withDelay("b", a, longest))).sentence())
                .endsWith(
                        "the p99 queueing delay is 20 s under each scheduler, the mean between 20 s (a) and 21 s (b).");
    }

    @Test
    void shares_below_one_per_cent_keep_their_digits() {
        assertThat(Finding.of(List.of(run("a", 0.002312, 0, 20), run("b", 0.002351, 0, 20)))
                        .sentence())
                .startsWith("Mean CPU allocation is between 0.231% (a) and 0.235% (b)");
    }

    @Test
    void one_replication_is_said_to_be_exact_and_to_have_no_interval() {
        assertThat(Finding.of(List.of(run("fcfs", 0.7, 0, 30))).caveat())
                .contains("Exact for this workload and this seed", "one replication", "no interval");
    }

    @Test
    void replications_of_one_scheduler_are_counted_and_not_ranked() {
        Finding finding = Finding.of(List.of(run("a", 0.7, 0, 30), run("a", 0.8, 0, 20)));

        assertThat(finding.sentence()).isEqualTo("2 replications; figures carry their 95% intervals.");
        assertThat(finding.caveat())
                .startsWith("2 replications with other draws.")
                .doesNotContain("Exact", "share");
    }

    @Test
    void over_replications_only_a_difference_outside_its_interval_is_named() {
        List<RunSummary> sure = numbered(List.of(
                run("a", 0.7, 0, 30),
                run("a", 0.7, 0, 31),
                run("a", 0.7, 0, 32),
                run("b", 0.7, 0, 90),
                run("b", 0.7, 0, 91),
                run("b", 0.7, 0, 93)));
        List<RunSummary> unsure = numbered(List.of(
                run("a", 0.7, 0, 30),
                run("a", 0.7, 0, 90),
                run("a", 0.7, 0, 60),
                run("b", 0.7, 0, 90),
                run("b", 0.7, 0, 30),
                run("b", 0.7, 0, 61)));

        assertThat(Finding.of(sure).sentence()).startsWith("Mean wait: b is higher than a by ");
        assertThat(Finding.of(sure).sentence()).doesNotContain("lower bounds");
        List<RunSummary> bounds = new ArrayList<>(sure);
        bounds.set(5, run("b", 0.7, 50, 92));
        assertThat(Finding.of(bounds).sentence()).endsWith(", of lower bounds.");
        assertThat(Finding.of(unsure).sentence())
                .isEqualTo("No difference in mean wait between the schedulers is larger than chance.");
    }

    /** The days differ by far more than the schedulers do on one of them. */
    @Test
    void differences_are_taken_within_each_replication() {
        List<RunSummary> runs = numbered(List.of(
                run("a", 0.7, 0, 30),
                run("a", 0.7, 0, 90),
                run("a", 0.7, 0, 60),
                run("b", 0.7, 0, 32),
                run("b", 0.7, 0, 92),
                run("b", 0.7, 0, 63)));
        List<RunSummary> turned = new ArrayList<>(runs);
        Collections.reverse(turned.subList(3, 6));

        // 2, 2 and 3 s: 7/3 +- 4.303 / 3
        assertThat(Finding.of(runs).sentence()).isEqualTo("Mean wait: b is higher than a by 2.33 \u00b11.43 s.");
        assertThat(Finding.of(turned).sentence()).isEqualTo(Finding.of(runs).sentence());
    }

    /** The runs of each scheduler numbered as replications in their order. */
    private static List<RunSummary> numbered(List<RunSummary> runs) {
        var counts = new TreeMap<String, Integer>();
        return runs.stream()
                .map(run -> new RunSummary(
                        run.scheduler(),
                        run.seed(),
                        counts.merge(run.scheduler(), 1, Integer::sum) - 1,
                        run.dropped(),
                        run.result()))
                .toList();
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
        RunSummary sample = SampleRuns.of(20, false, scheduler).get(0);
        var allocation = new ArrayList<>(sample.result().allocation());
        allocation.replaceAll(share -> share.resource().equals("cpu")
                ? new RunResult.Allocation("cpu", share.meanCapacity(), cpu, cpu, cpu, cpu)
                : share);
        var tasks = new RunResult.TaskCounts(1000, 1000 - neverPlaced, 0, 0, 0, neverPlaced, new TreeMap<>());
        return with(scheduler, sample.result(), tasks, allocation, delay);
    }

    private static RunSummary withDelay(String scheduler, RunSummary run, CensoredHistogram delay) {
        RunResult like = run.result();
        return with(scheduler, like, like.tasks(), like.allocation(), delay);
    }

    private static RunSummary with(
            String scheduler,
            RunResult like,
            RunResult.TaskCounts tasks,
            List<RunResult.Allocation> allocation,
            CensoredHistogram delay) {
        return with(scheduler, like, tasks, allocation, delay, like.headlineResource());
    }

    private static RunSummary with(
            String scheduler,
            RunResult like,
            RunResult.TaskCounts tasks,
            List<RunResult.Allocation> allocation,
            CensoredHistogram delay,
            String headlineResource) {
        var result = new RunResult(
                tasks,
                like.fromNanos(),
                like.toNanos(),
                like.endNanos(),
                List.copyOf(allocation),
                headlineResource,
                like.fragmentation(),
                delay,
                like.completion(),
                like.slowdown(),
                like.boundedSlowdown(),
                like.events(),
                like.decisions(),
                like.refusals(),
                like.timeline(),
                like.timelineColumns(),
                like.schedulerCounts(),
                like.faults(),
                like.availability(),
                like.waits());
        return new RunSummary(scheduler, 1, 0, new TreeMap<>(), result);
    }
}
