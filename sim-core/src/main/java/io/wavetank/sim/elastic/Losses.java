package io.wavetank.sim.elastic;

import io.wavetank.sim.record.Quantile;

/** Whether so many requests are lost that p99 of the others is but a lower bound, from one look to the next. */
final class Losses {
    private static final double SHARE = 0.99;

    private double lostSeen;
    private double answeredSeen;
    private boolean losing;

    /** Takes note of how many were lost and answered since the start, and says whether 1 in 100 was lost since the last look; as before if none ended. */
    boolean take(double lostSoFar, double answeredSoFar) {
        double lost = lostSoFar - lostSeen;
        double answered = answeredSoFar - answeredSeen;
        lostSeen += lost;
        answeredSeen += answered;
        losing = lost + answered > 0 ? Quantile.outOfReach(SHARE, lost, answered) : losing;
        return losing;
    }
}
