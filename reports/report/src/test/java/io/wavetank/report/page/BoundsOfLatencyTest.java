package io.wavetank.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.traffic.CallOutcome;
import io.wavetank.report.chart.Chart;
import io.wavetank.report.chart.TimeChart;
import io.wavetank.report.chart.TimeSeries;
import io.wavetank.report.result.RunSummary;
import io.wavetank.report.table.RequestFigures;
import io.wavetank.report.table.ServingFigures;
import io.wavetank.sim.record.CensoredHistogram;
import io.wavetank.sim.traffic.EntryCounts;
import io.wavetank.sim.traffic.LossRecovery;
import io.wavetank.sim.traffic.TrafficResult;
import io.wavetank.sim.traffic.TrafficTimeline;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Of requests that fail it is known that they took as long as they did, and no more: where they are many, quantiles are lower bounds. */
final class BoundsOfLatencyTest {
    private static final long SECOND = 1_000_000_000L;
    private static final List<RunSummary> RUNS = List.of(run("few", 1), run("many", 5));

    @Test
    void tables_mark_quantiles_that_requests_that_failed_reach() {
        List<List<String>> requests = new RequestFigures(RUNS).requests();
        List<List<String>> serving = new ServingFigures(RUNS).rows();

        assertThat(requests.get(0).subList(3, 5)).containsExactly("1 s", "1 s");
        assertThat(requests.get(1).subList(3, 5)).containsExactly("1 s", ">=3 s");
        assertThat(serving.get(0).subList(3, 5)).containsExactly("1 s", "1 s");
        assertThat(serving.get(1).subList(3, 5)).containsExactly("1 s", ">=3 s");
    }

    /** Requests that are refused at once take no time: the fastest p99 there is would be that of a service which answers nearly none. Where more than 1 % fail, 99 % are answered within no time. */
    @Test
    void a_quantile_that_fewer_requests_than_that_were_answered_within_is_marked_however_quickly_the_others_failed() {
        List<RunSummary> quick = List.of(run("few", 1, 0), run("many", 2, 0));

        assertThat(new RequestFigures(quick).requests().get(0).subList(3, 5)).containsExactly("1 s", "1 s");
        assertThat(new RequestFigures(quick).requests().get(1).subList(3, 5)).containsExactly("1 s", ">=1 s");
        assertThat(new ServingFigures(quick).rows().get(1).subList(3, 5)).containsExactly("1 s", ">=1 s");
        assertThat(Finding.of(quick).sentence()).contains("p99 of requests: between 1 s (few) and >= 1 s (many)");
        assertThat(new RequestFigures(List.of(run("most", 51, 0)))
                        .requests()
                        .get(0)
                        .subList(3, 5))
                .containsExactly(">=1 s", ">=1 s");
    }

    @Test
    void the_sentence_on_top_marks_them_and_gives_no_order_where_there_is_none() {
        assertThat(Finding.of(RUNS).sentence()).contains("p99 of requests: between 1 s (few) and >= 3 s (many)");
        assertThat(Finding.of(List.of(run("some", 4), run("many", 5))).sentence())
                .contains("p99 of requests: >= 3 s under each scheduler");
        assertThat(Finding.of(List.of(run("many", 5), run("slow", 5, 7), run("few", 1)))
                        .sentence())
                .contains("p99 of requests: no order");
    }

