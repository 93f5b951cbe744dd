package io.wavetank.policy.mesos.framework;

import io.wavetank.policy.mesos.resource.ResourceBag;

/**
 * One offer: what is free on one agent, for a framework in a role.
 *
 * @param id the offer's number
 * @param node the agent's number
 * @param resources what is offered
 */
public record OfferedAgent(long id, int node, ResourceBag resources) {}
