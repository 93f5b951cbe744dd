package io.wavetank.sim.record;

/**
 * What became of one service, from the beginning of the window of the figures to the end of the run.
 *
 * @param name its name
 * @param offered how many requests came
 * @param served how many were served
 * @param lost how many were lost, having waited for too long
 * @param p50Seconds the latency within which half of the requests were answered
 * @param p90Seconds nine of ten
 * @param p99Seconds ninety-nine of a hundred
 * @param lateShare the share of all requests that took longer than they should, those that were lost in the end among them
 * @param elasticity how its replicas followed its demand
 * @param drained how many of its replicas were made anew because their node was to go
 * @param resized how many because they were to ask for something else, or were changed in place
 * @param outOfMemory how often a replica ran out of memory
 * @param contested whether its autoscaler goes by use in shares of a request that its recommender changes
 * @param tooLarge whether what its next replica asks for is more than any node has that there is or that a group could have
 */
public record ServiceFigures(
        String name,
        double offered,
        double served,
        double lost,
        double p50Seconds,
        double p90Seconds,
        double p99Seconds,
        double lateShare,
        Elasticity elasticity,
        long drained,
        long resized,
        long outOfMemory,
        boolean contested,
        boolean tooLarge) {
    /** Whether so many requests were lost that the latency within which a share of them was answered is only known to be as long as is said. */
    public boolean atLeast(double share) {
        return Quantile.outOfReach(share, lost, served);
    }

    /**
     * How replicas followed demand. Shares are of the demand, or of time.
     *
     * @param replicasMean how many were ready in the mean over time
     * @param replicasPeak the most that were ready
     * @param demandMean how many were needed in the mean over time
     * @param missing the mean share of replicas that were missing
     * @param tooMany the mean share of replicas that were too many
     * @param missingTime the share of the time in which any were missing
     * @param tooManyTime the share of the time in which any were too many
     * @param lags how often replicas were missing
     * @param lagsOver how many of them were over by the end of the run
     * @param lagMeanSeconds for how long, in the mean
     * @param lagMaxSeconds for how long at most
     * @param overshoot the largest share too many right after a lag, in the mean over those that are over
     * @param ups how often more replicas were asked for
     * @param downs how often fewer
     * @param flaps how often the direction changed within ten minutes
     */
    public record Elasticity(
            double replicasMean,
            int replicasPeak,
            double demandMean,
            double missing,
            double tooMany,
            double missingTime,
            double tooManyTime,
            int lags,
            int lagsOver,
            double lagMeanSeconds,
            double lagMaxSeconds,
            double overshoot,
            int ups,
            int downs,
            int flaps) {}
}
