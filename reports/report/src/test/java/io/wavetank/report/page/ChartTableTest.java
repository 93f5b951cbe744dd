package io.wavetank.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.report.chart.BarChart;
import io.wavetank.report.chart.BarSeries;
import io.wavetank.report.chart.CdfChart;
import io.wavetank.report.chart.CdfSeries;
import io.wavetank.report.chart.HeatGrid;
import io.wavetank.report.chart.HeatmapChart;
import io.wavetank.report.chart.ParetoChart;
import io.wavetank.report.chart.Quantity;
import io.wavetank.report.chart.TimeChart;
import io.wavetank.report.chart.TimeSeries;
import io.wavetank.report.chart.XyChart;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class ChartTableTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void a_short_series_is_shown_whole_and_a_step_holds_until_the_next_one() {
        var a = TimeSeries.of("a", new long[] {0, 10 * SECOND, 20 * SECOND}, new double[] {1, 2, 3});
        var b = TimeSeries.of("b", new long[] {5 * SECOND, 20 * SECOND}, new double[] {7, 8});

        ChartTable step = ChartTable.of("pending", time(TimeChart.Shape.STEP, a, b));
        ChartTable line = ChartTable.of("pending", time(TimeChart.Shape.LINE, a, b));

        assertThat(step.table().rowHead()).isEqualTo("Time, s");
        assertThat(step.table().rows())
                .containsExactly(
                        List.of("0.00", "1", "-"),
                        List.of("5.00", "1", "7"),
                        List.of("10.00", "2", "7"),
                        List.of("20.00", "3", "8"));
        assertThat(line.table().rows().get(1)).containsExactly("5.00", "-", "7");
        assertThat(step.note()).doesNotContain("Thinned").contains("timeline.csv.gz");
    }

    @Test
    void samples_of_requests_are_said_to_be_where_they_are() {
        TimeChart chart = time(TimeChart.Shape.LINE, TimeSeries.of("a", new long[] {0}, new double[] {1}));

        assertThat(ChartTable.of("latency", chart).note()).contains("traffic.csv.gz");
        assertThat(ChartTable.of("requests", chart).note()).contains("traffic.csv.gz");
        assertThat(ChartTable.of("allocation-cpu", chart).note()).contains("timeline.csv.gz");
    }

    /** Those of services are a table of their own, which summary.csv has no place for. */
    @Test
    void figures_of_services_are_said_to_be_in_the_summary_that_has_them() {
        var axis = new XyChart.Axis("Cost", Quantity.NUMBER);
        var one = new ParetoChart.Measured(1, Double.NaN);
        var panel = new ParetoChart.Panel(axis, List.of(new ParetoChart.Choice("a", one, one)));

        assertThat(ChartTable.of("trade-off", new ParetoChart("t", "", axis, List.of(panel)))
                        .note())
                .contains("summary.json");
    }

    @Test
    void a_long_series_is_thinned_evenly_with_its_first_and_last_row_and_says_so() {
        long[] times = LongStream.range(0, 2001).map(i -> i * 3600 * SECOND).toArray();
        double[] values = IntStream.range(0, 2001).asDoubleStream().toArray();

        ChartTable table = ChartTable.of("pending", time(TimeChart.Shape.STEP, TimeSeries.of("a", times, values)));

        assertThat(table.table().rows()).hasSize(50);
        assertThat(table.table().rows().get(0)).containsExactly("0.00", "0");
        assertThat(table.table().rows().get(49)).containsExactly("83.33", "2,000");
        assertThat(table.table().rowHead()).isEqualTo("Time, d");
        assertThat(table.note()).contains("Thinned: 50 of 2,001 instants");
    }

    @Test
    void a_distribution_is_read_off_at_shares_and_has_no_value_where_it_does_not_reach() {
        var whole = CdfSeries.ofSteps("whole", new double[] {0, 90, 7200}, new double[] {0.5, 0.9, 1});
        var cut = CdfSeries.ofSteps("cut", new double[] {0.5}, new double[] {0.95});
        ChartTable table = ChartTable.of(
                "pending", new CdfChart("Delay", "", "Delay", Quantity.SECONDS, "Share of tasks", List.of(whole, cut)));

        assertThat(table.table().rows())
                .contains(
                        List.of("50%", "0 s", "500 ms"),
                        List.of("60%", "90 s", "500 ms"),
                        List.of("95%", "2 h", "500 ms"),
                        List.of("99.9%", "2 h", "-"));
    }

    @Test
    void bars_are_shown_with_their_intervals() {
        var bars = new BarSeries("CPU", List.of(BarSeries.Bar.of(0.5, 0.4, 0.6), BarSeries.Bar.of(Double.NaN)));
        ChartTable table = ChartTable.of(
                "pending",
                new BarChart(
                        "Mean",
                        "",
                        "Allocated",
                        Quantity.SHARE,
                        "Scheduler",
                        List.of("first-fit", "best-fit"),
                        List.of(bars)));

        assertThat(table.table().rows())
                .containsExactly(List.of("first-fit", "50.0% (40.0% to 60.0%)"), List.of("best-fit", "-"));
    }

    @Test
    void bars_are_headed_by_what_they_are_of() {
        var bars = new BarSeries("first-fit", List.of(BarSeries.Bar.of(3)));
        var chart = new BarChart(
                "Mean delay by team", "", "Delay", Quantity.SECONDS, "Group", List.of("red"), List.of(bars));

        assertThat(ChartTable.of("wait-by-group", chart).table().rowHead()).isEqualTo("Group");
    }

    @Test
    void a_heat_map_is_thinned_both_ways() {
        double[][] values = new double[96][1000];
        values[95][999] = 1;
        var names = IntStream.rangeClosed(1, 96).mapToObj(String::valueOf).toList();
        ChartTable table = ChartTable.of(
                "pending",
                new HeatmapChart(
                        "Heat", "", "Nodes", "Allocated", Quantity.SHARE, new HeatGrid(names, 0, 60 * SECOND, values)));

        assertThat(table.table().rows()).hasSize(25);
        assertThat(table.table().columns()).hasSize(12).last().isEqualTo(new DataTable.Column("Nodes", "96"));
        assertThat(table.table().rows().get(24)).last().isEqualTo("100.0%");
        assertThat(table.note()).contains("25 of 1,000 instants", "12 of 96 groups of nodes");
    }

    @Test
    void bytes_are_shown_in_a_unit_for_people() {
        var layer = TimeSeries.of("used", new long[] {0}, new double[] {3.0 * (1L << 30)});
        ChartTable table = ChartTable.of(
                "pending", new TimeChart("Memory", "", "Memory", Quantity.BYTES, TimeChart.Shape.LINE, List.of(layer)));

        assertThat(table.table().rows()).containsExactly(List.of("0.00", "3 GiB"));
    }

    @Test
    void a_choice_of_rows_is_even_and_holds_both_ends() {
        assertThat(ChartTable.spread(0, 5)).isEmpty();
        assertThat(ChartTable.spread(5, 5)).containsExactly(0, 1, 2, 3, 4);
        assertThat(ChartTable.spread(101, 5)).containsExactly(0, 25, 50, 75, 100);
        assertThat(DoubleStream.of(ChartTable.spread(2_000_000_000, 3)[2]).sum())
                .isEqualTo(1_999_999_999);
    }

    private static TimeChart time(TimeChart.Shape shape, TimeSeries... series) {
        return new TimeChart("Pending", "", "Tasks", Quantity.NUMBER, shape, List.of(series));
    }
}
