package io.wavetank.policy.traffic;

/**
 * How long a call and each of its tries may take, and whether the caller's own deadline goes with the call.
 *
 * <p>A deadline is an instant in nanoseconds since the start of the run; {@link #NONE} is later than all.
 *
 * @param tryNanos the most that one try may take; 0 is without bound
 * @param totalNanos the most that the call may take with all its tries and waits; 0 is without bound
 * @param propagated whether a call made while serving another ends no later than that one, as gRPC does it; else the called side works on for
 *     nobody
 */
public record Timeouts(long tryNanos, long totalNanos, boolean propagated) {
    /** The deadline of what may take for ever. */
    public static final long NONE = Long.MAX_VALUE;

    /** Without any bound. */
    public static final Timeouts UNBOUNDED = new Timeouts(0, 0, false);

    /** Checks the ranges. */
    public Timeouts {
        if (tryNanos < 0 || totalNanos < 0) {
            throw new IllegalArgumentException("A time-out is not negative: try=" + tryNanos + ", total=" + totalNanos);
        }
    }

    /**
     * Returns the deadline of a call.
     *
     * @param nowNanos when it begins
     * @param callersDeadlineNanos the deadline of what it is made for, or {@link #NONE}
     */
    public long callDeadlineNanos(long nowNanos, long callersDeadlineNanos) {
        long own = after(nowNanos, totalNanos);
        return propagated ? Math.min(own, callersDeadlineNanos) : own;
    }

    /** Returns the deadline of a try that begins now, given that of its call. */
    public long tryDeadlineNanos(long nowNanos, long callDeadlineNanos) {
        return Math.min(after(nowNanos, tryNanos), callDeadlineNanos);
    }

    /** Whether a try may still begin after a wait: it must begin before the call's deadline. */
    public static boolean leavesTime(long nowNanos, long waitNanos, long callDeadlineNanos) {
        return callDeadlineNanos == NONE || waitNanos < callDeadlineNanos - nowNanos;
    }

    private static long after(long nowNanos, long nanos) {
        return nanos == 0 || nowNanos > NONE - nanos ? NONE : nowNanos + nanos;
    }
}
