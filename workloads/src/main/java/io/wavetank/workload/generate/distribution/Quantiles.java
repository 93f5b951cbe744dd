package io.wavetank.workload.generate.distribution;

import java.util.List;

/**
 * A table of quantiles, as published for most traces, with a straight line between two neighbours: of the value, or of its logarithm.
 *
 * @param probabilities ascending from 0 to 1
 * @param values as many, not descending, none negative
 * @param logarithmic whether the logarithm is what runs straight: right for values that span decades, which must then be above 0
 */
public record Quantiles(List<Double> probabilities, List<Double> values, boolean logarithmic) implements Distribution {
    /** Checks the table. */
    public Quantiles {
        probabilities = List.copyOf(probabilities);
        values = List.copyOf(values);
        int count = probabilities.size();
        if (count < 2 || count != values.size()) {
            throw Key.fault(
                    "values", values, "as many as probabilities = " + probabilities + " are wanted, at least 2");
        }
        if (probabilities.get(0) != 0 || probabilities.get(count - 1) != 1) {
            throw Key.fault("probabilities", probabilities, "the first must be 0 and the last 1");
        }
        for (int i = 0; i < count; i++) {
            Key.notNegative("values", values.get(i), "the smallest, some quantiles and the largest would do");
            if (i > 0 && !(probabilities.get(i) > probabilities.get(i - 1))) {
                throw Key.fault("probabilities", probabilities, "not ascending at " + probabilities.get(i));
            }
            if (i > 0 && values.get(i) < values.get(i - 1)) {
                throw Key.fault("values", values, "descending at " + values.get(i));
            }
        }
        if (logarithmic) {
            Key.positive("values", values.get(0), "logarithmic tables begin above 0");
        }
    }

    @Override
    public double quantile(double u) {
        int i = 1;
        while (i < probabilities.size() - 1 && u > probabilities.get(i)) {
            i++;
        }
        double from = probabilities.get(i - 1);
        double part = (u - from) / (probabilities.get(i) - from);
        double low = values.get(i - 1);
        double high = values.get(i);
        double value = logarithmic ? low * StrictMath.pow(high / low, part) : low + (high - low) * part;
        return Math.min(high, Math.max(low, value));
    }

    @Override
    public double partialMoment(int order, double upTo) {
        double sum = 0;
        for (int i = 1; i < values.size() && upTo >= values.get(i - 1); i++) {
            double mass = probabilities.get(i) - probabilities.get(i - 1);
            sum += mass * within(order, upTo, values.get(i - 1), values.get(i));
        }
        return sum;
    }

    private double within(int order, double upTo, double low, double high) {
        if (low == high) {
            return Constant.power(low, order);
        }
        double top = Math.min(upTo, high);
        if (!logarithmic) {
            return (Constant.power(top, order) * top - Constant.power(low, order) * low) / ((order + 1) * (high - low));
        }
        double width = StrictMath.log(high / low);
        return order == 0
                ? StrictMath.log(top / low) / width
                : (Constant.power(top, order) - Constant.power(low, order)) / (order * width);
    }

    @Override
    public double min() {
        return values.get(0);
    }

    @Override
    public double max() {
        return values.get(values.size() - 1);
    }
}
