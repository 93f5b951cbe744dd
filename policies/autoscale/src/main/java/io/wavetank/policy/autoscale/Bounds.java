package io.wavetank.policy.autoscale;

/**
 * How often an autoscaler decides, and within what bounds.
 *
 * @param least the fewest replicas
 * @param most the most replicas
 * @param periodNanos from one decision to the next
 */
public record Bounds(int least, int most, long periodNanos) {
    /** Checks the order. */
    public Bounds {
        if (least < 0 || most < Math.max(1, least) || periodNanos <= 0) {
            throw new IllegalArgumentException(
                    "Not bounds of an autoscaler: " + least + " to " + most + " every " + periodNanos + " ns");
        }
    }

    int bound(double replicas) {
        return (int) Math.max(least, Math.min(most, replicas));
    }
}
