package io.wavetank.report.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ChartDataTest {
    @Test
    void a_time_chart_returns_the_points_it_was_given() {
        TimeSeries plain = TimeSeries.of("first, fit", new long[] {0, 1_500_000_000L}, new double[] {0.1, Double.NaN});
        TimeSeries banded =
                TimeSeries.of("b", new long[] {7}, new double[] {2}).withBand(new double[] {1}, new double[] {3.5});
        TimeChart chart = new TimeChart("t", "s", "v", Quantity.NUMBER, TimeChart.Shape.STEP, List.of(plain, banded));

        assertThat(chart.data()).isEqualTo("""
                        series,t_ns,value,lower,upper
                        "first, fit",0,0.1,,
                        "first, fit",1500000000,,,
                        b,7,2,1,3.5
                        """);
    }

    @Test
    void a_time_chart_says_which_of_its_points_are_lower_bounds_if_any_is() {
        TimeSeries some = TimeSeries.of("a", new long[] {1, 2, 3}, new double[] {4, 5, Double.NaN})
                .withBounds(new boolean[] {false, true, true});
        TimeChart chart = new TimeChart("t", "s", "v", Quantity.NUMBER, TimeChart.Shape.LINE, List.of(some));

        assertThat(chart.data()).isEqualTo("series,t_ns,value,lower,upper,at_least\na,1,4,,,0\na,2,5,,,1\na,3,,,,0\n");
    }

    @Test
    void a_distribution_of_samples_has_one_step_for_equal_values() {
        CdfChart chart = new CdfChart(
                "t", "", "v", Quantity.SECONDS, "share", List.of(CdfSeries.ofSamples("a", new double[] {3, 0, 0, 1})));

        assertThat(chart.data()).isEqualTo("series,value,share\na,0,0.5\na,1,0.75\na,3,1\n");
    }

    @Test
    void a_distribution_of_nothing_is_no_line_and_one_of_what_is_not_over_is_flat() {
        AxisScale domain = AxisScale.values(0, 10, Quantity.SECONDS);
        CdfSeries none = CdfSeries.ofSteps("none", new double[0], new double[0]);
        CdfSeries flat = CdfSeries.ofSteps("flat", new double[] {0}, new double[] {0});

        assertThat(Drawing.distribution(none, null, domain).xs()).isEmpty();
        assertThat(Drawing.distribution(flat, null, domain).xs()).startsWith(0).endsWith(10);
        assertThat(new CdfChart("t", "", "v", Quantity.SECONDS, "share", List.of(none, flat)).isEmpty())
                .isTrue();
    }

    @Test
    void a_distribution_of_which_no_more_is_known_ends_with_its_last_step() {
        AxisScale domain = AxisScale.values(0, 10, Quantity.SECONDS);
        CdfSeries some = CdfSeries.ofSteps("some", new double[] {1, 4}, new double[] {0.3, 0.6});
        CdfSeries all = CdfSeries.ofSteps("all", new double[] {1, 4}, new double[] {0.3, 1});

        assertThat(Drawing.distribution(some, null, domain).xs()).endsWith(4);
        assertThat(Drawing.distribution(some, null, domain).ys()).endsWith(0.3, 0.6);
        assertThat(Drawing.distribution(all, null, domain).xs()).endsWith(10);
    }

    @Test
    void a_name_without_a_line_says_so() throws FontsMissingException {
        CdfSeries none = CdfSeries.ofSteps("nobody", new double[0], new double[0]);
        CdfSeries all = CdfSeries.ofSteps("all", new double[] {1, 4}, new double[] {0.3, 1});
        var chart = new CdfChart("t", "", "v", Quantity.SECONDS, "share", List.of(none, all));

        assertThat(new ChartWriter().svg(chart)).contains(">nobody (none)<", ">all<");
    }

    @Test
    void a_bar_chart_returns_values_and_whiskers() {
        BarSeries series = new BarSeries("s", List.of(BarSeries.Bar.of(2), BarSeries.Bar.of(3, 2.5, 4)));
        BarChart chart = new BarChart("t", "", "v", Quantity.NUMBER, "Scheduler", List.of("x", "y"), List.of(series));

        assertThat(chart.data()).isEqualTo("category,series,value,lower,upper\nx,s,2,,\ny,s,3,2.5,4\n");
    }

    @Test
    void a_heatmap_returns_its_cells_with_the_time_at_which_each_begins() {
        HeatGrid grid = new HeatGrid(List.of("a", "b"), 10, 5, new double[][] {{1, 2}, {Double.NaN, 4}});

        assertThat(new HeatmapChart("t", "", "r", "v", Quantity.SHARE, grid).data())
                .isEqualTo("row,t_ns,value\na,10,1\na,15,2\nb,10,\nb,15,4\n");
    }

    @Test
    void numbers_have_twelve_digits_and_no_locale() {
        double[] values = {1 / 3.0, 2e-3, 1e22, 1_234_567.5, -0.0};
        TimeSeries series = TimeSeries.of("a", new long[5], values);
        TimeChart chart = new TimeChart("", "", "", Quantity.NUMBER, TimeChart.Shape.LINE, List.of(series));

        assertThat(chart.data().lines().skip(1).map(line -> line.split(",", -1)[2]))
                .containsExactly("0.333333333333", "0.002", "1E+22", "1234567.5", "0");
    }

    @Test
    void arrays_are_copied_and_series_compare_by_content() {
        double[] values = {1, 2};
        TimeSeries series = TimeSeries.of("a", new long[] {0, 1}, values);
        values[0] = 9;

        assertThat(series).isEqualTo(TimeSeries.of("a", new long[] {0, 1}, new double[] {1, 2}));
        assertThat(series).hasSameHashCodeAs(TimeSeries.of("a", new long[] {0, 1}, new double[] {1, 2}));
        assertThat(series).isNotEqualTo(TimeSeries.of("a", new long[] {0, 1}, new double[] {1, 3}));
    }

    @Test
    void data_that_make_no_sense_are_refused() {
        assertThatThrownBy(() -> TimeSeries.of("a", new long[] {2, 1}, new double[2]))
                .hasMessage("times of series a go back at index 1: 2 then 1");
        assertThatThrownBy(() -> TimeSeries.of("a", new long[1], new double[2]))
                .hasMessageContaining("1 values expected, got 2");
        assertThatThrownBy(() -> CdfSeries.ofSamples("a", new double[] {-1})).hasMessageContaining("not negative");
        assertThatThrownBy(() -> CdfSeries.ofSamples("a", new double[] {Double.NaN}))
                .hasMessageContaining("ascending");
        assertThatThrownBy(() -> CdfSeries.ofSteps("a", new double[] {1}, new double[] {1.5}))
                .hasMessageContaining("0..1");
        assertThatThrownBy(() -> new BarChart(
                        "", "", "", Quantity.NUMBER, "Scheduler", List.of("x"), List.of(BarSeries.of("s"))))
                .hasMessageContaining("1 values expected, got 0");
        assertThatThrownBy(() -> BarSeries.Bar.of(1, 3, 2)).hasMessageContaining("Whisker");
        assertThatThrownBy(() -> new HeatGrid(List.of("a"), 0, 0, new double[1][1]))
                .hasMessageContaining("0 ns");
    }

    @Test
    void a_chart_of_gaps_alone_is_empty() {
        TimeSeries gaps = TimeSeries.of("a", new long[1], new double[] {Double.NaN});

        assertThat(new TimeChart("", "", "", Quantity.NUMBER, TimeChart.Shape.LINE, List.of(gaps)).isEmpty())
                .isTrue();
        assertThat(SampleCharts.bands().isEmpty()).isFalse();
    }
}
