package io.wavetank.workload.fit;

import io.wavetank.workload.generate.RateSeries;
import java.util.List;

/**
 * A model of the request rates of a trace, and what speaks for it.
 *
 * @param source where they are from
 * @param arrivals of requests
 * @param model makes rates
 * @param notes what a reader should know
 */
public record RateFit(String source, ArrivalFit arrivals, RateSeries model, List<String> notes) {
    /** Keeps a copy. */
    public RateFit {
        notes = List.copyOf(notes);
    }
}
