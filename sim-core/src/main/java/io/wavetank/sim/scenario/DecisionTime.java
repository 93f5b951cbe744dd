package io.wavetank.sim.scenario;

/**
 * How long a scheduler thinks, as a model: {@code perPass + perTask x tasks considered + perNode x nodes scored}. Nanoseconds.
 *
 * @param perPassNanos for each pass, whatever it does
 * @param perTaskNanos for each task considered
 * @param perNodeNanos for each node scored
 */
public record DecisionTime(long perPassNanos, long perTaskNanos, long perNodeNanos) {
    /** A scheduler that decides in no time. */
    public static final DecisionTime ZERO = new DecisionTime(0, 0, 0);

    /** Checks that nothing is negative. */
    public DecisionTime {
        if (perPassNanos < 0 || perTaskNanos < 0 || perNodeNanos < 0) {
            throw new IllegalArgumentException(
                    "Decision times are not negative: " + perPassNanos + ", " + perTaskNanos + ", " + perNodeNanos);
        }
    }

    /** Returns the time for one pass. */
    public long of(long tasks, long nodes) {
        return Math.addExact(
                perPassNanos,
                Math.addExact(Math.multiplyExact(perTaskNanos, tasks), Math.multiplyExact(perNodeNanos, nodes)));
    }
}
