package io.wavetank.policy.mesh.health;

import io.wavetank.policy.traffic.DrawBits;
import io.wavetank.policy.traffic.HealthCheck;
import io.wavetank.policy.traffic.ProbeSpec;

/**
 * The check that a load balancer makes of an endpoint: so many successes in a row put it in, so many failures in a row take it out. It never restarts
 * anything.
 *
 * <p>An endpoint begins out, and its first success puts it in (Envoy); or it begins in, and a failure before any success takes it out (HAProxy). While it is
 * out the interval may be another. The interval runs from the end of a check to the next; the first is made within one interval, drawn.
 *
 * <p>Sources: Envoy 1.39, {@code HealthCheck} ({@code healthy_threshold}, {@code unhealthy_threshold}, {@code unhealthy_interval}, {@code initial_jitter}); HAProxy 2.8,
 * {@code inter} 2 s, {@code rise} 2, {@code fall} 3, {@code downinter}. Times are nanoseconds.
 */
public final class BalancerHealthCheck implements HealthCheck {
    /**
     * What can be set.
     *
     * @param check period, time-out and thresholds; its initial delay comes before the first check
     * @param outIntervalNanos the interval while the endpoint is out
     * @param beginsIn whether an endpoint is in before its first check
     */
    public record Settings(ProbeSpec check, long outIntervalNanos, boolean beginsIn) {
        private static final long SECOND = 1_000_000_000L;

        /** HAProxy's defaults; the time-out is the interval. */
        public static final Settings HAPROXY =
                new Settings(new ProbeSpec(0, 2 * SECOND, 2 * SECOND, 2, 3), 2 * SECOND, true);

        /** Checks the interval. */
        public Settings {
            if (outIntervalNanos <= 0) {
                throw new IllegalArgumentException("The interval of what is out is positive: " + outIntervalNanos);
            }
        }
    }

    private final Settings settings;
    private long nextNanos;
    private boolean in;
    private boolean first = true;
    private boolean last;
    private int run;

    /**
     * Creates the check of an endpoint.
     *
     * @param knownNanos since when the balancer knows it
     * @param draw 64 uniform bits
     */
    public BalancerHealthCheck(Settings settings, long knownNanos, long draw) {
        this.settings = settings;
        this.in = settings.beginsIn();
        this.nextNanos = knownNanos
                + settings.check().initialDelayNanos()
                + (long) (DrawBits.uniform(draw) * settings.check().periodNanos());
    }

    @Override
    public long nextNanos() {
        return nextNanos;
    }

    @Override
    public Probe take() {
        nextNanos = NEVER;
        return Probe.READINESS;
    }

    @Override
    public long timeoutNanos(Probe probe) {
        return settings.check().timeoutNanos();
    }

    @Override
    public Verdict result(Probe probe, boolean passed, long nowNanos) {
        run = run > 0 && last == passed ? run + 1 : 1;
        last = passed;
        int threshold =
                passed ? settings.check().successThreshold() : settings.check().failureThreshold();
        boolean decided = first || run >= threshold;
        first = false;
        Verdict verdict = Verdict.UNCHANGED;
        if (decided && in != passed) {
            in = passed;
            verdict = passed ? Verdict.READY : Verdict.UNREADY;
        }
        nextNanos = nowNanos + (in ? settings.check().periodNanos() : settings.outIntervalNanos());
        return verdict;
    }

    @Override
    public boolean ready() {
        return in;
    }
}
