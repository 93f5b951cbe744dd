package io.wavetank.policy.classic;

/** How the scores of vector packing, which are fractions, become {@code long}s. */
final class VectorScores {
    /** What a score of 1.0 becomes. */
    private static final double ONE = 0x1p40;

    private VectorScores() {}

    /**
     * Returns {@code floor(score * 2^40 + 1/2)}: fine enough to tell a millicore of 128 cores, coarse enough that scores which differ by
     * rounding alone are equal.
     */
    static long fixedPoint(double score) {
        return (long) Math.floor(score * ONE + 0.5);
    }
}
