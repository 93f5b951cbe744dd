package io.wavetank.workload.generate.distribution;

/**
 * The Gamma function and its regularised incomplete parts, {@code lower + upper = 1}: the power series below the hump, the continued fraction
 * (by Lentz's method) above it. Good to about 13 figures; held to known values by a test.
 */
final class GammaFunction {
    private static final double[] LANCZOS = {
        0.9999999999998099,
        676.5203681218851,
        -1259.1392167224028,
        771.3234287776531,
        -176.6150291621406,
        12.507343278686905,
        -0.13857109526572012,
        9.984369578019572e-06,
        1.5056327351493116e-07
    };
    private static final double HALF_LOG_TWO_PI = 0.9189385332046728;
    private static final int MOST_TERMS = 10_000;
    private static final double TINY = 1e-300;

    private GammaFunction() {}

    /** The logarithm of the Gamma function of a positive number. */
    static double log(double x) {
        if (x < 0.5) {
            return log(x + 1) - StrictMath.log(x);
        }
        double base = x - 1;
        double sum = LANCZOS[0];
        for (int i = 1; i < LANCZOS.length; i++) {
            sum += LANCZOS[i] / (base + i);
        }
        double t = base + 7.5;
        return HALF_LOG_TWO_PI + (base + 0.5) * StrictMath.log(t) - t + StrictMath.log(sum);
    }

    /** The share of the Gamma function that lies below {@code x}. */
    static double lower(double shape, double x) {
        if (x <= 0) {
            return 0;
        }
        if (x == Double.POSITIVE_INFINITY) {
            return 1;
        }
        return x < shape + 1 ? series(shape, x) : 1 - fraction(shape, x);
    }

    /** The share that lies above {@code x}. */
    static double upper(double shape, double x) {
        if (x <= 0) {
            return 1;
        }
        if (x == Double.POSITIVE_INFINITY) {
            return 0;
        }
        return x < shape + 1 ? 1 - series(shape, x) : fraction(shape, x);
    }

    private static double series(double shape, double x) {
        double term = 1 / shape;
        double sum = term;
        for (int n = 1; n < MOST_TERMS && term > sum * 1e-17; n++) {
            term *= x / (shape + n);
            sum += term;
        }
        return sum * StrictMath.exp(-x + shape * StrictMath.log(x) - log(shape));
    }

    private static double fraction(double shape, double x) {
        double b = x + 1 - shape;
        double c = 1 / TINY;
        double d = 1 / b;
        double value = d;
        for (int n = 1; n < MOST_TERMS; n++) {
            double a = -n * (n - shape);
            b += 2;
            d = awayFromZero(a * d + b);
            c = awayFromZero(b + a / c);
            d = 1 / d;
            value *= d * c;
            if (Math.abs(d * c - 1) < 1e-16) {
                break;
            }
        }
        return value * StrictMath.exp(-x + shape * StrictMath.log(x) - log(shape));
    }

    private static double awayFromZero(double x) {
        return Math.abs(x) < TINY ? TINY : x;
    }

    /**
     * Returns the {@code x} below which the share {@code u} lies: Newton's method on the logarithm of {@code x}, kept in a bracket, on
     * whichever tail is the smaller.
     */
    static double inverseLower(double shape, double u) {
        double norm = log(shape);
        double x = start(shape, u, norm);
        double low = 0;
        double high = Double.POSITIVE_INFINITY;
        for (int step = 0; step < 200; step++) {
            double miss = u < 0.5 ? lower(shape, x) - u : (1 - u) - upper(shape, x);
            if (miss == 0) {
                return x;
            }
            if (miss < 0) {
                low = x;
            } else {
                high = x;
            }
            double slope = StrictMath.exp(-x + shape * StrictMath.log(x) - norm);
            double next = x * StrictMath.exp(-miss / slope);
            if (!(next > low && next < high)) {
                next = high == Double.POSITIVE_INFINITY ? 2 * x : low + (high - low) / 2;
            }
            if (Math.abs(next - x) <= 1e-14 * x) {
                return next;
            }
            x = next;
        }
        return x;
    }

    private static double start(double shape, double u, double norm) {
        double small = StrictMath.exp((StrictMath.log(u * shape) + norm) / shape);
        if (shape < 1 || small < 0.1 * shape) {
            return Math.max(Double.MIN_NORMAL, Math.min(small, 1 + shape));
        }
        double cube = 1 - 1 / (9 * shape) + NormalCurve.quantile(u) / (3 * Math.sqrt(shape));
        return cube <= 0 ? Math.max(Double.MIN_NORMAL, small) : shape * cube * cube * cube;
    }
}