    /** In the first second all of a hundred are answered, in the second two of them fail at once. */
    @Test
    void a_quantile_over_time_is_marked_where_that_many_failed() {
        List<TrafficTimeline.Row> rows = List.of(
                new TrafficTimeline.Row(0, 100, 100, 0, 100, 10, 20, 30, 1),
                new TrafficTimeline.Row(SECOND, 100, 98, 2, 98, 10, 20, 30, 1));
        TrafficResult of = RUNS.get(0).requests();
        assertThat(of).isNotNull();
        var traffic = new TrafficResult(
                of.entries(),
                of.services(),
                TrafficTimeline.of(SECOND, 3 * SECOND / 2, rows),
                of.paths(),
                0,
                2 * SECOND,
                0,
                of.recovery(),
                of.machines(),
                of.memory());
        RunSummary like = RUNS.get(0);
        var run = new RunSummary("web", 1, 0, like.dropped(), like.result(), null, traffic);
        Map<String, Chart> charts = ExperimentCharts.of(List.of(run), "requests");
        TimeChart latency = (TimeChart) charts.get("latency");

        assertThat(latency).isNotNull();
        assertThat(latency.subtitle()).contains("at least");
        assertThat(latency.series().stream().filter(TimeSeries::hasBounds).map(TimeSeries::name))
                .containsExactly("p99");
        assertThat(latency.series().get(2).atLeast(0)).isFalse();
        assertThat(latency.series().get(2).atLeast(1)).isTrue();
        assertThat(charts.get("requests"))
                .as("the end cuts the second row in half")
                .isInstanceOfSatisfying(TimeChart.class, requests -> {
                    assertThat(requests.series().get(0).value(0)).isEqualTo(100);
                    assertThat(requests.series().get(0).value(1)).isEqualTo(200);
                });
        assertThat(ChartTable.of("latency", latency).table().rows().get(1))
                .contains(">=0.03 us")
                .contains("0.02 us");
    }

    @Test
    void how_long_requests_fail_after_a_loss_is_marked_where_a_run_ends_before_that_is_over() {
        List<RunSummary> runs = List.of(
                recovered("over", new LossRecovery(1, 15, 15, false)),
                recovered("not over", new LossRecovery(1, 20, 20, true)));

        assertThat(new ServingFigures(runs).rows()).map(row -> row.get(6)).containsExactly("15 s", ">=20 s");
        assertThat(HtmlReport.page(ReportGallery.content("Requests", runs, Map.of())))
                .contains("marks a lower bound");
    }

    @Test
    void of_a_window_in_which_no_request_came_nothing_is_told() {
        RunSummary like = RUNS.get(0);
        var entry = EntryCounts.of("users", Double.NaN, 0, 0, 0, Map.of(), new CensoredHistogram());
        TrafficResult none = TrafficResult.of(List.of(entry), List.of(), 0, 100 * SECOND);
        var run = new RunSummary("web", 1, 0, like.dropped(), like.result(), null, none);

        assertThat(Finding.of(List.of(run)).sentence()).isEqualTo("No request came within the window.");
    }

    private static RunSummary recovered(String scheduler, LossRecovery recovery) {
        RunSummary like = run(scheduler, 0);
        TrafficResult of = Objects.requireNonNull(like.requests());
        var traffic = new TrafficResult(
                of.entries(),
                of.services(),
                of.timeline(),
                of.paths(),
                of.fromNanos(),
                of.windowNanos(),
                of.events(),
                recovery,
                of.machines(),
                of.memory());
        return new RunSummary(scheduler, 1, 0, like.dropped(), like.result(), null, traffic);
    }

    @Test
    void a_page_says_what_the_mark_means_where_only_requests_failed() {
        assertThat(HtmlReport.page(ReportGallery.content("Requests", RUNS, Map.of())))
                .contains("marks a lower bound", "Requests that failed");
    }

    private static RunSummary run(String scheduler, int failed) {
        return run(scheduler, failed, 3);
    }

    /** Of 100 requests some failed after so many seconds, and all others were answered after one. */
    private static RunSummary run(String scheduler, int failed, int seconds) {
        var latency = new CensoredHistogram();
        for (int i = 0; i < 100; i++) {
            if (i < failed) {
                latency.censor(seconds * SECOND);
            } else {
                latency.observe(SECOND);
            }
        }
        Map<CallOutcome, Long> outcomes = Map.of(CallOutcome.OK, 100L - failed, CallOutcome.TRY_TIMEOUT, (long) failed);
        var entry = EntryCounts.of("users", Double.NaN, 100, 100, 0, outcomes, latency);
        RunSummary like = SampleRuns.of(20, false, scheduler).get(0);
        return new RunSummary(
                scheduler,
                1,
                0,
                like.dropped(),
                like.result(),
                null,
                TrafficResult.of(List.of(entry), List.of(), 0, 100 * SECOND));
    }
}
