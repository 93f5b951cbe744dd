package io.wavetank.workload.generate;

import io.wavetank.policy.Draws;

/** An amount with its own stream of draws; a constant costs no draw. */
final class AmountDraw {
    private final Amount amount;
    private final Draws draws;
    private final long constant;

    AmountDraw(Amount amount, Draws draws) {
        this.amount = amount;
        this.draws = draws;
        this.constant = amount.constant() ? amount.at(0.5) : -1;
    }

    /** Whether it is the same for all. */
    boolean always() {
        return constant >= 0;
    }

    long at(long subject, long k) {
        return constant >= 0 ? constant : amount.at(draws.uniform(subject, k));
    }
}
