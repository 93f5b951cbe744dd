package io.wavetank.sim.traffic;

import io.wavetank.policy.traffic.CallOutcome;
import io.wavetank.policy.traffic.DrawBits;
import io.wavetank.policy.traffic.RetryPolicy;

/**
 * Tries again so often, whatever failed, but for the caller's own mistakes; without a budget.
 *
 * <p>The wait before retry k is uniform between nothing and {@code backOff * 2^(k-1)}, at most a thousand times the first: full jitter.
 *
 * @param retries how often at the most
 * @param backOffNanos the longest first wait, in nanoseconds; 0 for none
 */
public record CountedRetries(int retries, long backOffNanos) implements RetryPolicy {
    private static final int DOUBLINGS = 10;

    @Override
    public long retryAfterNanos(int triesDone, CallOutcome outcome, long nowNanos, long draw) {
        if (triesDone > retries || outcome == CallOutcome.CLIENT_ERROR) {
            return GIVE_UP;
        }
        long most = backOffNanos << Math.min(triesDone - 1, DOUBLINGS);
        return (long) (DrawBits.uniform(draw) * most);
    }
}
