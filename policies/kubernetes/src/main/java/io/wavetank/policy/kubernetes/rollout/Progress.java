package io.wavetank.policy.kubernetes.rollout;

import java.util.List;
import java.util.Optional;

/** Whether a rollout moves: more pods of the new version, fewer of the old, or more that are available than at the last look. */
final class Progress {
    private static final long NEVER = Long.MAX_VALUE;

    private RolloutStatus status = RolloutStatus.PROGRESSING;
    private long sinceNanos = NEVER;
    private int replicas;
    private int updated;
    private int available;
    private String template = "";
    private boolean begins = true;

    RolloutStatus status() {
        return status;
    }

    /** Begins the deadline anew, as a pause that ends does. */
    void restart() {
        begins = true;
    }

    long deadlineNanos(DeploymentSpec spec) {
        boolean watched =
                status == RolloutStatus.PROGRESSING && spec.progressDeadlineNanos() > 0 && sinceNanos != NEVER;
        return watched ? sinceNanos + spec.progressDeadlineNanos() + 1 : NEVER;
    }

    void observe(
            DeploymentSpec spec,
            List<ReplicaSet> sets,
            Optional<ReplicaSet> present,
            List<RolloutAction> actions,
            long nowNanos) {
        int allNow = sets.stream().mapToInt(ReplicaSet::replicas).sum();
        int updatedNow = present.map(ReplicaSet::replicas).orElse(0);
        int availableNow = sets.stream().mapToInt(ReplicaSet::available).sum();
        String templateNow = present.map(ReplicaSet::template).orElse(template);
        boolean created = actions.stream().anyMatch(RolloutAction.Create.class::isInstance);
        boolean moved = updatedNow > updated || allNow - updatedNow < replicas - updated || availableNow > available;
        boolean anew = begins || created || !templateNow.equals(template);
        replicas = allNow;
        updated = updatedNow;
        available = availableNow;
        template = templateNow;
        begins = false;
        if (anew) {
            status = RolloutStatus.PROGRESSING;
            sinceNanos = nowNanos;
        }
        if (status == RolloutStatus.COMPLETE && allNow == updatedNow) {
            return;
        }
        if (complete(spec, sets, present)) {
            status = RolloutStatus.COMPLETE;
        } else if (moved) {
            status = RolloutStatus.PROGRESSING;
            sinceNanos = nowNanos;
        } else if (!spec.paused() && nowNanos >= deadlineNanos(spec)) {
            status = RolloutStatus.DEADLINE_EXCEEDED;
        }
    }

    static boolean complete(DeploymentSpec spec, List<ReplicaSet> sets, Optional<ReplicaSet> present) {
        int all = sets.stream().mapToInt(ReplicaSet::replicas).sum();
        int availableNow = sets.stream().mapToInt(ReplicaSet::available).sum();
        return present.map(ReplicaSet::replicas).orElse(0) == spec.replicas()
                && all == spec.replicas()
                && availableNow >= spec.replicas() - spec.fenceposts().unavailable();
    }
}
