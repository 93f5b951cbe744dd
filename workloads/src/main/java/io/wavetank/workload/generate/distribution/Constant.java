package io.wavetank.workload.generate.distribution;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Always the same number.
 *
 * @param value 0 or more
 */
public record Constant(double value) implements Distribution {
    /** Checks the value. */
    public Constant {
        Key.notNegative("value", value, "0 and 2.5 would do");
    }

    @Override
    public double quantile(double u) {
        return value;
    }

    @Override
    public double partialMoment(int order, double upTo) {
        return upTo < value ? 0 : power(value, order);
    }

    @Override
    public double variance() {
        return 0;
    }

    @Override
    public double min() {
        return value;
    }

    @Override
    public double max() {
        return value;
    }

    @Override
    public Distribution truncated(double min, double max) {
        Key.between("value", value, min, max, "move the bounds or the constant");
        return this;
    }

    @Override
    public String toString() {
        return new BigDecimal(value)
                .round(MathContext.DECIMAL32)
                .stripTrailingZeros()
                .toPlainString();
    }

    static double power(double x, int order) {
        return switch (order) {
            case 0 -> 1;
            case 1 -> x;
            case 2 -> x * x;
            default -> throw new IllegalArgumentException("Moments are of order 0, 1 or 2, not " + order);
        };
    }
}
