package io.wavetank.workload.generate.arrival;

/** An arrival process under way. */
public interface ArrivalClock {
    /** What stands for the time of an arrival after the last. */
    long NEVER = Long.MAX_VALUE;

    /** Returns the instant that is so much later; {@link #NEVER} where that is beyond all time. */
    static long later(long nanos, long byNanos) {
        long sum = nanos + byNanos;
        return sum < 0 ? NEVER : sum;
    }

    /** Returns when the next arrival is, in nanoseconds since the start; never before the one returned last; {@link #NEVER} after the last. */
    long nextNanos();
}
