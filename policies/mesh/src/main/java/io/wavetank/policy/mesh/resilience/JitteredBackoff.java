package io.wavetank.policy.mesh.resilience;

import io.wavetank.policy.traffic.DrawBits;

/**
 * Waits before retries that grow and are drawn in full: before retry n a uniform time of {@code [0, min(2^(n - 1) * base, most))}.
 *
 * <p>Units: nanoseconds. Envoy draws whole milliseconds; here every nanosecond is as likely.
 *
 * <p>Source: Envoy 1.39, {@code JitteredExponentialBackOffStrategy}: base 25 ms and ten times as much at most unless set. Its documentation ("x-envoy-max-retries") has
 * {@code 2^n - 1} in the place of {@code 2^(n - 1)}, which is what an older version did.
 *
 * @param baseNanos the bound before the first retry
 * @param mostNanos the bound that is never passed
 */
public record JitteredBackoff(long baseNanos, long mostNanos) {
    /** Envoy's default: 25 ms, at most 250 ms. */
    public static final JitteredBackoff ENVOY = new JitteredBackoff(25_000_000, 250_000_000);

    private static final int MOST_DOUBLINGS = 62;

    /** Checks the ranges. */
    public JitteredBackoff {
        if (baseNanos <= 0 || mostNanos < baseNanos) {
            throw new IllegalArgumentException(
                    "A back-off needs 0 < base <= most: base=" + baseNanos + ", most=" + mostNanos);
        }
    }

    /** Returns the bound before a retry, 1 being the first. */
    public long boundNanos(int retry) {
        long factor = 1L << Math.min(retry - 1, MOST_DOUBLINGS);
        return factor > mostNanos / baseNanos ? mostNanos : Math.min(factor * baseNanos, mostNanos);
    }

    /** Returns the wait before a retry, drawn. */
    public long waitNanos(int retry, long draw) {
        return (long) (DrawBits.uniform(draw) * boundNanos(retry));
    }
}
