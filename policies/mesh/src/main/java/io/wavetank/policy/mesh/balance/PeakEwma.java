package io.wavetank.policy.mesh.balance;

import io.wavetank.policy.traffic.DrawBits;
import io.wavetank.policy.traffic.Endpoints;
import io.wavetank.policy.traffic.LoadBalancer;
import java.util.Arrays;

/**
 * Draws two different endpoints and picks the one of lower cost: a moving average of its latency that follows peaks at once, times the requests
 * outstanding there and this one.
 *
 * <p>A latency above the average becomes it; one below moves it by {@code cost * w + latency * (1 - w)} with {@code w = exp(-elapsed / decay)}. An
 * endpoint of which nothing is known costs nothing while it is idle, and very much while it has not answered its first.
 *
 * <p>Source: Finagle, {@code PeakEwma}; Linkerd balances so, decay 10 s.
 */
public final class PeakEwma implements LoadBalancer {
    /** Finagle's, for an endpoint that has not answered its first request. */
    private static final double PENALTY = Long.MAX_VALUE >> 16;

    private final double decayNanos;
    private long[] ids = new long[0];
    private double[] costs = new double[0];
    private long[] stamps = new long[0];

    /** Creates the balancer; the average decays in so many nanoseconds, above 0. */
    public PeakEwma(long decayNanos) {
        if (decayNanos <= 0) {
            throw new IllegalArgumentException("The decay takes more than 0 ns: " + decayNanos);
        }
        this.decayNanos = decayNanos;
    }

    /** What is known of an endpoint stays with it. */
    @Override
    public void endpointsChanged(Endpoints endpoints) {
        int size = endpoints.size();
        long[] newIds = new long[size];
        double[] newCosts = new double[size];
        long[] newStamps = new long[size];
        Arrays.setAll(newIds, endpoints::id);
        for (int endpoint = 0; endpoint < size; endpoint++) {
            newStamps[endpoint] = endpoints.nowNanos();
            for (int old = 0; old < ids.length; old++) {
                if (ids[old] == newIds[endpoint]) {
                    newCosts[endpoint] = costs[old];
                    newStamps[endpoint] = stamps[old];
                }
            }
        }
        ids = newIds;
        costs = newCosts;
        stamps = newStamps;
    }

    @Override
    public boolean wantsAnswers() {
        return true;
    }

    @Override
    public void answered(Endpoints endpoints, int endpoint, long latencyNanos, boolean ok) {
        observe(endpoint, (double) latencyNanos, endpoints.nowNanos());
    }

    private void observe(int endpoint, double latencyNanos, long now) {
        double w = StrictMath.exp(-Math.max(0, now - stamps[endpoint]) / decayNanos);
        stamps[endpoint] = now;
        costs[endpoint] = latencyNanos > costs[endpoint] ? latencyNanos : costs[endpoint] * w + latencyNanos * (1 - w);
    }

    private double load(Endpoints endpoints, int endpoint) {
        observe(endpoint, 0, endpoints.nowNanos());
        int outstanding = endpoints.outstanding(endpoint);
        return costs[endpoint] == 0 && outstanding != 0 ? PENALTY + outstanding : costs[endpoint] * (outstanding + 1.0);
    }

    @Override
    public int pick(Endpoints endpoints, long draw) {
        int size = endpoints.size();
        if (size <= 1) {
            return size - 1;
        }
        int first = DrawBits.below(size, draw);
        int second = DrawBits.belowLow(size - 1, draw);
        if (second >= first) {
            second++;
        }
        return load(endpoints, second) < load(endpoints, first) ? second : first;
    }
}
