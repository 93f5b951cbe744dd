package io.wavetank.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Charts above each other on one time axis. */
final class PanelChartTest {
    @Test
    void the_data_says_in_which_panel_a_line_stands() {
        PanelChart chart = new PanelChart(
                "t",
                "s",
                List.of(
                        panel("Load", TimeSeries.of("web", new long[] {0, 5}, new double[] {1, 2})),
                        panel("Replicas", TimeSeries.of("hpa", new long[] {3}, new double[] {4}))));

        assertThat(chart.data()).isEqualTo("""
                panel,series,t_ns,value,lower,upper
                Load,web,0,1,,
                Load,web,5,2,,
                Replicas,hpa,3,4,,
                """);
    }

    @Test
    void a_name_is_one_line_of_the_legend_however_many_panels_it_stands_in() {
        assertThat(SampleCharts.panelsOfTwo().names()).containsExactly("load", "hpa", "kpa");
    }

    @Test
    void what_is_beside_the_compared_takes_no_colour_from_them() {
        PanelChart all = SampleCharts.panelsOfTwo();
        PanelChart chart = new PanelChart("t", "s", all.panels(), List.of("load"));

        assertThat(chart.names()).containsExactly("hpa", "kpa");
        assertThat(chart.look("hpa")).isZero();
        assertThat(chart.look("kpa")).isEqualTo(1);
        assertThat(HouseStyle.color(chart.look("load"))).isEqualTo(HouseStyle.ink());
    }

    @Test
    void panels_make_the_picture_taller() throws Exception {
        var writer = new ChartWriter();

        assertThat(writer.svg(SampleCharts.panels())).contains("height=\"720\"");
        assertThat(writer.svg(SampleCharts.panelsOfTwo())).contains("height=\"590\"");
    }

    /** The axis of all is that of the lowest. */
    @Test
    void each_panel_stands_on_a_line_of_its_own() throws Exception {
        TimeSeries line = TimeSeries.of("a", new long[] {0, 5}, new double[] {1, 4});
        int marks = AxisScale.values(1, 4, Quantity.NUMBER).ticks().size();
        String svg =
                new ChartWriter().svg(new PanelChart("t", "s", List.of(panel("Above", line), panel("Below", line))));

        assertThat(Pattern.compile("x1=\"([0-9.]+)\" x2=\"(?!\\1\")[0-9.]+\" y1=\"([0-9.]+)\" y2=\"\\2\"")
                        .matcher(svg)
                        .results()
                        .map(level -> Math.round(Double.parseDouble(level.group(2))))
                        .distinct())
                .hasSize(2 * marks);
    }

    /** The mark of a bound on the upper edge of the frame is 8 pixels high. */
    @Test
    void what_may_be_drawn_beyond_a_frame_is_as_much_as_its_marks_need() {
        TimeSeries line = TimeSeries.of("a", new long[] {0, 5}, new double[] {1, 4});
        var bare = new LinePainter(List.of(Polyline.of(line, TimeChart.Shape.STEP)));
        var marked = new LinePainter(
                List.of(Polyline.of(line.withBounds(new boolean[] {false, true}), TimeChart.Shape.STEP)));

        assertThat(bare.marginPixels()).isLessThan(8);
        assertThat(marked.marginPixels()).isGreaterThan(8);
    }

    private static TimeChart panel(String label, TimeSeries series) {
        return new TimeChart("", "", label, Quantity.NUMBER, TimeChart.Shape.STEP, List.of(series));
    }
}
