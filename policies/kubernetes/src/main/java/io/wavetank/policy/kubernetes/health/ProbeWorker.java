package io.wavetank.policy.kubernetes.health;

import io.wavetank.policy.traffic.HealthCheck;
import io.wavetank.policy.traffic.ProbeSpec;

/** One probe of one container: its ticks, and how many results in a row there were. */
final class ProbeWorker {
    private final ProbeSpec spec;
    private final long earliestNanos;
    private long tickNanos;
    private boolean held;
    private boolean underWay;
    private boolean last;
    private int run;
    private long triggeredNanos = HealthCheck.NEVER;

    ProbeWorker(ProbeSpec spec, long startedNanos, long sinceNanos) {
        this.spec = spec;
        this.earliestNanos = startedNanos + spec.initialDelayNanos();
        this.tickNanos = sinceNanos;
        skipTo(earliestNanos);
    }

    ProbeSpec spec() {
        return spec;
    }

    void hold() {
        held = true;
    }

    /** Ticks count from now on; a readiness probe is made at once. */
    void release(long nowNanos, boolean atOnce) {
        held = false;
        skipTo(nowNanos);
        if (atOnce && nowNanos >= earliestNanos) {
            triggeredNanos = nowNanos;
        }
    }

    long nextNanos() {
        return held || underWay ? HealthCheck.NEVER : Math.min(tickNanos, triggeredNanos);
    }

    void take() {
        if (triggeredNanos <= tickNanos) {
            triggeredNanos = HealthCheck.NEVER;
        } else {
            tickNanos += spec.periodNanos();
        }
        underWay = true;
    }

    /** Takes a result; returns whether it is the state now. */
    boolean result(boolean passed, long nowNanos) {
        underWay = false;
        if (tickNanos < nowNanos) {
            triggeredNanos = nowNanos; // the tick that was kept
            skipTo(nowNanos);
        }
        run = run > 0 && last == passed ? run + 1 : 1;
        last = passed;
        return run >= (passed ? spec.successThreshold() : spec.failureThreshold());
    }

    private void skipTo(long nanos) {
        if (tickNanos < nanos) {
            long periods = (nanos - tickNanos + spec.periodNanos() - 1) / spec.periodNanos();
            tickNanos += periods * spec.periodNanos();
        }
    }
}
