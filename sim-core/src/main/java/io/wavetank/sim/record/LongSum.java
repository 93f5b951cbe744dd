package io.wavetank.sim.record;

import java.math.BigInteger;

/** An exact sum of non-negative longs in 128 bits; being exact, it does not depend on the order of its terms. */
final class LongSum {
    private static final double TWO_TO_64 = 0x1p64;

    private long high;
    private long low;

    void add(long term) {
        low += term;
        high += Long.compareUnsigned(low, term) < 0 ? 1 : 0;
    }

    /** Adds a term as often as said. */
    void add(long term, long times) {
        high += Math.multiplyHigh(term, times);
        add(term * times);
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

    /** The sum as it is, beyond what a long holds. */
    BigInteger exact() {
        return BigInteger.valueOf(high).shiftLeft(Long.SIZE).add(new BigInteger(Long.toUnsignedString(low)));
    }

    /** Returns a sum that has come to this. */
    static LongSum of(BigInteger exact) {
        if (exact.signum() < 0 || exact.bitLength() >= 2 * Long.SIZE) {
            throw new IllegalArgumentException("Not a sum of lengths: " + exact);
        }
        var sum = new LongSum();
        sum.high = exact.shiftRight(Long.SIZE).longValue();
        sum.low = exact.longValue();
        return sum;
    }
}
