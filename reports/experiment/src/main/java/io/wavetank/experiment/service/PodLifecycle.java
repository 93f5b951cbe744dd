package io.wavetank.experiment.service;

import io.wavetank.policy.kubernetes.health.KubeletProbes;

/**
 * How long the pods of one version take for what they do, and how their health is seen.
 *
 * @param startNanos from its making to its process running: scheduling, image, container
 * @param bootNanos from then until it accepts connections; {@link Long#MAX_VALUE} for a version that never does
 * @param probes what the kubelet asks
 * @param preStopNanos how long it goes on after it is told to stop, before it is asked to in earnest
 * @param graceNanos how long after the telling it is killed at the latest
 */
record PodLifecycle(long startNanos, long bootNanos, KubeletProbes.Specs probes, long preStopNanos, long graceNanos) {
    static final long NEVER = Long.MAX_VALUE;

    PodLifecycle {
        if (startNanos < 0 || bootNanos < 0 || preStopNanos < 0 || graceNanos < preStopNanos) {
            throw new IllegalArgumentException(
                    "A pod's times are not negative, and its grace is no shorter than its preStop: " + startNanos + ", "
                            + bootNanos + ", " + preStopNanos + ", " + graceNanos);
        }
    }

    boolean boots() {
        return bootNanos != NEVER;
    }
}
