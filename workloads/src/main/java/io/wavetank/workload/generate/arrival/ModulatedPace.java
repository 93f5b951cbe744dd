package io.wavetank.workload.generate.arrival;

import java.util.List;

/** A pace multiplied by random factors. */
final class ModulatedPace implements Pace {
    private final Pace base;
    private final Modulation.Factor[] factors;

    ModulatedPace(Pace base, List<Modulation.Factor> factors) {
        this.base = base;
        this.factors = factors.toArray(Modulation.Factor[]::new);
    }

    @Override
    public double endSeconds() {
        double end = base.endSeconds();
        for (Modulation.Factor factor : factors) {
            end = Math.min(end, factor.endSeconds());
        }
        return end;
    }

    @Override
    public void advance() {
        double end = endSeconds();
        if (base.endSeconds() == end) {
            base.advance();
        }
        for (Modulation.Factor factor : factors) {
            if (factor.endSeconds() == end) {
                factor.advance();
            }
        }
    }

    @Override
    public double between(double fromSeconds, double toSeconds) {
        return factor() * base.between(fromSeconds, toSeconds);
    }

    @Override
    public double reach(double fromSeconds, double amount) {
        return Math.min(endSeconds(), base.reach(fromSeconds, amount / factor()));
    }

    private double factor() {
        double product = 1;
        for (Modulation.Factor factor : factors) {
            product *= factor.value();
        }
        return product;
    }
}
