package io.wavetank.policy.constraint;

/**
 * The controller that made a pod.
 *
 * @param kind {@code ReplicaSet}, {@code StatefulSet}, {@code ReplicationController}, {@code Job}, ...
 * @param name its name, in the pod's namespace
 */
public record Owner(String kind, String name) {}
