package io.wavetank.workload.generate.arrival;

import io.wavetank.policy.Draws;

/** The factor of a chain of states: the rate of the present one over the mean rate. */
final class StateFactor implements Modulation.Factor {
    private final MmppPace spells;
    private final double meanRate;

    StateFactor(Mmpp chain, Draws draws) {
        this.spells = new MmppPace(chain, draws);
        this.meanRate = chain.meanRatePerSecond();
    }

    @Override
    public double value() {
        return spells.between(0, 1) / meanRate;
    }

    @Override
    public double endSeconds() {
        return spells.endSeconds();
    }

    @Override
    public void advance() {
        spells.advance();
    }
}
