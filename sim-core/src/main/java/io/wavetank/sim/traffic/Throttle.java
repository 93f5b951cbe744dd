package io.wavetank.sim.traffic;

/** The state of a {@link CpuQuota} in one replica. */
final class Throttle {
    private final double quotaNanos;
    private final long periodNanos;
    private final long phaseNanos;
    private long period;
    private double usedNanos;
    private boolean standing;
    private long standingSinceNanos;
    private long stoodNanos;
    private long periodsHit;

    Throttle(CpuQuota quota, long phaseNanos) {
        this.periodNanos = quota.periodNanos();
        this.quotaNanos = quota.limitCores() * periodNanos;
        this.phaseNanos = phaseNanos;
    }

    /** Whether the replica stands still. */
    boolean standing() {
        return standing;
    }

    /** How long it has stood still in all. */
    long stoodNanos() {
        return stoodNanos;
    }

    /** In how many periods. */
    long periodsHit() {
        return periodsHit;
    }

    /** Takes from the quota. The time lies in one period, because {@link #changeNanos} tells of the end of each while anything computes. */
    void used(long elapsedNanos, double cores) {
        usedNanos += elapsedNanos * cores;
    }

    /** When the replica comes to a standstill, goes on, or a period ends. */
    long changeNanos(long now, double cores) {
        long periodEnd = (periodOf(now) + 1) * periodNanos + phaseNanos - periodNanos;
        if (standing) {
            return periodEnd;
        }
        double left = periodOf(now) == period ? quotaNanos - usedNanos : quotaNanos;
        return Math.min(periodEnd, now + Math.max(0, (long) Math.ceil(left / cores)));
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
            if (standing) {
                standing = false;
                stoodNanos += now - standingSinceNanos;
            }
        }
        if (!standing && usedNanos >= quotaNanos) {
            standing = true;
            standingSinceNanos = now;
            periodsHit++;
        }
        return standing != before;
    }
}
