package io.wavetank.policy.traffic;

/**
 * Bounds how many calls pass in a time.
 *
 * <p>Times are nanoseconds since the start of the run and do not go back. One instance for each client side is a local limit, one that all
 * share a global one.
 */
public interface RateLimiter {
    /** The answer when the call may not pass, not even later. */
    long REFUSED = -1;

    /**
     * Asks for a number of permits, and takes them if the answer is not {@link #REFUSED}.
     *
     * @param permits how many, 1 or more
     * @return how long to wait before the call may go, in nanoseconds; 0 is at once
     */
    long reserve(int permits, long nowNanos);
}
