package io.wavetank.policy.kubernetes.plugin;

import io.wavetank.policy.kubernetes.cluster.ClusterCache;
import io.wavetank.policy.kubernetes.cluster.PodClass;
import io.wavetank.policy.kubernetes.profile.Compatibility;
import io.wavetank.policy.kubernetes.profile.FitArguments;
import io.wavetank.policy.kubernetes.profile.FitArguments.ShapePoint;
import java.util.List;

/**
 * How good a node is by what its resources would be used: a weighted mean over the resources of what a strategy makes of each. Resources that
 * the node has none of, and scalar ones that the pod does not ask for, are left out with their weight. Division truncates.
 *
 * <p>Source: Kubernetes 1.26, {@code NodeResourcesFit}, its three strategies.
 */
abstract sealed class ResourceScore {
    private static final long MAX_SCORE = 100;
    private static final long SHAPE_SCALE = 10;

    private final ScoredResources resources;

    ResourceScore(ScoredResources resources) {
        this.resources = resources;
    }

    static ResourceScore of(ClusterCache cluster, FitArguments arguments, Compatibility version) {
        var resources = new ScoredResources(cluster, arguments.resources(), true, version);
        return switch (arguments.strategy()) {
            case LEAST_ALLOCATED -> new Least(resources);
            case MOST_ALLOCATED -> new Most(resources);
            case REQUESTED_TO_CAPACITY_RATIO -> new Curve(resources, arguments.shape());
        };
    }

    long score(PodClass pod, int node) {
        long sum = 0;
        long weights = 0;
        for (int i = 0; i < resources.count(); i++) {
            long allocatable = resources.allocatable(i, pod, node);
            if (allocatable != 0) {
                long one = one(resources.requested(i, pod, node), allocatable);
                if (counts(one)) {
                    sum += one * resources.weight(i);
                    weights += resources.weight(i);
                }
            }
        }
        return weights == 0 ? 0 : mean(sum, weights);
    }

    /** The score of one resource. */
    abstract long one(long requested, long allocatable);

    /** Whether a resource with this score counts at all. */
    boolean counts(long one) {
        return true;
    }

    long mean(long sum, long weights) {
        return sum / weights;
    }

    /** What share would be left: the emptier the better; 0 if there is not enough. */
    private static final class Least extends ResourceScore {
        Least(ScoredResources resources) {
            super(resources);
        }

        @Override
        long one(long requested, long allocatable) {
            return requested > allocatable ? 0 : (allocatable - requested) * MAX_SCORE / allocatable;
        }
    }

    /** What share would be used, at most all: the fuller the better. */
    private static final class Most extends ResourceScore {
        Most(ScoredResources resources) {
            super(resources);
        }

        @Override
        long one(long requested, long allocatable) {
            return Math.min(requested, allocatable) * MAX_SCORE / allocatable;
        }
    }

    /**
     * A curve over the percentage that would be used, straight between its points and flat beyond them. Resources that score 0 do not count,
     * and the mean is rounded half away from zero.
     */
    private static final class Curve extends ResourceScore {
        private static final long FULL = 100;

        private final long[] utilization;
        private final long[] score;

        Curve(ScoredResources resources, List<ShapePoint> shape) {
            super(resources);
            this.utilization = shape.stream().mapToLong(ShapePoint::utilization).toArray();
            this.score = shape.stream()
                    .mapToLong(point -> point.score() * SHAPE_SCALE)
                    .toArray();
        }

        @Override
        long one(long requested, long allocatable) {
            long used = requested > allocatable ? FULL : requested * FULL / allocatable;
            for (int i = 0; i < utilization.length; i++) {
                if (used <= utilization[i]) {
                    return i == 0
                            ? score[0]
                            : score[i - 1]
                                    + (score[i] - score[i - 1])
                                            * (used - utilization[i - 1])
                                            / (utilization[i] - utilization[i - 1]);
                }
            }
            return score[score.length - 1];
        }

        @Override
        boolean counts(long one) {
            return one > 0;
        }

        @Override
        long mean(long sum, long weights) {
            return Rounding.halfAwayFromZero((double) sum / weights);
        }
    }
}
