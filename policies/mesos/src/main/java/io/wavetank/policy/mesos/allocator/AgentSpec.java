package io.wavetank.policy.mesos.allocator;

import io.wavetank.policy.mesos.resource.ResourceBag;
import java.util.Set;

/**
 * An agent as it registers.
 *
 * @param id its name, by which the whitelist knows it too
 * @param total what it offers
 * @param capabilities what it knows how to handle
 * @param region where it is; the empty string if it does not say
 */
public record AgentSpec(String id, ResourceBag total, Set<Capability> capabilities, String region) {
    /** Copies the set. */
    public AgentSpec {
        capabilities = Set.copyOf(capabilities);
    }

    /** An agent that can do everything, of no region. */
    public AgentSpec(String id, ResourceBag total) {
        this(id, total, Capability.all(), "");
    }

    AgentSpec withTotal(ResourceBag other) {
        return new AgentSpec(id, other, capabilities, region);
    }
}
