package io.wavetank.policy.kubernetes.autoscale.ca;

/**
 * How the autoscaler was told to scale down.
 *
 * @param utilizationThreshold a node that is used at least so far stays; also of GPUs
 * @param minReplicas controllers with fewer replicas keep their pods where they are
 * @param ignoreDaemons whether pods of daemons count neither as used nor as there to be used
 * @param ignoreMirrors the same of mirror pods
 * @param keepLocalStorage whether pods with local storage block
 * @param keepSystemPods whether pods of the system without a budget block
 * @param unneededMillis how long a node must have been unneeded
 * @param unreadyMillis how long if it is not ready
 * @param recheckMillis how long a node that could not be removed is left alone
 */
public record ScaleDownOptions(
        double utilizationThreshold,
        int minReplicas,
        boolean ignoreDaemons,
        boolean ignoreMirrors,
        boolean keepLocalStorage,
        boolean keepSystemPods,
        long unneededMillis,
        long unreadyMillis,
        long recheckMillis) {
    /** What holds where nothing is said. */
    public static final ScaleDownOptions DEFAULTS =
            new ScaleDownOptions(0.5, 0, false, false, true, true, 600_000, 1_200_000, 300_000);
}
