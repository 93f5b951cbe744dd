package io.wavetank.policy.mesh.health;

import io.wavetank.policy.traffic.DrawBits;
import io.wavetank.policy.traffic.HealthCheck;
import io.wavetank.policy.traffic.ProbeSpec;

/**
 * The check that Envoy makes of an endpoint: so many successes in a row put it in, so many failures in a row take it out. It never restarts anything.
 *
 * <p>An endpoint begins out; if its first check passes it is in at once. While it is out the interval may be another. The interval runs from the end of a check to the
 * next; the first is made within one interval, drawn.
 *
 * <p>Source: Envoy 1.39, {@code HealthCheck} ({@code healthy_threshold}, {@code unhealthy_threshold}, {@code unhealthy_interval}, {@code initial_jitter}). Times are
 * nanoseconds.
 */
public final class BalancerHealthCheck implements HealthCheck {
    /**
     * What can be set.
     *
     * @param check period, time-out and thresholds; its initial delay comes before the first check
     * @param outIntervalNanos the interval while the endpoint is out, 1 ms or more
     */
    public record Settings(ProbeSpec check, long outIntervalNanos) {
        private static final long MILLI = 1_000_000L;

        /** Checks the interval. */
        public Settings {
            if (outIntervalNanos < MILLI) {
                throw new IllegalArgumentException(
                        "The interval of what is out is 1 ms or more: " + outIntervalNanos + " ns");
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
