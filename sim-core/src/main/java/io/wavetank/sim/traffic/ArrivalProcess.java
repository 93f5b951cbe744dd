package io.wavetank.sim.traffic;

/** When requests come: an arrival process under way. */
@FunctionalInterface
public interface ArrivalProcess {
    /** What stands for the time of an arrival after the last. */
    long NEVER = Long.MAX_VALUE;

    /** Returns when the next request comes, in nanoseconds since the start; never before the one returned last; {@link #NEVER} after the last. */
    long nextNanos();
}
