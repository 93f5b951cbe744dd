package io.wavetank.workload.generate;

import io.wavetank.workload.generate.distribution.Distribution;
import io.wavetank.workload.generate.distribution.Key;
import io.wavetank.workload.generate.distribution.NormalCurve;

/**
 * What in an inflow depends on what, by normal numbers behind the properties (a Gaussian copula), so that each property by itself is distributed as
 * without.
 *
 * @param kindRunTime from -1 to 1, default 0: whether the kinds further down the list run longer. Where kinds are listed by size, it is the
 *     correlation of size and run time
 * @param kinds how alike the kinds of jobs are that follow each other
 * @param runTimes how alike their run times are beyond that; the tasks of one job share the lasting part
 */
public record Dependence(double kindRunTime, Memory kinds, Memory runTimes) {
    /** Nothing on nothing. */
    public static final Dependence NONE = new Dependence(0, Memory.NONE, Memory.NONE);

    private static final int CELLS = 2000;

    /** Checks the correlation. */
    public Dependence {
        Key.between("kind_run_time", kindRunTime, -1, 1, "0 would do, for none");
    }

    boolean none() {
        return kindRunTime == 0 && kinds.none() && runTimes.none();
    }

    /** The normal number behind a run time, of that behind the kind and one of its own. */
    double runTimeNormal(double kindNormal, double ownNormal) {
        return kindRunTime * kindNormal + Math.sqrt(1 - kindRunTime * kindRunTime) * ownNormal;
    }

    /**
     * The mean run time of a kind that is picked by draws from {@code from} to {@code to}: the integral over {@code v} of the run time's quantile at
     * {@code v}, weighted by how probable such a draw is for that kind. Cells have their exact means, so that all kinds together have the mean of
     * the distribution.
     */
    double meanSeconds(Distribution seconds, double from, double to) {
        if (kindRunTime == 0) {
            return seconds.mean();
        }
        double low = normal(from);
        double high = normal(to);
        double own = Math.sqrt(Math.max(1e-12, 1 - kindRunTime * kindRunTime));
        double sum = 0;
        double before = 0;
        for (int i = 1; i <= CELLS; i++) {
            double upTo = i == CELLS ? Double.POSITIVE_INFINITY : seconds.quantile((double) i / CELLS);
            double moment = seconds.partialMoment(1, upTo);
            double at = NormalCurve.quantile((i - 0.5) / CELLS);
            double weight =
                    NormalCurve.cdf((high - kindRunTime * at) / own) - NormalCurve.cdf((low - kindRunTime * at) / own);
            sum += (moment - before) * weight;
            before = moment;
        }
        return sum / (to - from);
    }

    private static double normal(double u) {
        return u <= 0 ? Double.NEGATIVE_INFINITY : u >= 1 ? Double.POSITIVE_INFINITY : NormalCurve.quantile(u);
    }
}
