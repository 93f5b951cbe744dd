package io.wavetank.sim.traffic;

import io.wavetank.policy.traffic.CallOutcome;
import java.util.EnumMap;

/** How often each outcome was met. */
final class OutcomeCounts {
    private final EnumMap<CallOutcome, long[]> counts = new EnumMap<>(CallOutcome.class);

    OutcomeCounts() {
        for (CallOutcome outcome : CallOutcome.values()) {
            counts.put(outcome, new long[1]);
        }
    }

    void add(CallOutcome outcome) {
        cell(outcome)[0]++;
    }

    long of(CallOutcome outcome) {
        return cell(outcome)[0];
    }

    /** All but the good ones. */
    long failed() {
        long failed = 0;
        for (CallOutcome outcome : CallOutcome.values()) {
            failed += outcome.good() ? 0 : of(outcome);
        }
        return failed;
    }

    private long[] cell(CallOutcome outcome) {
        long[] cell = counts.get(outcome);
        if (cell == null) {
            throw new IllegalStateException("No such outcome: " + outcome);
        }
        return cell;
    }
}
