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
        if (ofItself(node, nowMillis) != null) {
            return new Eligibility(ofItself(node, nowMillis), null);
        }
        Utilization utilization = Utilization.of(node, pods, options, nowMillis);
        return new Eligibility(reason(node, utilization.largest(), options, nowMillis), utilization);
    }

    /** Why a node is not worth trying that is used so far; null if it is. */
    static Unremovable.@Nullable Reason reason(
            ScalableNode node, double used, ScaleDownOptions options, long nowMillis) {
        Unremovable.Reason first = ofItself(node, nowMillis);
        return first == null && used >= options.utilizationThreshold() ? Unremovable.Reason.NOT_UNDERUTILIZED : first;
    }

    private static Unremovable.@Nullable Reason ofItself(ScalableNode node, long nowMillis) {
        if (node.beingDeleted(nowMillis)) {
            return Unremovable.Reason.CURRENTLY_BEING_DELETED;
        } else if (!node.mayGo()) {
            return Unremovable.Reason.SCALE_DOWN_DISABLED;
        }
        return node.group() == null ? Unremovable.Reason.NOT_AUTOSCALED : null;
    }
}
