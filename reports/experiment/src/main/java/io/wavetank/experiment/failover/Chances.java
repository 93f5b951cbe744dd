package io.wavetank.experiment.failover;

import io.wavetank.policy.Draws;

/** One draw after the other, by a seed. */
final class Chances {
    private final Draws draws;
    private long drawn;

    Chances(long seed) {
        this.draws = new Draws(seed, 0).stream("chaos");
    }

    /** A number from 0 to below a bound. */
    int below(int bound) {
        return draws.below(bound, drawn++, 0);
    }

    boolean oneIn(int of) {
        return below(of) == 0;
    }

    /** How many were drawn. */
    long drawn() {
        return drawn;
    }
}
