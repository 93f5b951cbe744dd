package io.wavetank.policy.constraint;

/**
 * Pods that it is good to be near to, or away from, and how much.
 *
 * @param weight what it counts for each pod, 1 to 100
 * @param term the pods
 */
public record WeightedPodTerm(int weight, PodAffinityTerm term) {}
