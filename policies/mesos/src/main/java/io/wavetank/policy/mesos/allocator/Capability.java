package io.wavetank.policy.mesos.allocator;

import java.util.EnumSet;
import java.util.Set;

/** What a framework or an agent knows how to handle. */
public enum Capability {
    /** Revocable resources. */
    REVOCABLE_RESOURCES,
    /** Agents that have GPUs. */
    GPU_RESOURCES,
    /** Volumes that several tasks use at once. */
    SHARED_RESOURCES,
    /** Several roles of one framework. */
    MULTI_ROLE,
    /** Reservations that refine others. */
    RESERVATION_REFINEMENT,
    /** Agents in other regions than the master's. */
    REGION_AWARE,
    /** Roles below roles; said by agents. */
    HIERARCHICAL_ROLE;

    /** All of them. */
    public static Set<Capability> all() {
        return EnumSet.allOf(Capability.class);
    }
}
