package io.wavetank.workload.fit;

import io.wavetank.workload.generate.arrival.Cyclic;
import io.wavetank.workload.generate.arrival.DayShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * A rhythm of the day and the week, fitted to counts: the rate is the product of a mean, a factor for each hour of the day, and one for each weekday
 * if there are two weeks at least. Estimates of maximum likelihood for Poisson counts, by fitting hours and weekdays in turn (iterative proportional
 * fitting).
 */
final class CycleFit {
    private static final int HOURS = 24;
    private static final int DAYS = 7;
    private static final int STEPS = 100;
    private static final double DAY = 86_400;

    private final CountSeries series;
    private final double[] hours = new double[HOURS];
    private final double[] days = new double[DAYS];
    private final boolean weekly;

    private CycleFit(CountSeries series) {
        this.series = series;
        this.weekly = series.spanSeconds() >= 2 * DAYS * DAY;
        Arrays.fill(hours, 1);
        Arrays.fill(days, 1);
        for (int step = 0; step < (weekly ? STEPS : 1); step++) {
            fit(hours, days, true);
            if (weekly) {
                fit(days, hours, false);
            }
        }
    }

    /** Whether there is enough to see a day in: two of them. */
    static boolean possible(CountSeries series) {
        return series.spanSeconds() >= 2 * DAY;
    }

    /** How many numbers are estimated. */
    static int parameters(CountSeries series) {
        return series.spanSeconds() >= 2 * DAYS * DAY ? HOURS + DAYS - 1 : HOURS;
    }

    static Cyclic of(CountSeries series) {
        return new CycleFit(series).cyclic();
    }

    private void fit(double[] wanted, double[] given, boolean ofHours) {
        double[] counts = new double[wanted.length];
        double[] exposures = new double[wanted.length];
        for (int bin = 0; bin < series.length(); bin++) {
            if (series.count(bin) >= 0) {
                int hourOfWeek = series.hourOfWeek(bin);
                int hour = hourOfWeek % HOURS;
                int day = hourOfWeek / HOURS;
                counts[ofHours ? hour : day] += series.count(bin);
                exposures[ofHours ? hour : day] += given[ofHours ? day : hour];
            }
        }
        for (int i = 0; i < wanted.length; i++) {
            wanted[i] = exposures[i] > 0 ? counts[i] / exposures[i] : 0;
        }
    }

    private Cyclic cyclic() {
        double meanHour = Arrays.stream(hours).average().orElse(1);
        double meanDay = Arrays.stream(days).average().orElse(1);
        double rate = meanHour * meanDay / series.binSeconds();
        return new Cyclic(rate, new DayShape.Hourly(list(hours)), weekly ? list(days) : List.of(), series.startHour());
    }

    private static List<Double> list(double[] values) {
        List<Double> list = new ArrayList<>();
        for (double value : values) {
            list.add(value);
        }
        return Collections.unmodifiableList(list);
    }

    /** How many arrivals a cycle makes in each interval in the mean. */
    static double[] expected(Cyclic cycle, CountSeries series) {
        DayShape.Hourly shape = (DayShape.Hourly) cycle.day();
        double[] expected = new double[series.length()];
        for (int bin = 0; bin < expected.length; bin++) {
            int hourOfWeek = series.hourOfWeek(bin);
            expected[bin] = cycle.ratePerSecond()
                    * series.binSeconds()
                    * shape.weights().get(hourOfWeek % HOURS)
                    * cycle.weekdayFactors().get(hourOfWeek / HOURS);
        }
        return expected;
    }
}
