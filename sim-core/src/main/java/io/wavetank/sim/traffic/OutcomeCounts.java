package io.wavetank.sim.traffic;

import io.wavetank.policy.traffic.CallOutcome;

/** How often each outcome was met. */
final class OutcomeCounts {
    private final long[] counts = new long[CallOutcome.values().length];

    void add(CallOutcome outcome, long count) {
        counts[outcome.number()] += count;
    }

    void add(CallOutcome outcome) {
        counts[outcome.number()]++;
    }

    long of(CallOutcome outcome) {
        return counts[outcome.number()];
    }

    /** All but the good ones. */
    long failed() {
        long failed = 0;
        for (CallOutcome outcome : CallOutcome.values()) {
            failed += outcome.good() ? 0 : of(outcome);
        }
        return failed;
    }
}
