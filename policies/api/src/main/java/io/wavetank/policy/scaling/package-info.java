/**
 * The contract of autoscalers: how many replicas a service has ({@link io.wavetank.policy.scaling.ReplicaAutoscaler}), how large they are
 * ({@link io.wavetank.policy.scaling.ResourceRecommender}), and on how many nodes they run ({@link io.wavetank.policy.scaling.NodeAutoscaler}).
 */
@NullMarked
package io.wavetank.policy.scaling;

import org.jspecify.annotations.NullMarked;
