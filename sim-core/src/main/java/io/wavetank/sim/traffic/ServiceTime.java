package io.wavetank.sim.traffic;

/** A distribution of the work of requests, sampled by the inverse of its distribution function. */
@FunctionalInterface
public interface ServiceTime {
    /** Returns the work, in nanoseconds of one core at speed 1, that is not exceeded with probability {@code u} of (0, 1). */
    double nanos(double u);
}
