package io.wavetank.sim.record;

import java.util.List;

/**
 * How a run dealt with nodes that went down. Times are seconds; NaN where there is nothing to tell.
 *
 * @param outages how often a node went down or was cut off
 * @param detected how often that was found out before the node was back
 * @param detectMean from there until it was found out, the mean (time to detect)
 * @param detectMax the longest
 * @param repairMean from there until the node was back, of those that came back (time to repair)
 * @param stopped how often a task stopped with its node, or was given up on one that was cut off
 * @param startedAgain how often one that had stopped ran again
 * @param againMean from its stop until it ran again, the mean over those that did (time to reschedule)
 * @param againP50 likewise, half of all that stopped; as are the next two, tasks that never ran again counted as waiting longer
 * @param againP90 likewise
 * @param againP99 likewise
 * @param againMax the longest, of those that ran again or still wait
 * @param againAtLeast which of {@code p50}, {@code p90}, {@code p99} and {@code max} of these are only lower bounds, for so many never ran again
 * @param mostNodesAway how many nodes were down or cut off at once
 * @param mostTasksStopped how many tasks had stopped at once and did not run again yet: the blast radius
 * @param serviceAvailability what share of the time since their submission tasks without an end were not stopped by what broke
 * @param headroom how much of what was free elsewhere was used meanwhile, the most
 * @param maintenance how nodes were mended for reasons that could wait
 */
public record FailoverFigures(
        long outages,
        long detected,
        double detectMean,
        double detectMax,
        double repairMean,
        long stopped,
        long startedAgain,
        double againMean,
        double againP50,
        double againP90,
        double againP99,
        double againMax,
        List<String> againAtLeast,
        long mostNodesAway,
        long mostTasksStopped,
        double serviceAvailability,
        Headroom headroom,
        MaintenanceFigures maintenance) {
    /** Copies the list. */
    public FailoverFigures {
        againAtLeast = List.copyOf(againAtLeast);
    }

    /** Nothing went down. */
    public static final FailoverFigures NONE = new FailoverFigures(
            0,
            0,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            0,
            0,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            List.of(),
            0,
            0,
            Double.NaN,
            Headroom.NONE,
            MaintenanceFigures.NONE);

    /**
     * How much of what was free on the nodes that stayed up was used until all were back. Cores, or GPUs where there are any; NaN if no node was away.
     *
     * @param before what was free just after the loss
     * @param least the least that was free from then on
     * @param used the share of it that was used at the most
     */
    public record Headroom(double before, double least, double used) {
        /** No node was away. */
        public static final Headroom NONE = new Headroom(Double.NaN, Double.NaN, Double.NaN);
    }
}
