package io.wavetank.sim.record;

/** An exact sum of non-negative longs in 128 bits; being exact, it does not depend on the order of its terms. */
final class LongSum {
    private static final double TWO_TO_64 = 0x1p64;

    private long high;
    private long low;

    void add(long term) {
        low += term;
        high += Long.compareUnsigned(low, term) < 0 ? 1 : 0;
    }

    void add(LongSum other) {
        long otherHigh = other.high;
        add(other.low);
        high += otherHigh;
    }

    double value() {
        double unsignedLow = low >= 0 ? low : (low >>> 1) * 2.0 + (low & 1);
        return high * TWO_TO_64 + unsignedLow;
    }
}
