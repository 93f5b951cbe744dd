package io.wavetank.workload.record;

import java.util.List;

/**
 * How a quantity of one subject is spread, as a publisher summed it up.
 *
 * @param subject whose
 * @param count how many values there were
 * @param mean their mean, in the unit that the format states
 * @param probabilities at which quantiles are stated, from 0 to 1
 * @param quantiles the quantiles, likewise
 */
public record Spread(String subject, long count, double mean, List<Double> probabilities, List<Double> quantiles)
        implements TraceRecord {
    /** Keeps the lists as they are. */
    public Spread {
        probabilities = List.copyOf(probabilities);
        quantiles = List.copyOf(quantiles);
    }
}
