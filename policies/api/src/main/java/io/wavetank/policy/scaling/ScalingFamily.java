package io.wavetank.policy.scaling;

import java.util.List;

/** A module's tables of autoscalers, found through {@link java.util.ServiceLoader}. */
public interface ScalingFamily {
    /** The family's name, in one word. */
    String name();

    /** Those that say how many replicas there are. */
    List<ScalingEntry<ReplicaAutoscaler.Factory>> replicaAutoscalers();

    /** Those that say what replicas ask for. */
    default List<ScalingEntry<ResourceRecommender.Factory>> resourceRecommenders() {
        return List.of();
    }

    /** Those that say which nodes come and go. */
    default List<ScalingEntry<NodeAutoscaler.Factory>> nodeAutoscalers() {
        return List.of();
    }

    /** Those that say for how long functions stay loaded. */
    default List<ScalingEntry<KeepAlive.Factory>> keepAlives() {
        return List.of();
    }

    /** The order in which replicas go, by name. */
    default List<ScalingEntry<VictimOrder>> victimOrders() {
        return List.of();
    }
}
