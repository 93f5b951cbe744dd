package io.wavetank.policy.kubernetes.autoscale.hpa;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a HorizontalPodAutoscaler object says ({@code autoscaling/v2}).
 *
 * @param minReplicas the fewest replicas; 0 only behind the gate {@code HPAScaleToZero}, with an object or external metric
 * @param maxReplicas the most replicas
 * @param metrics what is measured; the largest proposal counts
 * @param behavior how fast it may go; null for the rules from before there was such a thing
 */
public record HpaSpec(
        int minReplicas,
        int maxReplicas,
        List<MetricSpec> metrics,
        @Nullable Behavior behavior) {
    /**
     * How fast an autoscaler may go.
     *
     * @param up the rules for more replicas
     * @param down the rules for fewer
     */
    public record Behavior(ScalingRules up, ScalingRules down) {}

    /** Checks the bounds and copies the metrics. */
    public HpaSpec {
        metrics = List.copyOf(metrics);
        if (minReplicas < 0 || maxReplicas < 1 || minReplicas > maxReplicas) {
            throw new IllegalArgumentException(
                    "0 <= minReplicas <= maxReplicas, at least 1, is asked for: " + minReplicas + ", " + maxReplicas);
        } else if (metrics.isEmpty()) {
            throw new IllegalArgumentException("An autoscaler needs a metric");
        }
    }

    /**
     * Returns what the API server would say against this object, or the empty string.
     *
     * @param scaleToZero whether the gate {@code HPAScaleToZero} is open
     */
    public String refusal(boolean scaleToZero) {
        if (minReplicas > 0) {
            return "";
        } else if (!scaleToZero) {
            return "minReplicas must be at least 1";
        }
        return metrics.stream().allMatch(metric -> metric.source().isPerPod())
                ? "an object or external metric is needed to scale to zero"
                : "";
    }
}
