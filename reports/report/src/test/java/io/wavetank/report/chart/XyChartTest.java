package io.wavetank.report.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

final class XyChartTest {
    private static XyChart chart(boolean logarithmic, double[] xs, double[] ys) {
        return new XyChart(
                "Quantiles",
                "a sample",
                new XyChart.Axis("Seen", Quantity.NUMBER),
                new XyChart.Axis("Made", Quantity.NUMBER),
                logarithmic,
                List.of(XySeries.of("model", xs, ys)));
    }

    @Test
    void its_data_are_the_points_as_they_were_given() {
        XyChart chart = chart(false, new double[] {1, 2.5}, new double[] {-3, Double.NaN});

        assertThat(chart.data()).isEqualTo("series,x,y\nmodel,1,-3\nmodel,2.5,\n");
    }

    @Test
    void its_data_have_the_bands_that_are_drawn() {
        var banded =
                XySeries.of("a", new double[] {1}, new double[] {2}).withBand(new double[] {1.5}, new double[] {2.5});
        var plain = XySeries.of("b", new double[] {1}, new double[] {3});
        var axis = new XyChart.Axis("x", Quantity.NUMBER);

        assertThat(new XyChart("t", "", axis, axis, false, List.of(banded, plain)).data())
                .isEqualTo("series,x,y,lower,upper\na,1,2,1.5,2.5\nb,1,3,,\n");
    }

    @Test
    void a_logarithmic_chart_has_a_place_for_zero_left_of_the_smallest_value() {
        XyScales scales = XyScales.of(chart(true, new double[] {0, 10, 1000}, new double[] {0, 1, 100}));

        double[] xs = scales.lines().get(0).xs();
        assertThat(xs[1]).isCloseTo(1, within(1e-9));
        assertThat(xs[2]).isCloseTo(3, within(1e-9));
        assertThat(xs[0]).isLessThan(1).isCloseTo(scales.domain().lower(), within(1e-9));
    }

    @Test
    void a_linear_chart_reaches_below_zero_where_values_do() {
        XyScales scales = XyScales.of(chart(false, new double[] {1, 2}, new double[] {-0.3, 0.6}));

        assertThat(scales.range().lower()).isLessThanOrEqualTo(-0.3);
        assertThat(scales.range().upper()).isGreaterThanOrEqualTo(0.6);
    }

    @Test
    void points_none_of_which_is_finite_are_no_chart() {
        assertThat(chart(false, new double[] {Double.NaN}, new double[] {1}).isEmpty())
                .isTrue();
        assertThat(chart(false, new double[] {1}, new double[] {1}).isEmpty()).isFalse();
    }

    @Test
    void it_is_drawn_with_its_legend_and_its_labels() throws FontsMissingException {
        String svg = new ChartWriter().svg(chart(true, new double[] {1, 10, 1000}, new double[] {1, 20, 500}));

        assertThat(svg).contains("Quantiles").contains("model").contains("Seen").contains("Made");
    }

    @Test
    void a_logarithmic_axis_with_few_decades_has_marks_in_between() {
        XyScales scales = XyScales.of(chart(true, new double[] {1, 10, 1000}, new double[] {0.04, 0.1, 0.9}));

        assertThat(scales.range().ticks().stream().map(AxisTick::text)).containsExactly("0.05", "0.1", "0.2", "0.5");
        assertThat(scales.domain().ticks().stream().map(AxisTick::text)).containsExactly("1", "10", "100", "1,000");
    }

    @Test
    void a_logarithmic_axis_reaches_to_the_end_of_the_bands() {
        var line = XySeries.of("a", new double[] {1, 10}, new double[] {1, 10});
        var chart = new XyChart(
                "t",
                "",
                new XyChart.Axis("x", Quantity.NUMBER),
                new XyChart.Axis("y", Quantity.NUMBER),
                true,
                List.of(line.withBand(new double[] {1, 5}, new double[] {1, 100})));

        assertThat(XyScales.of(chart).range().upper()).isCloseTo(2, within(1e-9));
    }
}
