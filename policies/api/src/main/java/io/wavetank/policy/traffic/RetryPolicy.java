package io.wavetank.policy.traffic;

/**
 * Says whether and when a call that failed is tried again.
 *
 * <p>An instance belongs to one client side and one called service. The caller tells it of every call and every try, so that it can keep a
 * budget. Times are nanoseconds since the start of the run.
 */
public interface RetryPolicy {
    /** The answer when the call is not tried again. */
    long GIVE_UP = -1;

    /** Tells that a call begins, which is followed by exactly one {@link #callEnded}. */
    default void callBegan(long nowNanos) {}

    /** Tells that a call is over. */
    default void callEnded(long nowNanos) {}

    /**
     * Asks what to do after a try failed. An answer other than {@link #GIVE_UP} takes from the budget, if there is one, and is followed by
     * exactly one {@link #retryEnded}.
     *
     * @param triesDone how many tries the call has had, 1 or more
     * @param outcome how the last one ended
     * @param draw 64 uniform bits of this call and try, see {@link DrawBits}
     * @return how long to wait, in nanoseconds
     */
    long retryAfterNanos(int triesDone, CallOutcome outcome, long nowNanos, long draw);

    /** Tells that a try that this policy asked for has ended, or will not be made after all. */
    default void retryEnded(long nowNanos) {}

    /** Tells how a try ended, the first one of a call or a later one. */
    default void tryEnded(CallOutcome outcome, long nowNanos) {}
}
