package io.wavetank.sim.traffic;

import io.wavetank.policy.traffic.CallOutcome;
import io.wavetank.sim.record.CensoredHistogram;
import io.wavetank.sim.record.Quantile;
import java.util.Map;

/**
 * What became of one class of requests, from the user's side, within the window.
 *
 * <p>Latency runs from the intended arrival to the final answer. Failures stay in it, censored at their age, and so do requests that the end of
 * the run finds without an answer.
 */
public final class EntryCounts {
    private final String name;
    private final double objective;
    private final OutcomeCounts outcomes = new OutcomeCounts();
    private final CensoredHistogram latency;
    private long offered;
    private long tries;
    private long unanswered;

    EntryCounts(String name, double objective) {
        this(name, objective, new CensoredHistogram());
    }

    private EntryCounts(String name, double objective, CensoredHistogram latency) {
        this.name = name;
        this.objective = objective;
        this.latency = latency;
    }

    /** The counts of a run that is over, as they were written down. */
    public static EntryCounts of(
            String name,
            double objective,
            long offered,
            long tries,
            long unanswered,
            Map<CallOutcome, Long> outcomes,
            CensoredHistogram latency) {
        var counts = new EntryCounts(name, objective, latency);
        counts.offered = offered;
        counts.tries = tries;
        counts.unanswered = unanswered;
        for (CallOutcome each : CallOutcome.values()) {
            counts.outcomes.add(each, outcomes.getOrDefault(each, 0L));
        }
        return counts;
    }

    void came() {
        offered++;
    }

    void ended(CallOutcome outcome, long nanos, int triesMade) {
        outcomes.add(outcome);
        tries += triesMade;
        if (outcome == CallOutcome.OK) {
            latency.observe(nanos);
        } else {
            latency.censor(nanos);
        }
    }

    void unanswered(long ageNanos, int triesMade) {
        unanswered++;
        tries += triesMade;
        latency.censor(ageNanos);
    }

    /** The class's name. */
    public String name() {
        return name;
    }

    /** How many requests came. */
    public long offered() {
        return offered;
    }

    /** How many ended with an outcome. */
    public long outcome(CallOutcome outcome) {
        return outcomes.of(outcome);
    }

    /** How many were answered well. */
    public long answered() {
        return outcomes.of(CallOutcome.OK);
    }

    /** How many ended otherwise. */
    public long failed() {
        return outcomes.failed();
    }

    /** What share of them is to be answered well; NaN if nobody said. */
    public double objective() {
        return objective;
    }

    /**
     * How fast the error budget was used up: {@code failed / (answered + failed) / (1 - objective)}. At 1 it lasts exactly for the period of the objective,
     * above that it is missed if things go on like this; NaN without an objective, or requests that have ended.
     *
     * <p>Source: "The Site Reliability Workbook", chapter 5.
     */
    public double budgetBurn() {
        long ended = answered() + failed();
        return ended == 0 ? Double.NaN : failed() / (double) ended / (1 - objective);
    }

    /** How many the end of the run found without an answer. */
    public long unanswered() {
        return unanswered;
    }

    /** How many tries were made for them at their first hop. */
    public long tries() {
        return tries;
    }

    /**
     * Within which latency a share of the requests were answered: a lower bound where so many failed that no such share was, however quickly they did; nanoseconds. Where
     * fewer did, they stay in it at their age ({@link CensoredHistogram}).
     */
    public Quantile latency(double share) {
        Quantile quantile = latency.quantile(share);
        return Quantile.outOfReach(share, (double) failed(), (double) answered())
                ? new Quantile(quantile.nanos(), true)
                : quantile;
    }

    /** Latency of all. */
    public CensoredHistogram latency() {
        return latency;
    }
}
