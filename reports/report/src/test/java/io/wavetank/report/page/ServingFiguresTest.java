package io.wavetank.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.traffic.CallOutcome;
import io.wavetank.report.result.RunSummary;
import io.wavetank.report.table.ServingFigures;
import io.wavetank.sim.record.AdmissionFigures;
import io.wavetank.sim.record.CensoredHistogram;
import io.wavetank.sim.record.DecisionWork;
import io.wavetank.sim.record.ElasticFigures;
import io.wavetank.sim.record.FailoverFigures;
import io.wavetank.sim.record.FleetFigures;
import io.wavetank.sim.record.RunResult;
import io.wavetank.sim.record.Timeline;
import io.wavetank.sim.traffic.EntryCounts;
import io.wavetank.sim.traffic.ServiceCounts;
import io.wavetank.sim.traffic.TrafficResult;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What serving takes, where machines come and go. */
final class ServingFiguresTest {
    private static final long SECOND = 1_000_000_000L;

    /**
     * Ten cores until 100 s, before requests count, and two from then on until 200 s, in which replicas work for 80 s; ten again after that.
     */
    @Test
    void cores_are_those_of_the_window_in_which_requests_count() {
        List<long[]> rows = List.of(
                new long[] {10_000},
                new long[] {10_000},
                new long[] {2_000},
                new long[] {2_000},
                new long[] {10_000},
                new long[] {10_000});
        RunSummary run = run("a", Timeline.of(0, 50 * SECOND, 1, rows), "cpu_capacity");

        List<List<String>> figures = new ServingFigures(List.of(run, run("b", run))).rows();

        assertThat(figures.get(0).get(2)).isEqualTo("40.0%"); // 80 s of 2 cores times 100 s
    }

    @Test
    void where_no_node_has_cores_nothing_is_said_of_their_use() {
        RunSummary run = run("a", Timeline.of(0, 50 * SECOND, 1, List.of(new long[] {7})), "pending");

        List<List<String>> figures = new ServingFigures(List.of(run, run("b", run))).rows();

        assertThat(figures.get(0).subList(0, 3)).containsExactly("a", "1", "-");
    }

    private static RunSummary run(String scheduler, RunSummary like) {
        return new RunSummary(scheduler, 1, 0, like.dropped(), like.result(), null, like.requests());
    }

    private static RunSummary run(String scheduler, Timeline timeline, String column) {
        RunSummary sample = SampleRuns.of(20, false, scheduler).get(0);
        RunResult like = sample.result();
        var fleet = new FleetFigures(1, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, Double.NaN);
        var result = new RunResult(
                like.tasks(),
                like.fromNanos(),
                like.toNanos(),
                like.endNanos(),
                like.allocation(),
                like.headlineResource(),
                like.fragmentation(),
                like.queueingDelay(),
                like.completion(),
                like.slowdown(),
                like.boundedSlowdown(),
                like.events(),
                like.decisions(),
                like.refusals(),
                timeline,
                List.of(column),
                like.schedulerCounts(),
                like.faults(),
                like.availability(),
                like.waits(),
                new ElasticFigures(List.of(), fleet),
                FailoverFigures.NONE,
                DecisionWork.NONE,
                AdmissionFigures.NONE,
                List.of(),
                List.of());
        return new RunSummary(scheduler, 1, 0, sample.dropped(), result, null, requests());
    }

    private static TrafficResult requests() {
        var latency = new CensoredHistogram();
        for (int i = 0; i < 80; i++) {
            latency.observe(SECOND);
        }
        Map<CallOutcome, Long> answered = Map.of(CallOutcome.OK, 80L);
        var entry = EntryCounts.of("users", Double.NaN, 80, 80, 0, answered, latency);
        var service = ServiceCounts.of("web", 0, SECOND, 0, answered, latency, ServiceCounts.Extras.NONE);
        return TrafficResult.of(List.of(entry), List.of(service), 100 * SECOND, 100 * SECOND);
    }
}
