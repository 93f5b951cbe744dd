package io.wavetank.workload.generate;

import io.wavetank.policy.Draws;
import io.wavetank.workload.generate.arrival.CyclicRenewal;
import io.wavetank.workload.generate.arrival.Pace;
import io.wavetank.workload.generate.arrival.Paced;
import io.wavetank.workload.generate.arrival.Renewal;
import io.wavetank.workload.generate.distribution.Key;
import io.wavetank.workload.generate.distribution.NormalCurve;

/**
 * How many requests come in each of equal intervals, for processes that are Poisson given their rate: the count of an interval is one draw, however
 * many requests that is.
 *
 * @param name for people
 * @param arrivals the process; no renewal process, whose counts are not Poisson
 * @param intervalSeconds how long an interval is, above 0
 */
public record RateSeries(String name, Paced arrivals, double intervalSeconds) {
    private static final double SMALL = 400;

    /** Checks the process. */
    public RateSeries {
        Key.positive("interval_seconds", intervalSeconds, "60 would do");
        if (arrivals instanceof Renewal || arrivals instanceof CyclicRenewal) {
            throw Key.fault(
                    "process",
                    arrivals,
                    "counts of a renewal process are not Poisson; poisson, cyclic or mmpp would do");
        }
    }

    /** Returns the same with all rates multiplied. */
    public RateSeries scaled(double factor) {
        return new RateSeries(name, arrivals.scaled(factor), intervalSeconds);
    }

    /** Opens the series: for equal draws the same counts, whoever reads it and how often. */
    public Counts open(Draws draws) {
        return new Counts(this, draws.stream("rates"));
    }

    /** The counts, one after the other, without end. */
    public static final class Counts {
        private final RateSeries series;
        private final Pace pace;
        private final Draws draws;
        private long interval;

        private Counts(RateSeries series, Draws draws) {
            this.series = series;
            this.pace = series.arrivals.pace(draws);
            this.draws = draws.stream("count");
        }

        /** Returns the count of the next interval. */
        public long next() {
            double from = interval * series.intervalSeconds;
            double end = (interval + 1) * series.intervalSeconds;
            double mean = 0;
            while (pace.endSeconds() <= end) {
                double to = pace.endSeconds();
                mean += Math.max(0, pace.between(from, to));
                from = to;
                pace.advance();
            }
            mean += Math.max(0, pace.between(from, end));
            return poisson(mean, draws.uniform(interval++, 0));
        }
    }

    /**
     * The smallest count that a Poisson number of that mean does not exceed with probability {@code u}: summed up for means to {@value #SMALL}, beyond
     * by the normal quantile with the correction for skewness, off by a count at most.
     */
    static long poisson(double mean, double u) {
        if (mean > SMALL) {
            double z = NormalCurve.quantile(u);
            return Math.round(Math.max(0, mean + Math.sqrt(mean) * z + (z * z - 1) / 6));
        }
        double term = StrictMath.exp(-mean);
        double sum = term;
        long count = 0;
        while (sum < u && (term > 0 || count < mean) && count < 10 * SMALL) {
            count++;
            term *= mean / count;
            sum += term;
        }
        return count;
    }
}
