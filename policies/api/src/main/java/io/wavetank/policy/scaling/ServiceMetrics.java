package io.wavetank.policy.scaling;

/**
 * What was measured of a service: means over a window that ended when the metrics were scraped.
 *
 * @param takenNanos when; {@link #NEVER} before the first time
 * @param windowNanos how long the window was
 * @param requestsPerSecond how many requests came
 * @param concurrency how many requests were in the service, in work or in its queue
 * @param queued how many of them waited in the queue
 */
public record ServiceMetrics(
        long takenNanos, long windowNanos, double requestsPerSecond, double concurrency, double queued) {
    /** The time of metrics that were never taken. */
    public static final long NEVER = -1;

    /** Nothing was measured yet. */
    public static final ServiceMetrics NONE = new ServiceMetrics(NEVER, 0, 0, 0, 0);

    /** Whether anything was measured. */
    public boolean known() {
        return takenNanos != NEVER;
    }
}
