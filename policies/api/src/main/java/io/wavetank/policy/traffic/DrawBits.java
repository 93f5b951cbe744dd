package io.wavetank.policy.traffic;

/** Numbers taken from the 64 bits of one draw. */
public final class DrawBits {
    private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;

    private DrawBits() {}

    /** A uniform integer of [0, bound), bound at least 1, from the high 32 bits; off by less than bound / 2^32 of itself. */
    public static int below(int bound, long draw) {
        return (int) (((draw >>> 32) * bound) >>> 32);
    }

    /** As {@link #below}, from the low 32 bits: independent of it. */
    public static int belowLow(int bound, long draw) {
        return (int) (((draw & 0xFFFF_FFFFL) * bound) >>> 32);
    }

    /** A uniform number of (0, 1), from the high 53 bits. */
    public static double uniform(long draw) {
        return ((draw >>> 11) | 1) * 0x1p-53;
    }

    /** The k-th further draw of a draw, k from 1: its bits mixed by the finalizer of SplitMix64. */
    public static long further(long draw, int k) {
        long z = draw + k * GOLDEN_RATIO;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
