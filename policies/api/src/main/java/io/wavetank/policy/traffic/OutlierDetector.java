package io.wavetank.policy.traffic;

/**
 * Takes endpoints out of the rotation that do worse than others, by the answers to real calls, and puts them back.
 *
 * <p>An instance belongs to one client side and one called service. Endpoints are numbered by small integers that keep their meaning as long as
 * the endpoint is there. Times are nanoseconds since the start of the run and do not go back.
 */
public interface OutlierDetector {
    /** Tells that an endpoint came. */
    void endpointAdded(int endpoint);

    /** Tells that an endpoint went for good. */
    void endpointRemoved(int endpoint);

    /**
     * Tells how a try at an endpoint ended.
     *
     * @param draw 64 uniform bits of this try, see {@link DrawBits}
     * @return whether the endpoint was ejected by it
     */
    boolean ended(int endpoint, CallOutcome outcome, long nowNanos, long draw);

    /** When {@link #sweep} is to be called next, in nanoseconds. */
    long nextSweepNanos();

    /**
     * Looks at all endpoints: puts back those that have been out for long enough, takes out those that stand out.
     *
     * @param draw 64 uniform bits of this sweep
     * @return whether any came or went
     */
    boolean sweep(long nowNanos, long draw);

    /** Whether an endpoint is out of the rotation. */
    boolean ejected(int endpoint);

    /** How many are. */
    int ejectedCount();
}
