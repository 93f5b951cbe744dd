package io.wavetank.policy.mesh.balance;

import io.wavetank.policy.Draws;
import io.wavetank.policy.traffic.DrawBits;
import io.wavetank.policy.traffic.Endpoints;
import io.wavetank.policy.traffic.LoadBalancer;

/**
 * Picks the endpoints in turn, each as often as its weight says.
 *
 * <p>Equal weights: the next of the list, from a drawn start. Unequal ones: the earliest deadline first; an endpoint picked at deadline d is
 * due again at {@code d + 1 / weight}, and of equal deadlines the one queued first goes first. When the list changes the schedule is made
 * anew: all are queued in the order of the list at {@code 1 / weight}, and up to as many picks as there are endpoints, a drawn number, are
 * thrown away, so that clients do not move in step.
 *
 * <p>Source: Envoy's {@code RoundRobinLoadBalancer} and {@code EdfLoadBalancerBase}.
 */
public final class RoundRobin implements LoadBalancer {
    private final Draws draws;
    private final DeadlineQueue schedule = new DeadlineQueue();
    private long changes;
    private int next;
    private boolean weighted;

    /** Creates the balancer; the draws say where it starts. */
    public RoundRobin(Draws draws) {
        this.draws = draws.stream("round robin");
    }

    @Override
    public void endpointsChanged(Endpoints endpoints) {
        int size = endpoints.size();
        weighted = Weights.differ(endpoints);
        int start = size == 0 ? 0 : DrawBits.below(size, draws.bits(changes, 0));
        changes++;
        if (!weighted) {
            next = start;
            return;
        }
        schedule.clear(size);
        for (int endpoint = 0; endpoint < size; endpoint++) {
            schedule.add(endpoint, 1.0 / endpoints.weight(endpoint));
        }
        for (int i = 0; i < start; i++) {
            pickWeighted(endpoints);
        }
    }

    @Override
    public int pick(Endpoints endpoints, long draw) {
        int size = endpoints.size();
        if (size == 0) {
            return NONE;
        }
        if (weighted) {
            return pickWeighted(endpoints);
        }
        int picked = next;
        next = picked + 1 == size ? 0 : picked + 1;
        return picked;
    }

    private int pickWeighted(Endpoints endpoints) {
        int picked = schedule.first();
        schedule.moveFirst(schedule.firstDeadline() + 1.0 / endpoints.weight(picked));
        return picked;
    }
}
