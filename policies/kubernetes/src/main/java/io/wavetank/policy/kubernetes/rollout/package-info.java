/** How a workload's pods are exchanged for those of another version: Deployments, StatefulSets, blue and green, canaries. */
@NullMarked
package io.wavetank.policy.kubernetes.rollout;

import org.jspecify.annotations.NullMarked;
