package io.wavetank.policy.kubernetes.control;

import io.wavetank.policy.kubernetes.framework.TieRule;
import io.wavetank.policy.kubernetes.profile.SchedulerProfile;
import io.wavetank.policy.kubernetes.queue.QueueSettings;

/**
 * What a {@link KubernetesScheduler} goes by.
 *
 * @param profile who is asked, with which arguments
 * @param ties which of equally good nodes is taken
 * @param queue the times of the queue
 * @param graceNanos how long a pod that is preempted keeps its place
 * @param permitNanos how long a member of a gang holds its place for the others
 */
public record KubernetesSettings(
        SchedulerProfile profile, TieRule ties, QueueSettings queue, long graceNanos, long permitNanos) {
    /** A pod's grace period where nothing is said: 30 seconds. */
    public static final long USUAL_GRACE_NANOS = 30_000_000_000L;
    /** How long a gang has where nothing is said: 60 seconds, as the Coscheduling plug-in gives it. */
    public static final long USUAL_PERMIT_NANOS = 60_000_000_000L;

    /** Checks the times. */
    public KubernetesSettings {
        if (graceNanos < 0 || permitNanos <= 0) {
            throw new IllegalArgumentException("Not times: grace " + graceNanos + " ns, permit " + permitNanos + " ns");
        }
    }

    /** Returns the settings of a profile with all else as usual. */
    public static KubernetesSettings of(SchedulerProfile profile) {
        return new KubernetesSettings(
                profile, TieRule.DRAW, QueueSettings.DEFAULT, USUAL_GRACE_NANOS, USUAL_PERMIT_NANOS);
    }
}
