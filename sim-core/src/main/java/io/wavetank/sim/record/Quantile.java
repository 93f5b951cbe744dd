package io.wavetank.sim.record;

/**
 * A quantile, mean or maximum of durations, some of which may be known from below only.
 *
 * @param nanos the figure, or a lower bound for it, in nanoseconds; NaN if there was nothing to take it of
 * @param atLeast whether it is a lower bound, to be printed as {@code >= x}: too many of the durations are censored to tell more
 */
public record Quantile(double nanos, boolean atLeast) {}
