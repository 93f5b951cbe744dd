package io.wavetank.policy.mesh.resilience;

import io.wavetank.policy.traffic.CallOutcome;
import io.wavetank.policy.traffic.RetryBudget;

/**
 * Stops retries while more than so many tries fail for each that succeeds: a failure takes a token, a success gives a part of one back, and
 * retries are made only while there are more than half of the most tokens.
 *
 * <p>Source: gRPC proposal A6 (client retries), retry throttling: {@code maxTokens} (0, 1000], {@code tokenRatio} above 0, counted in thousandths;
 * retries and hedges stop while the count is at most half.
 */
public final class RetryThrottle implements RetryBudget {
    private static final long MILLI = 1_000;

    private final long mostMilli;
    private final long ratioMilli;
    private long milliTokens;

    /**
     * Creates one that is full.
     *
     * @param mostTokens how many it holds, 1 to 1,000
     * @param ratio what a success gives back, in thousandths precisely
     */
    public RetryThrottle(int mostTokens, double ratio) {
        if (mostTokens < 1 || mostTokens > 1_000 || !(ratio > 0 && ratio <= 1_000)) {
            throw new IllegalArgumentException(
                    "A retry throttle needs 1 to 1,000 tokens and a ratio above 0: " + mostTokens + ", " + ratio);
        }
        this.mostMilli = mostTokens * MILLI;
        this.ratioMilli = (long) (ratio * MILLI);
        this.milliTokens = mostMilli;
    }

    @Override
    public void tryEnded(CallOutcome outcome, long nowNanos) {
        if (outcome.good()) {
            milliTokens = Math.min(mostMilli, milliTokens + ratioMilli);
        } else if (outcome.serverFault()) {
            milliTokens = Math.max(0, milliTokens - MILLI);
        }
    }

    @Override
    public boolean tryTake(long nowNanos) {
        return milliTokens > mostMilli / 2;
    }

    /** What it holds, in thousandths of a token. */
    public long milliTokens() {
        return milliTokens;
    }
}
