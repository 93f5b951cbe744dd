package io.wavetank.policy.traffic;

import java.util.List;

/**
 * What part of the requests to a service each of its versions gets from an instant on.
 *
 * @param fromNanos since the start of the run
 * @param weights by version, none negative, not all 0
 */
public record VersionWeights(long fromNanos, List<Integer> weights) {
    /** Checks the weights. */
    public VersionWeights {
        weights = List.copyOf(weights);
        if (weights.stream().anyMatch(each -> each < 0) || weights.stream().noneMatch(each -> each > 0)) {
            throw new IllegalArgumentException("Weights of versions are not negative, and not all 0: " + weights);
        }
    }

    /** Divides requests among versions. */
    @FunctionalInterface
    public interface Divider {
        /**
         * Makes balancers that divide requests, around those of another factory, one for each version.
         *
         * @throws IllegalArgumentException if the weights are not in the order of their times, the first of them at 0, or of different numbers of versions
         */
        LoadBalancer.Factory around(LoadBalancer.Factory factory, List<VersionWeights> weights);
    }
}
