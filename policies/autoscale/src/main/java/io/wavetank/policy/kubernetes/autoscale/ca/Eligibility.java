package io.wavetank.policy.kubernetes.autoscale.ca;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether it is worth trying to remove a node, before its pods are looked at one by one.
 *
 * <p>Source: Cluster Autoscaler 1.26, {@code scaledown/eligibility}.
 *
 * @param reason why not, or null if it is
 * @param utilization how far it is used, or null if something else decided before
 */
public record Eligibility(
        Unremovable.@Nullable Reason reason, @Nullable Utilization utilization) {
    /** Checks a node. */
    public static Eligibility of(ScalableNode node, List<RunningPod> pods, ScaleDownOptions options, long nowMillis) {
        if (node.beingDeleted(nowMillis)) {
            return new Eligibility(Unremovable.Reason.CURRENTLY_BEING_DELETED, null);
        } else if (!node.mayGo()) {
            return new Eligibility(Unremovable.Reason.SCALE_DOWN_DISABLED, null);
        } else if (node.group() == null) {
            return new Eligibility(Unremovable.Reason.NOT_AUTOSCALED, null);
        }
        Utilization utilization = Utilization.of(node, pods, options, nowMillis);
        boolean used = utilization.largest() >= options.utilizationThreshold();
        return new Eligibility(used ? Unremovable.Reason.NOT_UNDERUTILIZED : null, utilization);
    }
}
