package io.wavetank.policy.kubernetes.autoscale.hpa;

import org.jspecify.annotations.Nullable;

/**
 * What one metric asks for.
 *
 * @param replicas how many replicas; 0 where the metric failed
 * @param usageMilli what was measured, in thousandths: the mean over pods, or the value; {@link #UNDEFINED} for a mean over no pods
 * @param utilizationPercent usage as a percentage of requests; {@link #UNDEFINED} unless the target is one
 * @param failure why there is no proposal; null if there is one
 */
public record Proposal(
        int replicas,
        long usageMilli,
        long utilizationPercent,
        @Nullable Failure failure) {
    /** A figure that does not exist. */
    public static final long UNDEFINED = Long.MIN_VALUE;

    /** Why a metric makes no proposal. */
    public enum Failure {
        /** There is no reading. */
        NO_METRICS,
        /** The workload has no pods. */
        NO_PODS,
        /** All samples are of pods that do not count. */
        NO_READY_METRICS,
        /** A container does not say what it requests. */
        MISSING_REQUEST,
        /** No sample is of a listed pod, or those pods request nothing. */
        REQUESTS_ZERO
    }

    static Proposal failed(Failure why) {
        return new Proposal(0, UNDEFINED, UNDEFINED, why);
    }

    static Proposal of(int replicas, Usage usage) {
        return new Proposal(replicas, usage.averageMilli(), usage.utilizationPercent(), null);
    }

    static Proposal of(int replicas, long usageMilli) {
        return new Proposal(replicas, usageMilli, UNDEFINED, null);
    }
}
