package io.wavetank.sim.traffic;

/**
 * What looks at the versions of a service as a roll-out's analysis does: every so often, at the share of tries at each version that failed since the
 * last look. A version that fails too much is given up: it counts as ill from then on, so that nobody routes to it.
 *
 * @param intervalNanos between looks, in nanoseconds
 * @param mostFailures the share that is still well, 0 to 1
 * @param leastTries with fewer tries nothing is said
 * @param looks how many looks in a row must find it ill, 1 or more
 */
public record VersionWatch(long intervalNanos, double mostFailures, int leastTries, int looks) {
    /** Checks the ranges. */
    public VersionWatch {
        if (intervalNanos <= 0 || !(mostFailures >= 0 && mostFailures <= 1) || leastTries < 1 || looks < 1) {
            throw new IllegalArgumentException("A watch needs an interval, a share and numbers of 1 or more: "
                    + intervalNanos + ", " + mostFailures + ", " + leastTries + ", " + looks);
        }
    }
}
