package io.wavetank.policy.kubernetes.autoscale.hpa;

/**
 * One metric of a horizontal pod autoscaler and what it should be.
 *
 * @param source where it is measured
 * @param name the resource or the metric; only {@code cpu} is special
 * @param container the container whose usage counts, with {@link Source#CONTAINER_RESOURCE}; else empty
 * @param kind what the target says
 * @param target percent of the request with {@link Target#UTILIZATION}, else thousandths of the metric's unit
 */
public record MetricSpec(Source source, String name, String container, Target kind, long target) {
    /** Where a metric is measured. */
    public enum Source {
        /** Usage of a resource by pods, all containers together. */
        RESOURCE,
        /** Usage of a resource by one container of each pod. */
        CONTAINER_RESOURCE,
        /** A metric of each pod. */
        PODS,
        /** A metric of some other object. */
        OBJECT,
        /** A metric of something outside of the cluster. */
        EXTERNAL;

        /** Whether there is a sample for each pod. */
        public boolean isPerPod() {
            return this == RESOURCE || this == CONTAINER_RESOURCE || this == PODS;
        }
    }

    /** What a target says. */
    public enum Target {
        /** Usage as a percentage of what is requested. */
        UTILIZATION,
        /** The mean over pods. */
        AVERAGE_VALUE,
        /** The value itself, shared by the pods that are ready. */
        VALUE
    }

    /** Checks that source and target go together. */
    public MetricSpec {
        boolean resource = source == Source.RESOURCE || source == Source.CONTAINER_RESOURCE;
        if (target <= 0) {
            throw new IllegalArgumentException("The target of metric '" + name + "' must be positive: " + target);
        } else if ((kind == Target.UTILIZATION && !resource) || (kind == Target.VALUE && source.isPerPod())) {
            throw new IllegalArgumentException(
                    "A target of kind " + kind + " does not go with metric '" + name + "' of source " + source);
        } else if ((source == Source.CONTAINER_RESOURCE) == container.isEmpty()) {
            throw new IllegalArgumentException("Metric '" + name + "' of source " + source
                    + (container.isEmpty() ? " names no container" : " names container '" + container + "'"));
        }
    }

    /** Returns a metric of which no container is singled out. */
    public static MetricSpec of(Source source, String name, Target kind, long target) {
        return new MetricSpec(source, name, "", kind, target);
    }

    /** Whether a pod's start counts against its samples: the CPU it burns while it starts says nothing about load. */
    boolean mindsStart() {
        return name.equals("cpu") && (source == Source.RESOURCE || source == Source.CONTAINER_RESOURCE);
    }
}
