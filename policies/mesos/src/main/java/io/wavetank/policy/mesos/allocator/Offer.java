package io.wavetank.policy.mesos.allocator;

import io.wavetank.policy.mesos.resource.ResourceBag;
import java.util.SortedMap;

/**
 * What one round offers to one framework.
 *
 * @param framework the framework
 * @param resources by role and agent
 */
public record Offer(String framework, SortedMap<String, SortedMap<String, ResourceBag>> resources) {}
