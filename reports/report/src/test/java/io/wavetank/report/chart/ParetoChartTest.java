package io.wavetank.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.report.chart.ParetoChart.Choice;
import io.wavetank.report.chart.ParetoChart.Measured;
import io.wavetank.report.chart.ParetoChart.Panel;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ParetoChartTest {
    private static final Choice CHEAP = choice("cheap", 80, 3);
    private static final Choice BETWEEN = choice("between", 90, 1);
    private static final Choice BEATEN = choice("beaten", 95, 1);
    private static final Choice DEAR = choice("dear", 120, 0);

    private static Choice choice(String name, double x, double y) {
        return new Choice(name, new Measured(x, Double.NaN), new Measured(y, Double.NaN));
    }

    private static ParetoChart chart(Choice... choices) {
        var panel = new Panel(new XyChart.Axis("p99", Quantity.SECONDS), List.of(choices));
        return new ParetoChart("t", "", new XyChart.Axis("Cost", Quantity.NUMBER), List.of(panel));
    }

    @Test
    void the_front_is_what_no_other_is_better_than_in_one_and_as_good_in_the_other() {
        Panel panel = chart(CHEAP, BETWEEN, BEATEN, DEAR).panels().get(0);

        assertThat(panel.choices().stream().filter(panel::onFront).map(Choice::name))
                .containsExactly("cheap", "between", "dear");
    }

    @Test
    void equal_choices_do_not_beat_each_other() {
        Panel panel = chart(BETWEEN, choice("same", 90, 1)).panels().get(0);

        assertThat(panel.choices()).allMatch(panel::onFront);
    }

    @Test
    void a_choice_without_a_figure_is_left_out_and_beats_nothing() {
        ParetoChart chart = chart(choice("unknown", 1, Double.NaN), DEAR);

        assertThat(chart.data())
                .isEqualTo("panel,choice,x,x_half_width,y,y_half_width,on_front\np99,dear,120,,0,,true\n");
    }

    @Test
    void it_is_drawn_with_the_name_of_each_choice() throws FontsMissingException {
        String svg = new ChartWriter().svg(chart(CHEAP, BETWEEN, BEATEN, DEAR));

        assertThat(svg).contains(">cheap<", ">between<", ">beaten<", ">dear<", ">dominated<");
    }

    @Test
    void names_of_points_that_lie_together_are_all_written() throws FontsMissingException {
        String svg = new ChartWriter()
                .svg(chart(
                        choice("target-tracking", 36, 5),
                        choice("horizontal", 38.2, 0),
                        choice("keda", 39.6, 0),
                        choice("moving-window", 43.9, 0),
                        choice("knative", 44.7, 0),
                        choice("predictive", 45.2, 0),
                        choice("the same", 45.2, 0),
                        DEAR));

        assertThat(svg).contains(">horizontal<", ">keda<", ">moving-window<", ">knative<", ">predictive<");
        assertThat(svg).contains(">the same<");
    }

    @Test
    void an_axis_near_its_values_need_not_begin_at_zero() {
        AxisScale scale = AxisScale.near(101, 119, Quantity.NUMBER);

        assertThat(scale.lower()).isGreaterThan(80).isLessThan(101);
        assertThat(scale.upper()).isGreaterThan(119).isLessThan(140);
        assertThat(AxisScale.near(5, 5, Quantity.NUMBER).lower()).isLessThan(5);
        assertThat(AxisScale.near(0, 0, Quantity.NUMBER).upper()).isPositive();
    }
}
