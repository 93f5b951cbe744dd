package io.wavetank.policy.mesh.balance;

import io.wavetank.policy.Draws;
import io.wavetank.policy.traffic.DrawBits;
import io.wavetank.policy.traffic.Endpoints;
import io.wavetank.policy.traffic.LoadBalancer;

/**
 * Picks the endpoint with the fewest outstanding requests of this side among a few drawn; with unequal weights, by earliest deadline.
 *
 * <p>Equal weights: so many are drawn with replacement, 2 by default, and of equal ones the first drawn stays. Unequal weights: an endpoint picked at
 * deadline d is due again at {@code d + 1 / w} with {@code w = weight / (outstanding + 1)^bias}, taken when it is picked.
 *
 * <p>Source: Envoy's {@code LeastRequestLoadBalancer}, choice count 2, active request bias 1.
 */
public final class LeastRequest implements LoadBalancer {
    private final int choices;
    private final double bias;
    private final Draws draws;
    private final DeadlineQueue schedule = new DeadlineQueue();
    private boolean weighted;
    private long changes;

    /** Creates the balancer with a number of choices, 1 or more, and a bias of 0 or more. */
    public LeastRequest(int choices, double bias, Draws draws) {
        if (choices < 1 || !(bias >= 0)) {
            throw new IllegalArgumentException("Choices are 1 or more, the bias 0 or more: " + choices + ", " + bias);
        }
        this.choices = choices;
        this.bias = bias;
        this.draws = draws.stream("least request");
    }

    @Override
    public void endpointsChanged(Endpoints endpoints) {
        weighted = Weights.differ(endpoints);
        if (weighted) {
            schedule.clear(endpoints.size());
            for (int endpoint = 0; endpoint < endpoints.size(); endpoint++) {
                schedule.add(endpoint, gap(endpoints, endpoint));
            }
            int thrownAway = DrawBits.below(endpoints.size(), draws.bits(changes++, 0));
            for (int i = 0; i < thrownAway; i++) {
                pickWeighted(endpoints);
            }
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
        int picked = DrawBits.below(size, draw);
        for (int choice = 1; choice < choices; choice++) {
            int other =
                    choice == 1 ? DrawBits.belowLow(size, draw) : DrawBits.below(size, DrawBits.further(draw, choice));
            if (endpoints.outstanding(other) < endpoints.outstanding(picked)) {
                picked = other;
            }
        }
        return picked;
    }

    private int pickWeighted(Endpoints endpoints) {
        int picked = schedule.first();
        schedule.moveFirst(schedule.firstDeadline() + gap(endpoints, picked));
        return picked;
    }

    private double gap(Endpoints endpoints, int endpoint) {
        double busy = endpoints.outstanding(endpoint) + 1.0;
        double scale = bias == 1 ? busy : bias == 0 ? 1 : StrictMath.pow(busy, bias);
        return scale / endpoints.weight(endpoint);
    }
}
