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
 * @param reservation what is paid for whether it is there or not
 * @param power what a node draws
 * @param warm nodes that have booted once and stand by
 */
public record NodeGroupSpec(
        String name,
        NodeSpec template,
        int least,
        int most,
        DelaySpec boot,
        double failure,
        boolean spot,
        DelaySpec spotLife,
        Reservation reservation,
        Power power,
        WarmPool warm) {
    /**
     * Nodes that have booted once and were stopped, as in a warm pool of an AWS Auto Scaling group: one that is asked for comes of those, in a shorter time and without
     * fail, while there are any, and another is booted for the pool. They count in no quota.
     *
     * @param nodes how many stand by
     * @param boot from being asked for to being there
     * @param pricePerHour what one costs that stands by, or boots in order to
     */
    public record WarmPool(int nodes, DelaySpec boot, double pricePerHour) {
        /** None. */
        public static final WarmPool NONE = new WarmPool(0, DelaySpec.NONE, 0);

        /** Checks the ranges. */
        public WarmPool {
            if (nodes < 0 || !(pricePerHour >= 0)) {
                throw new IllegalArgumentException("Not a warm pool: " + nodes + " nodes at " + pricePerHour);
            }
        }
    }

    /**
     * Nodes that are paid for all the time, at a price of their own; only what there is beyond them costs the price of the group.
     *
     * @param nodes how many
     * @param pricePerHour what each costs
     */
    public record Reservation(int nodes, double pricePerHour) {
        /** None. */
        public static final Reservation NONE = new Reservation(0, 0);

        /** Checks the ranges. */
        public Reservation {
            if (nodes < 0 || !(pricePerHour >= 0)) {
                throw new IllegalArgumentException("Not a reservation: " + nodes + " nodes at " + pricePerHour);
            }
        }
    }

    /**
     * What a node draws, in watts. Between idle and busy it grows with the share of its CPU that is given out.
     *
     * @param idle when nothing runs on it
     * @param busy when all of its CPU is given out
     * @param boot while it boots
     * @param off when it is not there, for each node that the group could have
     */
    public record Power(double idle, double busy, double boot, double off) {
        /** Nothing is known. */
        public static final Power NONE = new Power(0, 0, 0, 0);

        /** Checks the order. */
        public Power {
            if (!(off >= 0 && idle >= off && busy >= idle && boot >= 0) || busy + boot == Double.POSITIVE_INFINITY) {
                throw new IllegalArgumentException("watts must not fall from off (" + off + ") over idle (" + idle
                        + ") to busy (" + busy + "), and boot (" + boot + ") must not be negative");
            }
        }
    }

    /** A group of which none is reserved, and nothing is known of its power. */
    public NodeGroupSpec(
            String name,
            NodeSpec template,
            int least,
            int most,
            DelaySpec boot,
            double failure,
            boolean spot,
            DelaySpec spotLife) {
        this(name, template, least, most, boot, failure, spot, spotLife, Reservation.NONE, Power.NONE, WarmPool.NONE);
    }

    /** Checks the ranges. */
    public NodeGroupSpec {
        if (least < 0 || most < least || !(failure >= 0 && failure <= 1)) {
            throw new IllegalArgumentException(
                    "Not a group of nodes: " + name + " of " + least + " to " + most + ", failing with " + failure);
        }
    }
}
