package io.wavetank.sim.record;

/**
 * How a service with a policy of failover of its own came through a run, from when it was up for the first time, or the window of the figures begins, to
 * the end of the run or the window. Times are seconds; NaN where there is nothing to tell.
 *
 * @param service its name
 * @param policy what its policy is called
 * @param need how many of its tasks have to serve for it to be up
 * @param availability what share of the time it was up
 * @param outages how often it was down
 * @param outageMean how long, the mean: what recovery takes
 * @param outageMax the longest
 * @param servingMean how many of its tasks served, the mean
 * @param takeovers how often a task took over that had stood by
 * @param switchFailures how often one should have, and did not
 * @param dataLostMax how much of what was written last was lost by a takeover, the most
 * @param givenUp how often a task was given up on a lost node
 * @param migrations how often one was moved with what it had done
 * @param spread how often one was told to stop so that they are spread again
 * @param coresServing cores held by tasks that served, the mean
 * @param coresStandingBy cores held by tasks that did not, the mean
 * @param coresClosed cores of nodes that its policy kept closed, the mean
 * @param keptWaiting how many tasks were kept waiting so that there was room for others to fail over
 * @param keptWaitingMean for how long, the mean
 * @param budgetBurn the share of the time that it was down over the share that its objective leaves; above 1 the objective is missed
 */
public record GuardedFigures(
        String service,
        String policy,
        int need,
        double availability,
        long outages,
        double outageMean,
        double outageMax,
        double servingMean,
        long takeovers,
        long switchFailures,
        double dataLostMax,
        long givenUp,
        long migrations,
        long spread,
        double coresServing,
        double coresStandingBy,
        double coresClosed,
        long keptWaiting,
        double keptWaitingMean,
        double budgetBurn) {
    /** Cores that it holds, and of nodes that are kept closed for it, the mean. */
    public double cores() {
        return coresServing + coresStandingBy + coresClosed;
    }

    /** The share of them that does not serve. */
    public double headroom() {
        return cores() == 0 ? Double.NaN : (coresStandingBy + coresClosed) / cores();
    }
}
