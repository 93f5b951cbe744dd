package io.wavetank.sim.record;

/**
 * A quantile, mean or maximum of durations, some of which may be known from below only.
 *
 * @param nanos the figure, or a lower bound for it, in nanoseconds; NaN if there was nothing to take it of
 * @param atLeast whether it is a lower bound, to be printed as {@code >= x}: too many of the durations are censored to tell more
 */
public record Quantile(double nanos, boolean atLeast) {
    /** Shares are rounded. */
    private static final double SLACK = 1e-12;

    /** Whether so many requests failed that a share of all that ended was never answered, within whatever latency. */
    public static boolean outOfReach(double share, double failed, double answered) {
        return failed > (1 - share + SLACK) * (answered + failed);
    }
}
