package io.wavetank.policy.kubernetes.autoscale.vpa;

/**
 * Powers with whole exponents as the Go library computes them, last digit included: by repeated squaring of a mantissa kept in [0.5, 1). A
 * correctly rounded power differs by a few 1e-15, enough to move a border between buckets across a whole byte.
 */
final class BinaryPower {
    private BinaryPower() {}

    /** Returns {@code base} to the power of {@code exponent}; the base is positive and may be infinite. */
    static double of(double base, int exponent) {
        if (exponent == 1) {
            return base;
        } else if (Double.isInfinite(base)) {
            return exponent < 0 ? 0 : exponent == 0 ? 1 : base;
        }
        int twos = Math.getExponent(base) + 1;
        double mantissa = Math.scalb(base, -twos);
        double result = 1;
        int resultTwos = 0;
        for (int left = Math.abs(exponent); left != 0; left >>= 1) {
            if ((left & 1) == 1) {
                result *= mantissa;
                resultTwos += twos;
            }
            mantissa *= mantissa;
            twos <<= 1;
            if (mantissa < 0.5) {
                mantissa += mantissa;
                twos--;
            }
        }
        return exponent < 0 ? Math.scalb(1 / result, -resultTwos) : Math.scalb(result, resultTwos);
    }
}
