package io.wavetank.policy.kubernetes.autoscale.ca;

/**
 * How many nodes a group has and must keep.
 *
 * @param min how many it must keep
 * @param size how many are asked of it at the moment
 */
public record NodeGroupSize(int min, int size) {}
