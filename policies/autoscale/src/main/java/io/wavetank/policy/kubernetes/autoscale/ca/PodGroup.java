package io.wavetank.policy.kubernetes.autoscale.ca;

import io.wavetank.policy.kubernetes.cluster.PodTemplate;

/**
 * Pending pods that are alike.
 *
 * @param template what they are
 * @param count how many
 */
public record PodGroup(PodTemplate template, int count) {}
