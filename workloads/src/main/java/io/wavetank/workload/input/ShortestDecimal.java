package io.wavetank.workload.input;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * The decimal number that a binary one stands for: the nearest with 15 digits if that is read as the same binary number, else with 16 or 17 (of a float 6 to 9), so
 * that what was written as 0.1 is 0.1 again.
 *
 * <p>The texts of {@code Double.toString} and {@code Float.toString} are others before JDK 19 and after; this is the same on every JDK.
 */
public final class ShortestDecimal {
    private static final int SURE_DIGITS = 15;
    private static final int SURE_DIGITS_OF_FLOAT = 6;
    private static final double WHOLE = 1L << 53;

    private ShortestDecimal() {}

    /** Returns the decimal number of a double, which must be finite. */
    public static BigDecimal of(double value) {
        if (Math.abs(value) < WHOLE && value == Math.rint(value)) {
            return BigDecimal.valueOf((long) value);
        }
        BigDecimal exact = new BigDecimal(value);
        BigDecimal decimal = rounded(exact, SURE_DIGITS);
        for (int digits = SURE_DIGITS + 1; decimal.doubleValue() != value; digits++) {
            decimal = rounded(exact, digits);
        }
        return decimal.stripTrailingZeros();
    }

    /** Returns the double that the decimal number of a float is read as; what is not finite is left as it is. */
    public static double ofFloat(float value) {
        if (!Float.isFinite(value)) {
            return value;
        }
        BigDecimal exact = new BigDecimal(value);
        BigDecimal decimal = rounded(exact, SURE_DIGITS_OF_FLOAT);
        for (int digits = SURE_DIGITS_OF_FLOAT + 1; decimal.floatValue() != value; digits++) {
            decimal = rounded(exact, digits);
        }
        return decimal.doubleValue();
    }

    private static BigDecimal rounded(BigDecimal exact, int digits) {
        return exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
    }
}
