package io.wavetank.sim.elastic;

import io.wavetank.sim.record.CompensatedSum;
import io.wavetank.sim.scenario.NodeGroupSpec;

/** How many nodes there are and what they cost, over time. */
final class Bill {
    private static final double HOUR = 3600e9;

    private CompensatedSum nodeHours = new CompensatedSum();
    private CompensatedSum cost = new CompensatedSum();
    private CompensatedSum presentHours = new CompensatedSum();
    private long beginNanos;
    private long nowNanos;
    private int billed;
    private int present;
    private int peak;
    private double committed;
    private double pricePerHour;

    /** So many more nodes are paid for, each at a price. */
    void pay(long now, int nodes, double priceEach) {
        advanceTo(now);
        billed += nodes;
        pricePerHour = billed == 0 ? committed : pricePerHour + nodes * priceEach;
    }

    /** What is reserved is paid for from the start on. */
    void commit(NodeGroupSpec.Reservation reservation) {
        committed += reservation.nodes() * reservation.pricePerHour();
        pricePerHour += reservation.nodes() * reservation.pricePerHour();
    }

    /** So much more an hour is paid for what is no node of the cluster. */
    void keep(long now, double morePerHour) {
        advanceTo(now);
        committed += morePerHour;
        pricePerHour += morePerHour;
    }

    /** So many more nodes are there. */
    void there(long now, int nodes) {
        advanceTo(now);
        present += nodes;
        peak = Math.max(peak, present);
    }

    private void advanceTo(long now) {
        double hours = (now - nowNanos) / HOUR;
        nodeHours.add(billed * hours);
        presentHours.add(present * hours);
        cost.add(pricePerHour * hours);
        nowNanos = now;
    }

    /** The figures are about what comes from now on. */
    void forget(long now) {
        advanceTo(now);
        nodeHours = new CompensatedSum();
        presentHours = new CompensatedSum();
        cost = new CompensatedSum();
        beginNanos = now;
        peak = present;
    }

    double nodeHours(long now) {
        advanceTo(now);
        return nodeHours.value();
    }

    double cost(long now) {
        advanceTo(now);
        return cost.value();
    }

    double mean(long now) {
        advanceTo(now);
        double hours = (now - beginNanos) / HOUR;
        return hours <= 0 ? present : presentHours.value() / hours;
    }

    int peak() {
        return peak;
    }

    double pricePerHour() {
        return pricePerHour;
    }
}
