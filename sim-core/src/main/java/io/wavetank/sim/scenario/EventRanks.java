package io.wavetank.sim.scenario;

/**
 * In which order things happen that happen at the same instant, lowest rank first; equal ranks in the order in which they were scheduled.
 * The order moves published results by up to a tenth, so it is part of the scenario.
 *
 * @param completion a task ends
 * @param arrival a task is submitted
 * @param timer a timer of the control plane fires
 * @param decision what a scheduler decided takes effect
 * @param pass a scheduler gets a pass
 */
public record EventRanks(int completion, int arrival, int timer, int decision, int pass) {
    /** Completions, arrivals, timers, decisions, passes. */
    public static final EventRanks DEFAULT = new EventRanks(0, 1, 2, 3, 4);

    /** Checks the range. */
    public EventRanks {
        for (int rank : new int[] {completion, arrival, timer, decision, pass}) {
            if (rank < 0 || rank > 255) {
                throw new IllegalArgumentException("A rank is from 0 to 255: " + rank);
            }
        }
    }
}
