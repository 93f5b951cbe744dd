package io.wavetank.policy.kubernetes.autoscale.hpa;

/**
 * How samples stand to a target.
 *
 * @param ratio usage over target, both truncated to integers before
 * @param averageMilli the mean sample, truncated
 * @param utilizationPercent the percentage, truncated, or {@link Proposal#UNDEFINED}
 */
record Usage(double ratio, long averageMilli, long utilizationPercent) {}
