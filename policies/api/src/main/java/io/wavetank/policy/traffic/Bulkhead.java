package io.wavetank.policy.traffic;

/**
 * Bounds how many calls are under way at once, so that one slow service does not take everything of its caller.
 *
 * <p>Each {@link #tryEnter} that was granted is followed by exactly one {@link #leave}. A bound that follows what it sees is an adaptive
 * concurrency limit: {@link #leave} tells it how long the call took.
 */
public interface Bulkhead {
    /** Takes a place, if there is one. */
    boolean tryEnter(long nowNanos);

    /**
     * Gives the place back.
     *
     * @param outcome how the call ended
     * @param latencyNanos how long it took, in nanoseconds
     */
    void leave(CallOutcome outcome, long latencyNanos, long nowNanos);

    /** How many places there are at present. */
    int limit(long nowNanos);
}
