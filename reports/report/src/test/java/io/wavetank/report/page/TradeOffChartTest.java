package io.wavetank.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.report.chart.ChartWriter;
import io.wavetank.report.chart.FontsMissingException;
import io.wavetank.report.chart.ParetoChart;
import io.wavetank.report.result.Differences;
import io.wavetank.report.result.RunSummary;
import io.wavetank.sim.record.ElasticFigures;
import io.wavetank.sim.record.FleetFigures;
import io.wavetank.sim.record.RunResult;
import io.wavetank.sim.record.ServiceFigures;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What ways to scale cost against how long requests take, of 1,000 requests some of which are lost. */
final class TradeOffChartTest {
    private static final RunSummary DEAR = run("dear", 3, 0.2, 0);
    private static final RunSummary BETWEEN = run("between", 2, 0.4, 10);
    private static final RunSummary CHEAP = run("cheap", 1, 0.3, 11);

    private static ParetoChart chart(RunSummary... runs) {
        Map<String, List<RunSummary>> groups = Differences.byScheduler(List.of(runs));
        return (ParetoChart) Objects.requireNonNull(
                new TradeOffChart(groups, "a day").charts().get("trade-off"));
    }

    private static List<String> latencies(ParetoChart chart) {
        return chart.data().lines().filter(line -> line.startsWith("p99")).toList();
    }

    @Test
    void a_p99_of_which_no_more_is_known_is_marked_and_beats_no_other() {
        ParetoChart chart = chart(DEAR, BETWEEN, CHEAP);

        assertThat(chart.subtitle()).isEqualTo("a day; triangles: at least this, as many failed");
        assertThat(latencies(chart))
                .containsExactly(
                        "p99 latency,dear,3,,0.2,,true,0",
                        "p99 latency,between,2,,0.4,,true,0",
                        "p99 latency,cheap,1,,0.3,,true,1");
        assertThat(ChartTable.of("trade-off", chart).table().rows())
                .contains(
                        List.of("between", "2", "p99 latency", "400 ms", "yes"),
                        List.of("cheap", "1", "p99 latency", ">=300 ms", "yes"));
    }

    @Test
    void it_is_drawn_as_a_triangle() throws FontsMissingException {
        var writer = new ChartWriter();

        assertThat(circles(writer.svg(chart(DEAR, BETWEEN, run("cheap", 1, 0.3, 10)))))
                .isEqualTo(1 + circles(writer.svg(chart(DEAR, BETWEEN, CHEAP))));
    }

    private static long circles(String svg) {
        return svg.split("<circle ", -1).length - 1L;
    }

    @Test
    void a_bound_may_be_beaten_by_what_is_known() {
        assertThat(latencies(chart(DEAR, run("known", 1, 0.1, 0), run("bound", 2, 0.3, 11))))
                .contains("p99 latency,known,1,,0.1,,true,0", "p99 latency,bound,2,,0.3,,false,1");
    }

    @Test
    void where_everything_is_known_no_bound_is_spoken_of() {
        ParetoChart chart = chart(DEAR, BETWEEN, run("cheap", 1, 0.3, 10));

        assertThat(chart.subtitle()).isEqualTo("a day");
        assertThat(latencies(chart)).contains("p99 latency,between,2,,0.4,,false");
    }

    private static RunSummary run(String name, double cost, double p99Seconds, double lost) {
        var elasticity = new ServiceFigures.Elasticity(1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        var service = new ServiceFigures(
                "web", 1000, 1000 - lost, lost, 0.1, 0.1, p99Seconds, 0, elasticity, 0, 0, 0, false, false);
        var fleet = new FleetFigures(1, cost, 1, 1, 0, 0, 0, 0, 0, 0, 0, Double.NaN);
        RunSummary sample = SampleRuns.of(20, false, name).get(0);
        RunResult result = SampleRuns.growing(
                sample.result(), sample.result().allocation(), new ElasticFigures(List.of(service), fleet));
        return new RunSummary(name, 1, 0, sample.dropped(), result);
    }
}
