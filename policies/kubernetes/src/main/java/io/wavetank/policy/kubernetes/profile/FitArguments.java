package io.wavetank.policy.kubernetes.profile;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How NodeResourcesFit checks and scores.
 *
 * @param strategy how a resource's utilization becomes a score
 * @param resources the resources that are scored
 * @param shape the points of {@link Strategy#REQUESTED_TO_CAPACITY_RATIO}, by ascending utilization
 * @param ignoredResources extended resources that are not checked
 * @param ignoredResourceGroups domains whose extended resources are not checked
 */
public record FitArguments(
        Strategy strategy,
        List<ResourceWeight> resources,
        List<ShapePoint> shape,
        SortedSet<String> ignoredResources,
        SortedSet<String> ignoredResourceGroups) {
    /** Least allocated, CPU and memory alike. */
    public static final FitArguments DEFAULT = of(Strategy.LEAST_ALLOCATED);

    /** How a resource's utilization becomes a score. */
    public enum Strategy {
        /** The emptier the better. */
        LEAST_ALLOCATED,
        /** The fuller the better. */
        MOST_ALLOCATED,
        /** By a curve. */
        REQUESTED_TO_CAPACITY_RATIO
    }

    /**
     * A resource that is scored.
     *
     * @param name its name in Kubernetes
     * @param weight what it counts for, at least 1
     */
    public record ResourceWeight(String name, long weight) {
        /** CPU and memory alike. */
        public static final List<ResourceWeight> CPU_AND_MEMORY =
                List.of(new ResourceWeight("cpu", 1), new ResourceWeight("memory", 1));
    }

    /**
     * A point of a curve.
     *
     * @param utilization 0 to 100 percent
     * @param score 0 to 10
     */
    public record ShapePoint(long utilization, long score) {}

    /** Copies its parts. */
    public FitArguments {
        resources = List.copyOf(resources);
        shape = List.copyOf(shape);
        ignoredResources = Collections.unmodifiableSortedSet(new TreeSet<>(ignoredResources));
        ignoredResourceGroups = Collections.unmodifiableSortedSet(new TreeSet<>(ignoredResourceGroups));
        if (strategy == Strategy.REQUESTED_TO_CAPACITY_RATIO && shape.isEmpty()) {
            throw new IllegalArgumentException("A curve has at least one point");
        }
    }

    /** Returns the arguments for a strategy, CPU and memory alike; a curve rises from (0, 0) to (100, 10). */
    public static FitArguments of(Strategy strategy) {
        return new FitArguments(
                strategy,
                ResourceWeight.CPU_AND_MEMORY,
                List.of(new ShapePoint(0, 0), new ShapePoint(100, 10)),
                Collections.emptySortedSet(),
                Collections.emptySortedSet());
    }
}
