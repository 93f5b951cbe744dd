package io.wavetank.policy.mesh.resilience;

import io.wavetank.policy.traffic.RateLimiter;

/**
 * A bucket of tokens that is filled at fixed instants; a call that finds none is refused.
 *
 * <p>It starts full; every interval, counted from the start of the run, brings so many tokens, up to what it holds.
 *
 * <p>Source: Envoy 1.39, local rate limit filter: {@code max_tokens}, {@code tokens_per_fill} (1), {@code fill_interval} (at least 50 ms).
 */
public final class TokenBucket implements RateLimiter {
    private final long most;
    private final long perFill;
    private final long intervalNanos;
    private long tokens;
    private long fills;

    /**
     * Creates a full one.
     *
     * @param most how many it holds, 1 or more
     * @param perFill how many an interval brings, 1 or more
     * @param intervalNanos between fills, in nanoseconds
     */
    public TokenBucket(long most, long perFill, long intervalNanos) {
        if (most < 1 || perFill < 1 || intervalNanos < 1) {
            throw new IllegalArgumentException("A token bucket needs tokens, a fill and an interval: " + most + ", "
                    + perFill + ", " + intervalNanos);
        }
        this.most = most;
        this.perFill = perFill;
        this.intervalNanos = intervalNanos;
        this.tokens = most;
    }

    @Override
    public long reserve(int permits, long nowNanos) {
        long due = nowNanos / intervalNanos;
        if (due > fills) {
            long missing = most - tokens;
            long enough = (missing + perFill - 1) / perFill;
            tokens = due - fills >= enough ? most : tokens + (due - fills) * perFill;
            fills = due;
        }
        if (tokens < permits) {
            return REFUSED;
        }
        tokens -= permits;
        return 0;
    }
}
