package io.wavetank.policy.kubernetes.plugin;

/**
 * The natural logarithm of positive whole numbers, to the last bit that which kube-scheduler's language computes.
 *
 * <p>{@code x = 2^k * (1 + f)} with {@code 1 + f} between the root of a half and that of two; with {@code s = f / (2 + f)} the logarithm of
 * {@code 1 + f} is {@code f - (f * f / 2 - s * (f * f / 2 + R(s * s)))}, where R is a polynomial. {@code StrictMath.log} evaluates the same
 * approximation in another order in some cases, and so differs by one unit in the last place for a few numbers.
 *
 * <p>Source: FreeBSD's {@code e_log.c}, its comment on the method.
 */
public final class Logarithm {
    private static final double LN2_HIGH = 0.6931471803691238;
    private static final double LN2_LOW = 1.9082149292705877e-10;
    private static final double[] R = {
        0.6666666666666735,
        0.3999999999940942,
        0.2857142874366239,
        0.22222198432149784,
        0.1818357216161805,
        0.15313837699209373,
        0.14798198605116586
    };

    private Logarithm() {}

    /** Returns the logarithm of a number above 0. */
    public static double of(int number) {
        int exponent = Math.getExponent((double) number) + 1;
        double mantissa = number / (double) (1L << exponent);
        if (mantissa < StrictMath.sqrt(2) / 2) {
            mantissa *= 2;
            exponent--;
        }
        double f = mantissa - 1;
        double s = f / (2 + f);
        double s2 = s * s;
        double s4 = s2 * s2;
        double odd = s2 * (R[0] + s4 * (R[2] + s4 * (R[4] + s4 * R[6])));
        double even = s4 * (R[1] + s4 * (R[3] + s4 * R[5]));
        double half = 0.5 * f * f;
        return exponent * LN2_HIGH - ((half - (s * (half + (odd + even)) + exponent * LN2_LOW)) - f);
    }
}
