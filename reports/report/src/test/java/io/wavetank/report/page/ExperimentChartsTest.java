package io.wavetank.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.report.chart.BarChart;
import io.wavetank.report.chart.BarSeries;
import io.wavetank.report.chart.HeatmapChart;
import io.wavetank.report.chart.TimeChart;
import io.wavetank.report.chart.TimeSeries;
import io.wavetank.report.result.RunSummary;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ExperimentChartsTest {
    @Test
    void several_schedulers_have_a_heat_map_each_and_one_chart_of_everything_else() {
        assertThat(ExperimentCharts.of(SampleRuns.of(900, false, "first-fit", "worst-fit"), "made up"))
                .containsOnlyKeys(
                        "allocation-mean",
                        "allocation-cpu",
                        "allocation-memory",
                        "pending",
                        "queueing-delay-cdf",
                        "slowdown-cdf",
                        "heatmap-first-fit",
                        "heatmap-worst-fit");
    }

    @Test
    void a_single_bar_and_a_single_node_make_no_picture() {
        assertThat(ExperimentCharts.of(SampleRuns.onePool(900), "made up"))
                .containsOnlyKeys("allocation-cpu", "pending", "queueing-delay-cdf", "slowdown-cdf");
    }

    /** Lying one below the other, where they would stand far apart in as many colours. */
    @Test
    void one_scheduler_has_a_bar_for_each_resource() {
        var means =
                (BarChart) Objects.requireNonNull(ExperimentCharts.of(SampleRuns.of(150, false, "first-fit"), "made up")
                        .get("allocation-mean"));

        assertThat(means.title()).isEqualTo("Mean allocation: first-fit");
        assertThat(means.categories()).containsExactly("CPU", "Memory");
        assertThat(means.series()).extracting(BarSeries::name).containsExactly("first-fit");
        assertThat(ChartTable.of("allocation-mean", means).table().rowHead()).isEqualTo("Resource");
    }

    @Test
    void heat_maps_end_where_the_other_charts_over_time_end() {
        var charts = ExperimentCharts.of(SampleRuns.of(150, false, "first-fit"), "made up");

        var allocated = ((TimeChart) Objects.requireNonNull(charts.get("allocation-cpu")))
                .series()
                .get(0);
        var heat = (HeatmapChart) Objects.requireNonNull(charts.get("heatmap"));
        assertThat(heat.grid().columnCount()).isEqualTo(allocated.size());
        assertThat(heat.rowLabel()).isEqualTo("Node");
    }

    @Test
    void no_band_says_that_more_than_all_was_allocated() {
        var busy = SampleRuns.of(150, false, "first-fit").get(0);
        var idle = SampleRuns.of(10, false, "first-fit").get(0);
        var second = new RunSummary(idle.scheduler(), 1, 1, new TreeMap<>(), idle.result());

        var charts = ExperimentCharts.of(List.of(busy, second), "made up");
        TimeSeries cpu = ((TimeChart) Objects.requireNonNull(charts.get("allocation-cpu")))
                .series()
                .get(0);
        double[] above = IntStream.range(0, cpu.size()).mapToDouble(cpu::upper).toArray();
        assertThat(DoubleStream.of(above).max()).hasValue(1);
        assertThat(IntStream.range(0, above.length)).anyMatch(at -> cpu.value(at) < 0.9 && above[at] == 1);
        var means = (BarChart) Objects.requireNonNull(charts.get("allocation-mean"));
        assertThat(means.series())
                .flatExtracting(BarSeries::bars)
                .extracting(BarSeries.Bar::whisker)
                .doesNotContainNull()
                .allMatch(whisker -> whisker.lower() >= 0 && whisker.upper() <= 1)
                .anyMatch(whisker -> whisker.lower() == 0 && whisker.upper() == 1);
    }

    @Test
    void of_tasks_that_all_began_at_once_there_is_no_curve_of_waits() {
        assertThat(ExperimentCharts.of(SampleRuns.of(5, false, "first-fit"), "made up"))
                .containsKey("pending")
                .doesNotContainKey("queueing-delay-cdf");
    }

    @Test
    void of_services_that_stay_and_never_wait_there_is_no_line_along_an_axis() {
        assertThat(ExperimentCharts.of(SampleRuns.services(5), "made up"))
                .containsKey("allocation-cpu")
                .doesNotContainKeys("pending", "queueing-delay-cdf");
    }
}
