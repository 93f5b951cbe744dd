package io.wavetank.policy.mesos.allocator;

import io.wavetank.policy.mesos.resource.ResourceBag;

/**
 * What a framework does not want to be offered again for a while: anything on the agent, for the role, that is part of what it refused.
 *
 * @param framework the framework
 * @param role the role
 * @param agent the agent
 * @param refused what it refused
 * @param number tells filters apart that are otherwise equal
 */
record OfferFilter(String framework, String role, String agent, ResourceBag refused, long number) {
    boolean filters(ResourceBag offer) {
        return refused.contains(offer);
    }
}
