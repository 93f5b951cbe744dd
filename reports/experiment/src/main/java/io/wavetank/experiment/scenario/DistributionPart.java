package io.wavetank.experiment.scenario;

import io.wavetank.experiment.scenario.Value.Entries;
import io.wavetank.workload.generate.Amount;
import io.wavetank.workload.generate.distribution.Constant;
import io.wavetank.workload.generate.distribution.Distribution;
import io.wavetank.workload.generate.distribution.Empirical;
import io.wavetank.workload.generate.distribution.Exponential;
import io.wavetank.workload.generate.distribution.Gamma;
import io.wavetank.workload.generate.distribution.HyperExponential;
import io.wavetank.workload.generate.distribution.LogNormal;
import io.wavetank.workload.generate.distribution.Pareto;
import io.wavetank.workload.generate.distribution.Quantiles;
import io.wavetank.workload.generate.distribution.Uniform;
import io.wavetank.workload.generate.distribution.Weibull;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Turns the distributions of a scenario, whose values have a unit, into those of the generator, which are numbers. */
final class DistributionPart {
    private final Section shape;
    private final Unit unit;

    private DistributionPart(Section shape, Unit unit) {
        this.shape = shape;
        this.unit = unit;
    }

    /** Returns whole units, on the grid that the scenario gives. */
    static Amount amount(Section of, String key, Unit unit) throws ScenarioException {
        Value value = of.value(key);
        Distribution distribution = distribution(value, Checker.path(of.path(), key), unit);
        long step = 1;
        if (value instanceof Entries entries && !Checker.nothing(entries.get("step"))) {
            step = Section.of(entries, key).whole("step", unit);
        }
        if (unit == Unit.COUNT) {
            whole(of, key, distribution);
        }
        long grid = step;
        return of.made(() -> new Amount(distribution, grid));
    }

    /** Checks that what is always the same number of things is a whole one. */
    static void whole(Section of, String key, Distribution distribution) throws ScenarioException {
        if (distribution instanceof Constant constant && constant.value() != Math.rint(constant.value())) {
            throw ScenarioException.of(
                    of.place(key),
                    Checker.path(of.path(), key) + " is " + constant
                            + "; expected a whole number, or a distribution, of which what is drawn is rounded up");
        }
    }

    /** Returns a distribution of any numbers. */
    static Distribution of(Section of, String key, Unit unit) throws ScenarioException {
        Value value = of.value(key);
        String path = Checker.path(of.path(), key);
        if (value instanceof Entries entries && !Checker.nothing(entries.get("step"))) {
            throw ScenarioException.of(
                    Section.of(entries, path).keyPlace("step"),
                    path + " has a 'step'; expected none, for only sizes and numbers are rounded");
        }
        return distribution(value, path, unit);
    }

    private static Distribution distribution(Value value, String path, Unit unit) throws ScenarioException {
        if (value instanceof Entries) {
            Section shape = Section.of(value, path);
            return shape.made(() -> new DistributionPart(shape, unit).bounded());
        }
        return new Constant(unit.number(Section.text(value)));
    }

    private Distribution bounded() throws ScenarioException {
        Distribution whole = shape();
        boolean own = whole instanceof Constant
                || whole instanceof Uniform
                || whole instanceof Pareto
                || whole instanceof Quantiles;
        if (own || (!shape.has("min") && !shape.has("max"))) {
            return whole;
        }
        double min = shape.has("min") ? scale("min") : 0;
        double max = shape.has("max") ? scale("max") : Double.POSITIVE_INFINITY;
        return whole.truncated(min, max);
    }

    private Distribution shape() throws ScenarioException {
        return switch (shape.text("distribution")) {
            case "constant" -> new Constant(scale("value"));
            case "uniform" -> new Uniform(scale("min"), scale("max"));
            case "exponential" -> new Exponential(scale("mean"));
            case "log-normal" ->
                either("median", "sigma", "mean", "cv")
                        ? new LogNormal(scale("median"), shape.number("sigma"))
                        : LogNormal.ofMean(scale("mean"), shape.number("cv"));
            case "weibull" ->
                either("shape", "scale", "shape", "mean")
                        ? new Weibull(shape.number("shape"), scale("scale"))
                        : Weibull.ofMean(scale("mean"), shape.number("shape"));
            case "gamma" ->
                either("shape", "scale", "mean", "cv")
                        ? new Gamma(shape.number("shape"), scale("scale"))
                        : Gamma.ofMean(scale("mean"), shape.number("cv"));
            case "pareto" ->
                new Pareto(
                        shape.number("shape"),
                        scale("min"),
                        shape.has("max") ? scale("max") : Double.POSITIVE_INFINITY);
            case "hyper-exponential" -> hyperExponential();
            case "empirical" -> empirical();
            case "quantiles" ->
                new Quantiles(shape.numbers("probabilities"), scales("values"), shape.truth("logarithmic"));
            default -> throw new IllegalStateException("The schema let pass a distribution");
        };
    }

    private Distribution hyperExponential() throws ScenarioException {
        boolean parts = !shape.list("weights").isEmpty() || !shape.list("means").isEmpty();
        boolean moments = shape.has("mean") || shape.has("cv_squared");
        if (parts == moments || (moments && !(shape.has("mean") && shape.has("cv_squared")))) {
            throw pairs("weights", "means", "mean", "cv_squared");
        }
        return parts
                ? new HyperExponential(shape.numbers("weights"), scales("means"))
                : HyperExponential.ofMean(scale("mean"), shape.number("cv_squared"));
    }

    private Distribution empirical() {
        List<Double> values = scales("values");
        List<Double> weights = shape.numbers("weights");
        return new Empirical(values, weights.isEmpty() ? Collections.nCopies(values.size(), 1.0) : weights);
    }

    /** Whether the first pair of keys is given; a fault unless exactly one of the pairs is. */
    private boolean either(String a, String b, String c, String d) throws ScenarioException {
        boolean first = shape.has(a) && shape.has(b);
        boolean second = shape.has(c) && shape.has(d);
        boolean mixed =
                !a.equals(c) && (first || second) && (shape.has(a) || shape.has(b)) && (shape.has(c) || shape.has(d));
        if (first == second || mixed) {
            throw pairs(a, b, c, d);
        }
        return first;
    }

    private ScenarioException pairs(String a, String b, String c, String d) {
        return ScenarioException.of(
                shape.place(),
                shape.path() + " is not determined; expected '" + a + "' and '" + b + "', or '" + c + "' and '" + d
                        + "'");
    }

    private double scale(String key) {
        return shape.number(key, unit);
    }

    private List<Double> scales(String key) {
        List<Double> values = new ArrayList<>();
        shape.list(key).forEach(each -> values.add(unit.number(Section.text(each))));
        return values;
    }
}
