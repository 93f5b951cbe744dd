package io.wavetank.policy.mesh.resilience4j;

import io.wavetank.policy.traffic.RateLimiter;

/**
 * What Resilience4j's rate limiter does, in simulated time: so many permits a cycle, which a call may reserve ahead within a time-out.
 *
 * <p>The library's own reads {@code System.nanoTime} in a private method and takes no clock, so it cannot run here; a test holds this one to it. Cycles begin at
 * the start of the run, there at the making of the limiter. Permits that are not used do not pile up beyond those of one cycle.
 *
 * <p>Source: Resilience4j 2.2.0, {@code AtomicRateLimiter}; 50 permits, 500 ns, 5 s by default.
 */
public final class CycleLimiter implements RateLimiter {
    private final int perCycle;
    private final long cycleNanos;
    private final long timeoutNanos;
    private long cycle;
    private int permits;

    /**
     * Creates one.
     *
     * @param perCycle permits, 1 or more
     * @param cycleNanos how long a cycle lasts
     * @param timeoutNanos the most that a call waits for its permit
     */
    public CycleLimiter(int perCycle, long cycleNanos, long timeoutNanos) {
        if (perCycle < 1 || cycleNanos < 1 || timeoutNanos < 0) {
            throw new IllegalArgumentException("A limiter needs permits, a cycle and a time-out: " + perCycle + ", "
                    + cycleNanos + ", " + timeoutNanos);
        }
        this.perCycle = perCycle;
        this.cycleNanos = cycleNanos;
        this.timeoutNanos = timeoutNanos;
        this.permits = perCycle;
    }

    @Override
    public long reserve(int asked, long nowNanos) {
        long present = nowNanos / cycleNanos;
        if (present != cycle) {
            permits = (int) Math.min(permits + (present - cycle) * perCycle, perCycle);
            cycle = present;
        }
        long wait = 0;
        if (permits < asked) {
            int missingNext = asked - permits - perCycle;
            int fullCycles = (missingNext + perCycle - 1) / perCycle;
            wait = fullCycles * cycleNanos + (present + 1) * cycleNanos - nowNanos;
        }
        if (wait > timeoutNanos) {
            return REFUSED;
        }
        permits -= asked;
        return wait;
    }
}
