package io.wavetank.policy.traffic;

/**
 * Says when a call that is not answered yet is sent a second time, to take whichever answer comes first.
 *
 * <p>Times are nanoseconds since the start of the run.
 */
public interface HedgingPolicy {
    /** The answer when no further try is made beside those under way. */
    long NEVER = Long.MAX_VALUE;

    /**
     * Asks when the next try is to be sent beside those under way. Asked when a try is sent.
     *
     * @param triesSent how many tries of this call have been sent, 1 or more
     * @return how long after the last one, in nanoseconds
     */
    long hedgeAfterNanos(int triesSent, long nowNanos);

    /** Tells that a call began. */
    default void callBegan(long nowNanos) {}

    /** Asks, when its time has come, whether a try that this policy asked for is sent after all; if so, it is. */
    default boolean sends(long nowNanos) {
        return true;
    }

    /** Tells how long a try took that was answered, in nanoseconds. */
    default void answered(long latencyNanos, long nowNanos) {}
}
