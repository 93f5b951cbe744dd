package io.wavetank.sim.record;

/**
 * How maintenance went on in a run. Times are seconds; NaN where there is nothing to tell.
 *
 * @param done how many nodes have it behind them
 * @param leftOut how often a node was not empty in time, or not by the end of the window
 * @param evictions how many tasks were told to stop for it
 * @param refusals how often a disruption budget did not allow an eviction, which was tried again
 * @param violations how many were told to stop though a budget did not allow it
 * @param emptyMean from the beginning until a node was empty, the mean
 * @param emptyMax the longest
 */
public record MaintenanceFigures(
        long done, long leftOut, long evictions, long refusals, long violations, double emptyMean, double emptyMax) {
    /** There was none. */
    public static final MaintenanceFigures NONE = new MaintenanceFigures(0, 0, 0, 0, 0, Double.NaN, Double.NaN);

    /** Whether there was any. */
    public boolean isEmpty() {
        return done + leftOut + evictions + refusals == 0;
    }
}
