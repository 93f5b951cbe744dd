package io.wavetank.sim.traffic;

/**
 * How requests got over the loss of nodes.
 *
 * <p>After each loss stretches of 5 s are looked at, until a minute of them in a row has at most 1 % of its requests ended otherwise than well; requests were
 * failing up to the end of the last stretch that had more, or to that of the run where it cuts that stretch short. It says nothing of whether they were slower.
 *
 * @param losses how many losses there were
 * @param failingMeanSeconds for how long requests were failing after a loss, the mean; NaN if there was none
 * @param failingMaxSeconds the longest
 * @param atLeast whether the run ended before there was such a minute after the last loss: mean and longest are lower bounds
 */
public record LossRecovery(long losses, double failingMeanSeconds, double failingMaxSeconds, boolean atLeast) {
    /** No loss at all. */
    public static final LossRecovery NONE = new LossRecovery(0, Double.NaN, Double.NaN, false);
}
