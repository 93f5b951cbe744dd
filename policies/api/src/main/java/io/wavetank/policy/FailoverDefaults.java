package io.wavetank.policy;

import org.jspecify.annotations.Nullable;

/**
 * A {@link Scheduler} that says how the system it belongs to deals with what breaks, where the scenario does not say otherwise. Schedulers
 * that do not say have {@link Leadership#ALONE} and {@link NodeHealth#IMMEDIATE}.
 */
public interface FailoverDefaults {
    /** How its control plane keeps a leader. */
    Leadership leadership();

    /** How it finds out that nodes are gone. */
    NodeHealth nodeHealth();

    /** Whether it makes tasks anew by rules of its own, so that no controllers of Kubernetes can. */
    default boolean ownControllers() {
        return false;
    }

    /**
     * Returns what its control plane does about lost nodes, for one leader.
     *
     * @param health how it finds out, as the scenario has it
     * @param limits what the scenario says of how fast it acts; null if nothing
     */
    default LostNodePolicy lostNodes(ClusterView cluster, NodeHealth health, @Nullable EvictionLimits limits) {
        return atOnceOrPaced(cluster, health, limits);
    }

    /** Returns the policy of a system that acts at once unless a scenario limits it. */
    static LostNodePolicy atOnceOrPaced(ClusterView cluster, NodeHealth health, @Nullable EvictionLimits limits) {
        return limits == null
                ? new LostNodePolicy.AtOnce(health.tolerationNanos())
                : new PacedEviction(cluster, limits, health.tolerationNanos());
    }
}
