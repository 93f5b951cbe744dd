package io.wavetank.policy.kubernetes.queue;

/**
 * The times of the queue.
 *
 * @param initialBackoffNanos how long a pod is kept back after its first attempt; doubled with each further one
 * @param maxBackoffNanos the most that it is kept back
 * @param maxUnschedulableNanos a pod that has waited longer than this for an event tries again without one
 * @param backoffFlushNanos how often pods are looked for whose time of being kept back is over
 * @param unschedulableFlushNanos how often pods are looked for that have waited too long
 */
public record QueueSettings(
        long initialBackoffNanos,
        long maxBackoffNanos,
        long maxUnschedulableNanos,
        long backoffFlushNanos,
        long unschedulableFlushNanos) {
    private static final long SECOND = 1_000_000_000L;

    /** The defaults of Kubernetes 1.26. */
    public static final QueueSettings DEFAULT =
            new QueueSettings(SECOND, 10 * SECOND, 300 * SECOND, SECOND, 30 * SECOND);

    /** Checks the times. */
    public QueueSettings {
        if (initialBackoffNanos <= 0 || maxBackoffNanos < initialBackoffNanos || maxUnschedulableNanos < 0) {
            throw new IllegalArgumentException("Back-off must be positive and rise: initial=" + initialBackoffNanos
                    + " ns, max=" + maxBackoffNanos + " ns; time to wait=" + maxUnschedulableNanos + " ns");
        }
        if (backoffFlushNanos <= 0 || unschedulableFlushNanos <= 0) {
            throw new IllegalArgumentException(
                    "Flush periods must be positive: " + backoffFlushNanos + " and " + unschedulableFlushNanos + " ns");
        }
    }

    /** Returns how long a pod is kept back after so many attempts; none counts as one. */
    public long backoffNanos(int attempts) {
        long nanos = initialBackoffNanos;
        for (int attempt = 1; attempt < attempts; attempt++) {
            if (nanos > maxBackoffNanos - nanos) {
                return maxBackoffNanos;
            }
            nanos += nanos;
        }
        return nanos;
    }
}
