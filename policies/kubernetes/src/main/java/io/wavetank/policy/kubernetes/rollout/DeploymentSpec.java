package io.wavetank.policy.kubernetes.rollout;

import io.wavetank.policy.constraint.CountOrPercentage;

/**
 * What a Deployment is to be.
 *
 * @param replicas how many pods
 * @param strategy how those of one version give way to those of the next
 * @param maxSurge pods beyond those wanted while it rolls
 * @param maxUnavailable pods of those wanted that may be missing while it rolls
 * @param minReadyNanos how long a pod is ready before it counts as available
 * @param progressDeadlineNanos how long nothing may move before the rollout counts as stuck; 0 is for ever
 * @param historyLimit how many old versions without pods are kept
 * @param paused whether it only scales
 */
public record DeploymentSpec(
        int replicas,
        Strategy strategy,
        CountOrPercentage maxSurge,
        CountOrPercentage maxUnavailable,
        long minReadyNanos,
        long progressDeadlineNanos,
        int historyLimit,
        boolean paused) {
    /** How versions are exchanged. */
    public enum Strategy {
        /** A few at a time. */
        ROLLING_UPDATE,
        /** All are stopped, then all are started. */
        RECREATE
    }

    /** Checks the ranges. */
    public DeploymentSpec {
        if (replicas < 0 || minReadyNanos < 0 || progressDeadlineNanos < 0 || historyLimit < 0) {
            throw new IllegalArgumentException(
                    "Nothing of a Deployment is negative: replicas=" + replicas + ", min ready=" + minReadyNanos
                            + ", progress deadline=" + progressDeadlineNanos + ", history=" + historyLimit);
        }
        if (strategy == Strategy.ROLLING_UPDATE && maxSurge.value() == 0 && maxUnavailable.value() == 0) {
            throw new IllegalArgumentException("maxSurge and maxUnavailable are not both 0");
        }
        if (progressDeadlineNanos != 0 && progressDeadlineNanos <= minReadyNanos) {
            throw new IllegalArgumentException("The progress deadline is longer than the time a pod must be ready: "
                    + progressDeadlineNanos + " <= " + minReadyNanos);
        }
    }

    /** The defaults of the API: rolling, 25 % and 25 %, 600 s, 10 old versions. */
    public static DeploymentSpec of(int replicas) {
        return rolling(replicas, new CountOrPercentage(25, true), new CountOrPercentage(25, true));
    }

    /** Rolling with fence posts of its own, all else as by default. */
    public static DeploymentSpec rolling(int replicas, CountOrPercentage maxSurge, CountOrPercentage maxUnavailable) {
        return new DeploymentSpec(
                replicas, Strategy.ROLLING_UPDATE, maxSurge, maxUnavailable, 0, 600_000_000_000L, 10, false);
    }

    /** The fence posts; none where it does not roll. */
    public Fenceposts fenceposts() {
        return strategy == Strategy.ROLLING_UPDATE
                ? Fenceposts.of(maxSurge, maxUnavailable, replicas)
                : new Fenceposts(0, 0);
    }

    /** The same with another number of pods. */
    public DeploymentSpec scaledTo(int pods) {
        return new DeploymentSpec(
                pods, strategy, maxSurge, maxUnavailable, minReadyNanos, progressDeadlineNanos, historyLimit, paused);
    }

    /** The same, paused or not. */
    public DeploymentSpec withPaused(boolean value) {
        return new DeploymentSpec(
                replicas,
                strategy,
                maxSurge,
                maxUnavailable,
                minReadyNanos,
                progressDeadlineNanos,
                historyLimit,
                value);
    }
}
