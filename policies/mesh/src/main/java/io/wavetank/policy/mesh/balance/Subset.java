package io.wavetank.policy.mesh.balance;

import io.wavetank.policy.Draws;
import io.wavetank.policy.traffic.Endpoints;
import java.util.Arrays;

/**
 * The endpoints that one client talks to: clients are taken in rounds of as many as there are subsets; each round shuffles the list in its own way and
 * cuts it into subsets, of which each client of the round takes one.
 *
 * <p>The list is cut after {@code n / size} whole subsets, so what is left over is different in each round, and all endpoints have the same number of
 * clients up to one for each round.
 *
 * <p>Source: Beyer, Jones, Petoff, Murphy, Site Reliability Engineering, 2016, chapter 20, "deterministic subsetting"; the shuffle is by keyed draws.
 */
final class Subset implements Some.Rule {
    private final int client;
    private final int size;
    private final Draws draws;

    /** The subset of one client; the draws are the same for all clients of a service. */
    Subset(int client, int size, Draws draws) {
        this.client = client;
        this.size = size;
        this.draws = draws;
    }

    @Override
    public boolean takesAll(Endpoints endpoints, Part into) {
        int count = endpoints.size();
        if (count <= size) {
            return true;
        }
        int subsets = count / size;
        long round = client / subsets;
        int[] order = new int[count];
        Arrays.setAll(order, i -> i);
        for (int i = count - 1; i > 0; i--) {
            int other = draws.below(i + 1, round, i);
            int moved = order[i];
            order[i] = order[other];
            order[other] = moved;
        }
        int start = client % subsets * size;
        int[] own = Arrays.copyOfRange(order, start, start + size);
        Arrays.sort(own);
        for (int endpoint : own) {
            into.add(endpoint);
        }
        return false;
    }
}
