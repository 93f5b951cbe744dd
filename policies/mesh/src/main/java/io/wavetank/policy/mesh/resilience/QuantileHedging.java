package io.wavetank.policy.mesh.resilience;

import io.wavetank.policy.traffic.HedgingPolicy;

/**
 * Sends a call a second time when it has taken longer than most do, and so adds little load.
 *
 * <p>The delay is a quantile of the last 1,000 answers, worked out again every 100. None is sent before there are 100. A share of calls that
 * may be hedged bounds the load that hedges add when everything is slow: each call puts that share of a token into a bucket of 10,
 * and each hedge takes one when it is sent, or is not sent.
 *
 * <p>Source: J. Dean, L. A. Barroso, "The tail at scale", CACM 56(2), 2013: the 95th percentile, some 5 % more load.
 */
public final class QuantileHedging implements HedgingPolicy {
    private static final int KEPT = 1_000;
    private static final int BATCH = 100;
    private static final double BUCKET = 10;

    private final double quantile;
    private final double share;
    private final LatencyWindow window = new LatencyWindow(KEPT);
    private long delayNanos = NEVER;
    private int sinceUpdate;
    private double tokens;

    /**
     * Creates the policy.
     *
     * @param quantile of latencies after which the call is sent again, in (0, 1)
     * @param share of calls that may be hedged, in (0, 1]
     */
    public QuantileHedging(double quantile, double share) {
        if (!(quantile > 0 && quantile < 1) || !(share > 0 && share <= 1)) {
            throw new IllegalArgumentException(
                    "Hedging needs a quantile in (0, 1) and a share in (0, 1]: " + quantile + ", " + share);
        }
        this.quantile = quantile;
        this.share = share;
    }

    @Override
    public void callBegan(long nowNanos) {
        tokens = Math.min(BUCKET, tokens + share);
    }

    @Override
    public long hedgeAfterNanos(int triesSent, long nowNanos) {
        return triesSent > 1 ? NEVER : delayNanos;
    }

    @Override
    public boolean sends(long nowNanos) {
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }

    @Override
    public void answered(long latencyNanos, long nowNanos) {
        window.add(latencyNanos);
        if (++sinceUpdate >= BATCH) {
            sinceUpdate = 0;
            delayNanos = window.quantile(quantile);
        }
    }
}
