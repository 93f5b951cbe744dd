package io.wavetank.policy.kubernetes.autoscale.hpa;

import java.util.List;

/**
 * What came out of one tick of a horizontal pod autoscaler.
 *
 * @param replicas the replicas asked for from now on; those of before where nothing changed
 * @param failed whether the tick ended in an error, with nothing changed
 * @param rescaled whether the workload was told a number
 * @param able the reason of the condition {@code AbleToScale}
 * @param limited the reason of the condition {@code ScalingLimited}
 * @param isLimited whether that condition is true
 * @param active the reason of the condition {@code ScalingActive}
 * @param proposals what each metric asked for; empty if none was looked at
 */
public record Reconciliation(
        int replicas,
        boolean failed,
        boolean rescaled,
        Able able,
        Limited limited,
        boolean isLimited,
        Active active,
        List<Proposal> proposals) {
    /** Why it can scale. */
    public enum Able {
        /** The workload was found. */
        SUCCEEDED_GET_SCALE,
        /** What is recommended is what was proposed. */
        READY_FOR_NEW_SCALE,
        /** An earlier recommendation holds it back on the way up. */
        SCALE_UP_STABILIZED,
        /** An earlier recommendation holds it back on the way down. */
        SCALE_DOWN_STABILIZED,
        /** The workload was told another number. */
        SUCCEEDED_RESCALE
    }

    /** What was in the way of the recommendation. */
    public enum Limited {
        /** It was not looked at. */
        NONE,
        /** Nothing. */
        DESIRED_WITHIN_RANGE,
        /** The rate upwards. */
        SCALE_UP_LIMIT,
        /** The maximum. */
        TOO_MANY_REPLICAS,
        /** The rate downwards. */
        SCALE_DOWN_LIMIT,
        /** The minimum. */
        TOO_FEW_REPLICAS
    }

    /** Whether metrics decide. */
    public enum Active {
        /** They were not looked at. */
        NONE,
        /** They do. */
        VALID_METRIC_FOUND,
        /** The workload was set to no replicas by hand. */
        SCALING_DISABLED,
        /** A resource's usage could not be had. */
        FAILED_RESOURCE_METRIC,
        /** A container's usage could not be had. */
        FAILED_CONTAINER_RESOURCE_METRIC,
        /** A metric of pods could not be had. */
        FAILED_PODS_METRIC,
        /** An object's metric could not be had. */
        FAILED_OBJECT_METRIC,
        /** An external metric could not be had. */
        FAILED_EXTERNAL_METRIC;

        static Active failed(MetricSpec.Source source) {
            return switch (source) {
                case RESOURCE -> FAILED_RESOURCE_METRIC;
                case CONTAINER_RESOURCE -> FAILED_CONTAINER_RESOURCE_METRIC;
                case PODS -> FAILED_PODS_METRIC;
                case OBJECT -> FAILED_OBJECT_METRIC;
                case EXTERNAL -> FAILED_EXTERNAL_METRIC;
            };
        }
    }

    /** Copies the proposals. */
    public Reconciliation {
        proposals = List.copyOf(proposals);
    }
}
