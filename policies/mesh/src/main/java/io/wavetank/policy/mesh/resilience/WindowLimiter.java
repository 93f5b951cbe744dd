package io.wavetank.policy.mesh.resilience;

import io.wavetank.policy.traffic.RateLimiter;

/**
 * Counts calls in fixed windows of time and refuses those above a number; shared by all client sides it is a global limit.
 *
 * <p>Windows begin at multiples of their length. Refused calls count too, as they do in the counter of the original. Twice the number can pass
 * within one window's length across a border. The way to the counter, and what is done when it does not answer, is the caller's part.
 *
 * <p>Source: Envoy's rate limit service (envoyproxy/ratelimit), {@code unit: second|minute|hour|day}, {@code requests_per_unit}.
 */
public final class WindowLimiter implements RateLimiter {
    private final long most;
    private final long windowNanos;
    private long window = Long.MIN_VALUE;
    private long count;

    /**
     * Creates one.
     *
     * @param most how many pass in a window, 0 or more
     * @param windowNanos its length, in nanoseconds
     */
    public WindowLimiter(long most, long windowNanos) {
        if (most < 0 || windowNanos < 1) {
            throw new IllegalArgumentException("A window needs a number and a length: " + most + ", " + windowNanos);
        }
        this.most = most;
        this.windowNanos = windowNanos;
    }

    @Override
    public long reserve(int permits, long nowNanos) {
        long present = nowNanos / windowNanos;
        if (present != window) {
            window = present;
            count = 0;
        }
        count += permits;
        return count <= most ? 0 : REFUSED;
    }
}
