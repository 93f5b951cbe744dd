package io.wavetank.sim;

import io.wavetank.policy.EvictionCause;

/** Why a task was stopped; its text is what stands in result files. */
public record Eviction(EvictionCause cause, String reason) {
    @Override
    public String toString() {
        return reason.isEmpty() ? cause.word() : cause.word() + ": " + reason;
    }
}
