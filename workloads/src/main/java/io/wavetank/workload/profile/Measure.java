package io.wavetank.workload.profile;

/**
 * What the numbers of a distribution are, and how they are kept: as whole numbers of a small unit.
 */
public enum Measure {
    /** Lengths of time, in nanoseconds. */
    SECONDS(1e9),
    /** Cores or GPUs, in thousandths. */
    DEVICES(1e3),
    /** Bytes. */
    BYTES(1),
    /** Counts. */
    COUNT(1),
    /** Any other number that is not negative, in millionths. */
    NUMBER(1e6);

    private final double unit;

    Measure(double unit) {
        this.unit = unit;
    }

    /** How many of the kept unit are one. */
    public double unit() {
        return unit;
    }
}
