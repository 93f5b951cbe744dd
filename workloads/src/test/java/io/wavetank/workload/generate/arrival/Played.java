package io.wavetank.workload.generate.arrival;

import io.wavetank.policy.Draws;
import java.util.Arrays;

/** Arrivals as they came, and what can be measured on them. */
final class Played {
    private final double[] seconds;

    private Played(double[] seconds) {
        this.seconds = seconds;
    }

    static Played of(Arrivals arrivals, long seed, int count) {
        ArrivalClock clock = arrivals.start(new Draws(seed, 0));
        double[] seconds = new double[count];
        for (int i = 0; i < count; i++) {
            seconds[i] = clock.nextNanos() / 1e9;
        }
        return new Played(seconds);
    }

    static Played until(Arrivals arrivals, long seed, double end) {
        ArrivalClock clock = arrivals.start(new Draws(seed, 0));
        double[] seconds = new double[1024];
        int count = 0;
        for (double next = clock.nextNanos() / 1e9; next < end; next = clock.nextNanos() / 1e9) {
            seconds = count == seconds.length ? Arrays.copyOf(seconds, 2 * count) : seconds;
            seconds[count++] = next;
        }
        return new Played(Arrays.copyOf(seconds, count));
    }

    double[] seconds() {
        return seconds;
    }

    double ratePerSecond() {
        return seconds.length / seconds[seconds.length - 1];
    }

    double[] gaps() {
        double[] gaps = new double[seconds.length];
        double before = 0;
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = seconds[i] - before;
            before = seconds[i];
        }
        return gaps;
    }

    double cvOfGaps() {
        return Math.sqrt(covariance(gaps(), 0)) / mean(gaps());
    }

    /** Arrivals in each of so many windows from the start. */
    double[] counts(double windowSeconds, int windows) {
        double[] counts = new double[windows];
        for (double second : seconds) {
            int window = (int) (second / windowSeconds);
            if (window < windows) {
                counts[window]++;
            }
        }
        return counts;
    }

    static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }

    /** The covariance of values {@code lag} places apart; the variance for lag 0. */
    static double covariance(double[] values, int lag) {
        double mean = mean(values);
        double sum = 0;
        for (int i = lag; i < values.length; i++) {
            sum += (values[i] - mean) * (values[i - lag] - mean);
        }
        return sum / (values.length - lag);
    }
}
