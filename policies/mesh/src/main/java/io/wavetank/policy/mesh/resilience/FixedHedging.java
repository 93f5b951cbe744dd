package io.wavetank.policy.mesh.resilience;

import io.wavetank.policy.traffic.HedgingPolicy;

/**
 * Sends the call again each time a fixed delay has passed without an answer, up to a number of tries.
 *
 * <p>Source: gRPC proposal A6, {@code hedgingPolicy}: {@code maxAttempts} (at most 5), {@code hedgingDelay} (0 sends all at once).
 *
 * @param mostTries of a call, the first among them, 2 to 5
 * @param delayNanos between tries, in nanoseconds
 */
public record FixedHedging(int mostTries, long delayNanos) implements HedgingPolicy {
    /** Checks the ranges. */
    public FixedHedging {
        if (mostTries < 2 || mostTries > 5 || delayNanos < 0) {
            throw new IllegalArgumentException(
                    "Hedging needs 2 to 5 tries and a delay: " + mostTries + ", " + delayNanos);
        }
    }

    @Override
    public long hedgeAfterNanos(int triesSent, long nowNanos) {
        return triesSent < mostTries ? delayNanos : NEVER;
    }
}
