package io.wavetank.sim.scenario;

/** A length of time that is drawn, by the inverse of its distribution function: one uniform draw makes one value. */
@FunctionalInterface
public interface RandomTime {
    /** Returns the value, in nanoseconds and not negative, that is not exceeded with probability {@code u} of the open interval (0, 1). */
    long nanos(double u);

    /** Returns the time that is always the same. */
    static RandomTime constant(long nanos) {
        return u -> nanos;
    }
}
