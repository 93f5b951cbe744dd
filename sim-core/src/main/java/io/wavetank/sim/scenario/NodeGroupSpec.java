package io.wavetank.sim.scenario;

import io.wavetank.sim.cluster.NodeSpec;

/**
 * A group of equal nodes that can be asked for while a run goes on. Those that are there at its start are nodes of the cluster.
 *
 * @param name its name; a node that comes is called by it, a dash and a number
 * @param template what a node is; its price runs from the moment at which it is asked for
 * @param least how many there must be
 * @param most how many there may be
 * @param boot from being asked for to being there
 * @param failure the probability that a node never comes; known when it should have come
 * @param spot whether its nodes are taken back now and then
 * @param spotLife how long a node of a spot group is left; drawn for each node
 */
public record NodeGroupSpec(
        String name,
        NodeSpec template,
        int least,
        int most,
        DelaySpec boot,
        double failure,
        boolean spot,
        DelaySpec spotLife) {
    /** Checks the ranges. */
    public NodeGroupSpec {
        if (least < 0 || most < least || !(failure >= 0 && failure <= 1)) {
            throw new IllegalArgumentException(
                    "Not a group of nodes: " + name + " of " + least + " to " + most + ", failing with " + failure);
        }
    }
}
