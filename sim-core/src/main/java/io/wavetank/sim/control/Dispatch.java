package io.wavetank.sim.control;

import io.wavetank.policy.Decision;
import io.wavetank.policy.Refusal;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Which action a decision asks for, of those that concern tasks and nodes. */
final class Dispatch {
    private Dispatch() {}

    /** Carries out a decision; returns why it could not be, or null. */
    static @Nullable Refusal carryOut(Decision decision, Actions actions) throws IOException {
        if (decision instanceof Decision.Bind bind) {
            return actions.bind(bind.task(), bind.node(), bind.devices());
        } else if (decision instanceof Decision.Reject reject) {
            return actions.reject(reject.task(), reject.reasons());
        } else if (decision instanceof Decision.Evict evict) {
            return actions.evict(evict);
        } else if (decision instanceof Decision.Nominate nominate) {
            return actions.nominate(nominate.task(), nominate.node());
        } else if (decision instanceof Decision.Hold hold) {
            return actions.hold(hold);
        } else if (decision instanceof Decision.Release release) {
            return actions.release(release.task());
        } else if (decision instanceof Decision.Reclaim reclaim) {
            return actions.reclaim(reclaim.node(), reclaim.cpuMillis(), reclaim.memoryBytes());
        } else if (decision instanceof Decision.Throttle throttle) {
            return actions.throttle(throttle.task(), throttle.millionths() / 1e6);
        }
        throw new IllegalStateException("Unknown decision: " + decision);
    }
}
