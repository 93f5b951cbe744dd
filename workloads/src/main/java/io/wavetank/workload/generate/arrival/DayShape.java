package io.wavetank.workload.generate.arrival;

import io.wavetank.workload.generate.distribution.Key;
import java.util.List;

/** How arrivals are spread over a day. */
public sealed interface DayShape {
    /**
     * One wave a day: {@code 1 + swing * cos(2 pi (hour - peakHour) / 24)}.
     *
     * @param swing 0 (flat) to 1 (nothing at the lowest hour)
     * @param peakHour when most arrives, 0 to 24
     */
    record Sinusoid(double swing, double peakHour) implements DayShape {
        /** Checks the numbers. */
        public Sinusoid {
            Key.between("swing", swing, 0, 1, "0.5 would do");
            Key.between("peak_hour", peakHour, 0, 24, "16 would do, for four in the afternoon");
        }
    }

    /**
     * A table of 24 hours, each steady in itself.
     *
     * @param weights 24 of them from midnight on, relative, none negative
     */
    record Hourly(List<Double> weights) implements DayShape {
        /** Checks the table, and brings it to a mean of 1. */
        public Hourly {
            weights = Key.weights("weights", weights);
            if (weights.size() != 24) {
                throw Key.fault("weights", weights, "one for each of 24 hours is wanted, not " + weights.size());
            }
            double sum = 0;
            for (double weight : weights) {
                sum += weight;
            }
            double mean = sum / 24;
            weights = weights.stream().map(weight -> weight / mean).toList();
        }
    }
}
