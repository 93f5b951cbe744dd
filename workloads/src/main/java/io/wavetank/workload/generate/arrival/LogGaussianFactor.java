package io.wavetank.workload.generate.arrival;

import io.wavetank.policy.Draws;

/** A wandering level, step by step; step n has the keyed draw n. */
final class LogGaussianFactor implements Modulation.Factor {
    private final Modulation.LogGaussian process;
    private final double persistence;
    private final double innovation;
    private final Draws draws;
    private long step;
    private double level;

    LogGaussianFactor(Modulation.LogGaussian process, Draws draws) {
        this.process = process;
        this.persistence = StrictMath.exp(-process.stepSeconds() / process.correlationSeconds());
        this.innovation = Math.sqrt(1 - persistence * persistence);
        this.draws = draws.stream("level");
        this.level = this.draws.normal(0, 1, 0, 0);
    }

    @Override
    public double value() {
        double sigma = process.sigma();
        return StrictMath.exp(sigma * level - sigma * sigma / 2);
    }

    @Override
    public double endSeconds() {
        return (step + 1) * process.stepSeconds();
    }

    @Override
    public void advance() {
        step++;
        level = persistence * level + innovation * draws.normal(0, 1, step, 0);
    }
}
