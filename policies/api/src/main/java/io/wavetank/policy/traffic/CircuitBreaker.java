package io.wavetank.policy.traffic;

/**
 * Stops calls to what fails, and lets a few through after a while to see whether it is well again.
 *
 * <p>An instance belongs to one client side and one called service. Each {@link #tryEnter} that was granted is followed by exactly one of
 * {@link #ended} and {@link #released}. Times are nanoseconds since the start of the run and do not go back.
 */
public interface CircuitBreaker {
    /** What a breaker does at present. */
    enum State {
        /** Lets everything through. */
        CLOSED,
        /** Lets nothing through. */
        OPEN,
        /** Lets a few through. */
        HALF_OPEN
    }

    /** Whether a call may be sent now. */
    boolean tryEnter(long nowNanos);

    /**
     * Tells how a call that was let through ended.
     *
     * @param latencyNanos how long it took, in nanoseconds
     */
    void ended(CallOutcome outcome, long latencyNanos, long nowNanos);

    /** Tells that a call that was let through was not sent, or says nothing. */
    void released(long nowNanos);

    /** What it does now. */
    State state(long nowNanos);
}
