package io.wavetank.workload.fit;

import org.jspecify.annotations.Nullable;

/**
 * What is asked of a fit.
 *
 * @param runTimes the family of run times, one of {@link MarginalFit#families()}; null chooses the best
 * @param arrivals the family of arrivals, one of {@link ArrivalFit#families()}; null chooses the best
 * @param binSeconds how long the intervals are in which arrivals are counted; 0 chooses
 * @param untilNanos only what is submitted before this time is looked at
 */
public record FitOptions(
        @Nullable String runTimes, @Nullable String arrivals, double binSeconds, long untilNanos) {
    /** All of it, and the best of each. */
    public static final FitOptions DEFAULT = new FitOptions(null, null, 0, Long.MAX_VALUE);

    /** Returns the same for what is submitted before a time. */
    public FitOptions until(long nanos) {
        return new FitOptions(runTimes, arrivals, binSeconds, nanos);
    }
}
