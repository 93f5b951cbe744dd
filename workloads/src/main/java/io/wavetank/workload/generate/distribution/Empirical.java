package io.wavetank.workload.generate.distribution;

import java.util.ArrayList;
import java.util.List;

/**
 * Given values with given weights, and none between them.
 *
 * @param values ascending, none negative
 * @param weights as many, relative, none negative
 */
public record Empirical(List<Double> values, List<Double> weights) implements Distribution {
    /** Checks the values, and brings the weights to a sum of 1. */
    public Empirical {
        weights = Key.weights("weights", weights);
        values = List.copyOf(values);
        if (values.size() != weights.size()) {
            throw Key.fault("weights", weights, "as many as values = " + values + " are wanted, a weight for each");
        }
        double before = -1;
        for (double value : values) {
            Key.notNegative("values", value, "1, 2, 4 would do");
            if (value <= before) {
                throw Key.fault("values", values, "not ascending at " + value + "; sort them, and give none twice");
            }
            before = value;
        }
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        double total = sum;
        weights = weights.stream().map(weight -> weight / total).toList();
    }

    @Override
    public double quantile(double u) {
        double sum = 0;
        int last = 0;
        for (int i = 0; i < values.size(); i++) {
            double weight = weights.get(i);
            sum += weight;
            last = weight > 0 ? i : last;
            if (weight > 0 && u <= sum) {
                return values.get(i);
            }
        }
        return values.get(last);
    }

    @Override
    public double partialMoment(int order, double upTo) {
        double sum = 0;
        for (int i = 0; i < values.size() && values.get(i) <= upTo; i++) {
            sum += weights.get(i) * Constant.power(values.get(i), order);
        }
        return sum;
    }

    @Override
    public double min() {
        return values.get(0);
    }

    @Override
    public double max() {
        return values.get(values.size() - 1);
    }

    @Override
    public Distribution truncated(double min, double max) {
        List<Double> kept = new ArrayList<>();
        List<Double> shares = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i) >= min && values.get(i) <= max) {
                kept.add(values.get(i));
                shares.add(weights.get(i));
            }
        }
        if (kept.isEmpty()) {
            throw Key.fault("min, max", min + ", " + max, "none of the values " + values + " lies between them");
        }
        return new Empirical(kept, shares);
    }
}
