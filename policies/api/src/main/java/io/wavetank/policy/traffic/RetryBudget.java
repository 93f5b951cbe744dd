package io.wavetank.policy.traffic;

/**
 * Bounds retries by what else there is, so that they cannot keep a service down that would recover without them.
 *
 * <p>Each {@link #tryTake} that was granted is followed by exactly one {@link #retryEnded}.
 */
public interface RetryBudget {
    /** Without bound. */
    RetryBudget UNLIMITED = new RetryBudget() {
        @Override
        public boolean tryTake(long nowNanos) {
            return true;
        }
    };

    /** Tells that a call begins. */
    default void callBegan(long nowNanos) {}

    /** Tells that a call is over. */
    default void callEnded(long nowNanos) {}

    /** Tells how a try ended. */
    default void tryEnded(CallOutcome outcome, long nowNanos) {}

    /** Whether one more retry may be made now. */
    boolean tryTake(long nowNanos);

    /** Tells that a retry is over. */
    default void retryEnded(long nowNanos) {}
}
