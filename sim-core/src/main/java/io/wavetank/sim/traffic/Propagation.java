package io.wavetank.sim.traffic;

/**
 * How late client sides hear that an endpoint came or went.
 *
 * @param delayNanos from the change until it is sent on, in nanoseconds
 * @param spreadNanos what each side and change takes on top at the most, uniformly drawn, in nanoseconds
 * @param pollNanos how often sides ask, as those do that live by DNS and its time to live, in nanoseconds; 0 if they are told
 */
public record Propagation(long delayNanos, long spreadNanos, long pollNanos) {
    /** Everybody knows at once. */
    public static final Propagation AT_ONCE = new Propagation(0, 0, 0);

    /** Checks the ranges. */
    public Propagation {
        if (delayNanos < 0 || spreadNanos < 0 || pollNanos < 0) {
            throw new IllegalArgumentException("News of endpoints takes 0 or more: delay " + delayNanos + ", spread "
                    + spreadNanos + ", poll " + pollNanos + " ns");
        }
    }
}
