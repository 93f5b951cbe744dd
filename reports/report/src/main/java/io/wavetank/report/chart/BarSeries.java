package io.wavetank.report.chart;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One colour of a bar chart: a bar for each category.
 *
 * @param name the name in the legend
 * @param bars one for each category of the chart, in its order
 */
public record BarSeries(String name, List<Bar> bars) {

    /** Creates the series; the list is copied. */
    public BarSeries {
        bars = List.copyOf(bars);
    }

    /** Creates bars without whiskers. */
    public static BarSeries of(String name, double... values) {
        return new BarSeries(name, Arrays.stream(values).mapToObj(Bar::of).toList());
    }

    /** One bar; a value that is not finite leaves its place empty. */
    public record Bar(double value, @Nullable Whisker whisker) {
        /** Creates a bar without a whisker. */
        public static Bar of(double value) {
            return new Bar(value, null);
        }

        /** Creates a bar with a whisker from {@code lower} to {@code upper}, in the unit of the chart. */
        public static Bar of(double value, double lower, double upper) {
            return new Bar(value, new Whisker(lower, upper));
        }
    }

    /** The interval around a bar's value, such as 95 % confidence; it need not be symmetrical. */
    public record Whisker(double lower, double upper) {
        /** Creates the interval. */
        public Whisker {
            if (!(lower <= upper)) {
                throw new IllegalArgumentException("Whisker from " + lower + " to " + upper);
            }
        }
    }
}
