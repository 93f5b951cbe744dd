package io.wavetank.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.traffic.CallOutcome;
import io.wavetank.report.result.RunSummary;
import io.wavetank.report.table.ServingFigures;
import io.wavetank.sim.record.CensoredHistogram;
import io.wavetank.sim.record.ElasticFigures;
import io.wavetank.sim.record.FleetFigures;
import io.wavetank.sim.record.RunResult;
import io.wavetank.sim.traffic.EntryCounts;
import io.wavetank.sim.traffic.ServiceCounts;
import io.wavetank.sim.traffic.TrafficResult;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What serving takes, where machines come and go. */
final class ServingFiguresTest {
    private static final long SECOND = 1_000_000_000L;

    /** Between two samples of ten cores and two there were ten for 5 s of the 100 in which requests count: 2.4 in the mean, while replicas work for 80 s. */
    @Test
    void cores_are_the_mean_over_the_time_in_which_requests_count() {
        RunSummary run = run("a", List.of(new RunResult.Allocation("cpu", 2400, 0.3, 0.3, 0.3, 0.3)));

        List<List<String>> figures = new ServingFigures(List.of(run, run("b", run))).rows();

        assertThat(figures.get(0).get(2)).isEqualTo("33.3%"); // 80 s of 2.4 cores times 100 s
    }

    @Test
    void where_no_node_has_cores_nothing_is_said_of_their_use() {
        RunSummary run = run("a", List.of());

        List<List<String>> figures = new ServingFigures(List.of(run, run("b", run))).rows();

        assertThat(figures.get(0).subList(0, 3)).containsExactly("a", "1", "-");
    }

    private static RunSummary run(String scheduler, RunSummary like) {
        return new RunSummary(scheduler, 1, 0, like.dropped(), like.result(), null, like.requests());
    }

    private static RunSummary run(String scheduler, List<RunResult.Allocation> allocation) {
        RunSummary sample = SampleRuns.of(20, false, scheduler).get(0);
        var fleet = new FleetFigures(1, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, Double.NaN);
        RunResult result = SampleRuns.growing(sample.result(), allocation, new ElasticFigures(List.of(), fleet));
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
