package io.wavetank.policy.mesh.resilience4j;

import io.wavetank.policy.traffic.CallOutcome;
import java.util.EnumMap;
import java.util.Map;

/** The exception that stands for an outcome where Resilience4j wants one; made once, without a stack trace. */
final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final Map<CallOutcome, Failure> ALL = new EnumMap<>(CallOutcome.class);

    static {
        for (CallOutcome each : CallOutcome.values()) {
            ALL.put(each, new Failure(each));
        }
    }

    private final CallOutcome outcome;

    private Failure(CallOutcome outcome) {
        super(outcome.name(), null, false, false);
        this.outcome = outcome;
    }

    static Failure of(CallOutcome outcome) {
        Failure found = ALL.get(outcome);
        return found == null ? new Failure(outcome) : found;
    }

    CallOutcome outcome() {
        return outcome;
    }
}
