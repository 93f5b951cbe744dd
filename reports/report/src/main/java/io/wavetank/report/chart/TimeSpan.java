package io.wavetank.report.chart;

/**
 * A stretch of simulated time that is set off by its ground, such as one in which something was broken.
 *
 * @param name what it is called in the legend; spans of one name look alike
 * @param fromNanos where it begins, in nanoseconds since the start of the run
 * @param toNanos where it ends
 */
public record TimeSpan(String name, long fromNanos, long toNanos) {
    /** Checks that the end is not before the beginning. */
    public TimeSpan {
        if (toNanos < fromNanos) {
            throw new IllegalArgumentException("The span " + name + " is from " + fromNanos + " to " + toNanos);
        }
    }
}
