package io.wavetank.sim.record;

/**
 * What the scheduler went through to decide.
 *
 * @param tries how often a task was considered
 * @param nodes how many nodes were scored, over all tries; what that is is up to the scheduler
 */
public record DecisionWork(long tries, long nodes) {
    /** Nothing was considered, or nobody knows. */
    public static final DecisionWork NONE = new DecisionWork(0, 0);
}
