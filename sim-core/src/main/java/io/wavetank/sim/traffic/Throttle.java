package io.wavetank.sim.traffic;

/** The state of a {@link CpuQuota} in one replica. */
final class Throttle {
    private final double quotaNanos;
    private final long periodNanos;
    private final long phaseNanos;
    private long period;
    private double usedNanos;
    private boolean standing;

    Throttle(CpuQuota quota, long phaseNanos) {
        this.periodNanos = quota.periodNanos();
        this.quotaNanos = quota.limitCores() * periodNanos;
        this.phaseNanos = phaseNanos;
    }

    /** Whether the replica stands still. */
    boolean standing() {
        return standing;
    }

    /**
     * Takes from the quota. The time lies in one period, because {@link #changeNanos} tells of the end of each while anything computes, and {@link #update} is asked
     * when anything begins to.
     */
    void used(long elapsedNanos, double cores) {
        usedNanos += elapsedNanos * cores;
    }

    /** When the replica comes to a standstill, goes on, or a period ends. */
    long changeNanos(long now, double cores) {
        long periodEnd = periodOf(now) * periodNanos + phaseNanos;
        if (standing) {
            return periodEnd;
        }
        return Math.min(periodEnd, now + Math.max(0, (long) Math.ceil((quotaNanos - usedNanos) / cores)));
    }

    private long periodOf(long now) {
        return Math.floorDiv(now - phaseNanos, periodNanos) + 1;
    }

    /** Looks at the clock; returns whether the replica stopped or went on. */
    boolean update(long now) {
        boolean before = standing;
        long current = periodOf(now);
        if (current != period) {
            period = current;
            usedNanos = 0;
            standing = false;
        }
        standing |= usedNanos >= quotaNanos;
        return standing != before;
    }
}
