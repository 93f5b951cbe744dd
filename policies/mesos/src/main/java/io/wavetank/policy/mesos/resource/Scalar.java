package io.wavetank.policy.mesos.resource;

import java.math.BigDecimal;

/**
 * A number with three decimals, kept exactly.
 *
 * @param thousandths how many thousandths
 */
public record Scalar(long thousandths) implements Amount {
    /** Nothing. */
    public static final Scalar ZERO = new Scalar(0);

    private static final double PER_UNIT = 1000.0;

    /** Returns a number, rounded to three decimals as Mesos does. */
    public static Scalar of(double value) {
        return new Scalar(Math.round(value * PER_UNIT));
    }

    /** The number as Mesos computes shares with it. */
    public double value() {
        return thousandths / PER_UNIT;
    }

    @Override
    public boolean isEmpty() {
        return thousandths <= 0;
    }

    @Override
    public Scalar plus(Amount other) {
        return new Scalar(Math.addExact(thousandths, ((Scalar) other).thousandths));
    }

    @Override
    public Scalar minus(Amount other) {
        return new Scalar(Math.max(0, thousandths - ((Scalar) other).thousandths));
    }

    @Override
    public boolean contains(Amount other) {
        return other instanceof Scalar scalar && scalar.thousandths <= thousandths;
    }

    @Override
    public String toString() {
        return BigDecimal.valueOf(thousandths, 3).stripTrailingZeros().toPlainString();
    }
}
