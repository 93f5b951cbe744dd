package io.wavetank.policy.kubernetes.autoscale.hpa;

/**
 * The flags of the controller that runs all horizontal pod autoscalers of a cluster.
 *
 * @param tolerance how far the ratio of usage to target may be from 1 before anything is done
 *     ({@code --horizontal-pod-autoscaler-tolerance})
 * @param cpuInitializationNanos how long after its start a pod's CPU samples are looked at with suspicion
 *     ({@code --horizontal-pod-autoscaler-cpu-initialization-period})
 * @param initialReadinessNanos how long after its start a pod that turns unready is taken never to have been ready
 *     ({@code --horizontal-pod-autoscaler-initial-readiness-delay})
 * @param downscaleStabilizationNanos how long a recommendation keeps the replicas from going below it
 *     ({@code --horizontal-pod-autoscaler-downscale-stabilization})
 */
public record HpaSettings(
        double tolerance, long cpuInitializationNanos, long initialReadinessNanos, long downscaleStabilizationNanos) {
    private static final long SECOND = 1_000_000_000L;

    /** What kube-controller-manager is started with if nobody says otherwise. */
    public static final HpaSettings DEFAULTS = new HpaSettings(0.1, 300 * SECOND, 30 * SECOND, 300 * SECOND);

    /** Checks that nothing is negative. */
    public HpaSettings {
        if (!(tolerance >= 0)
                || cpuInitializationNanos < 0
                || initialReadinessNanos < 0
                || downscaleStabilizationNanos < 0) {
            throw new IllegalArgumentException("Neither tolerance nor periods may be negative: tolerance=" + tolerance
                    + ", cpuInitializationNanos=" + cpuInitializationNanos + ", initialReadinessNanos="
                    + initialReadinessNanos + ", downscaleStabilizationNanos=" + downscaleStabilizationNanos);
        }
    }
}
