package io.wavetank.policy.mesos.allocator;

import io.wavetank.policy.mesos.resource.Quantities;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A framework as it registers.
 *
 * @param id its name
 * @param roles the roles that it asks for offers in
 * @param capabilities what it knows how to handle
 * @param minimalOffers what an offer in a role must reach, any one of these, instead of what the allocator is set to
 */
public record FrameworkSpec(
        String id, SortedSet<String> roles, Set<Capability> capabilities, Map<String, List<Quantities>> minimalOffers) {
    /** Copies the roles. */
    public FrameworkSpec {
        roles = new TreeSet<>(roles);
        capabilities = Set.copyOf(capabilities);
        minimalOffers = Map.copyOf(minimalOffers);
    }

    boolean has(Capability capability) {
        return capabilities.contains(capability);
    }
}
