package io.wavetank.sim.scenario;

/**
 * The stretch of simulated time that a run's figures are about: means over time are taken over it, distributions over the tasks submitted in
 * it, both ends included. Counts of tasks are of the whole run.
 *
 * @param fromNanos where it begins; {@link #FIRST_SUBMISSION} for the first submission, whenever that is
 * @param toNanos where it ends; {@link #LAST_SUBMISSION} for the last submission, so that the drain tail does not count
 */
public record Window(long fromNanos, long toNanos) {
    /** Stands for the time of the first submission. */
    public static final long FIRST_SUBMISSION = -1;
    /** Stands for the time of the last submission. */
    public static final long LAST_SUBMISSION = Long.MAX_VALUE;
    /** From the first submission to the last. */
    public static final Window SUBMISSIONS = new Window(FIRST_SUBMISSION, LAST_SUBMISSION);

    /** Checks that some time lies between the ends. */
    public Window {
        if (fromNanos < FIRST_SUBMISSION || toNanos <= 0 || fromNanos >= toNanos) {
            throw new IllegalArgumentException("Not a window: from " + fromNanos + " ns to " + toNanos + " ns");
        }
    }

    /** Whether a task submitted at that time counts. */
    public boolean contains(long submitNanos) {
        return submitNanos >= fromNanos && submitNanos <= toNanos;
    }
}
