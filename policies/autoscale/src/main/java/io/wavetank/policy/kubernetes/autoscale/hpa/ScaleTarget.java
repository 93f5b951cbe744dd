package io.wavetank.policy.kubernetes.autoscale.hpa;

import java.util.List;

/**
 * The workload that is scaled, as it is now.
 *
 * @param nowNanos the time
 * @param specReplicas how many replicas are asked for
 * @param statusReplicas how many there are
 * @param pods its pods
 */
public record ScaleTarget(long nowNanos, int specReplicas, int statusReplicas, List<PodState> pods) {
    /** Copies the pods. */
    public ScaleTarget {
        pods = List.copyOf(pods);
    }
}
