package io.wavetank.policy.kubernetes.queue;

/**
 * The instants at which the queue is looked through: the start and each whole period later. Instants at which nothing could be found need
 * not be visited, so an idle queue costs nothing.
 */
final class FlushTimes {
    private final QueueSettings settings;
    private final long startNanos;

    FlushTimes(QueueSettings settings, long startNanos) {
        this.settings = settings;
        this.startNanos = startNanos;
    }

    /** The first look that finds a pod kept back until then: at that instant it is free. */
    long backoff(long expiryNanos) {
        return atOrAfter(expiryNanos, settings.backoffFlushNanos());
    }

    /** The first look that finds a pod unschedulable for longer than it should be. */
    long unschedulable(long timestampNanos) {
        return atOrAfter(timestampNanos + settings.maxUnschedulableNanos() + 1, settings.unschedulableFlushNanos());
    }

    private long atOrAfter(long nanos, long periodNanos) {
        return startNanos - Math.floorDiv(startNanos - nanos, periodNanos) * periodNanos;
    }
}
