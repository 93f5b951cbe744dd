package io.wavetank.policy;

/**
 * What becomes of a task that crashes: whether it is started anew, where, and after how long. Times are nanoseconds.
 *
 * <p>Before the k-th restart in a row, counted from 0, it waits {@code min(longest, first * 2^k)}; where the first is at once, that is {@code k - 1} in the place
 * of k, and nothing for k = 0. A run that lasted longer than {@code reset} ends the row.
 *
 * <p>Sources: Kubernetes, {@code kuberuntime_manager.doBackOff} and {@code flowcontrol.Backoff} (10 s, doubled up to 5 min, over after 10 min; the first restart
 * finds no entry and is made at once); Kubernetes' documentation of Jobs, "Pod backoff failure policy" (10 s, doubled up to six minutes, 6 retries).
 *
 * @param inPlace whether it keeps its node and its place there while it waits; otherwise it is off its node, and is placed again after its wait
 * @param firstAtOnce whether the first restart of a row is made at once
 * @param firstNanos the first wait
 * @param longestNanos the longest
 * @param resetNanos how long a run lasts that ends a row
 * @param attempts how many restarts there are over all of a task's life; {@link #UNLIMITED} for any number
 */
public record RestartBackOff(
        boolean inPlace, boolean firstAtOnce, long firstNanos, long longestNanos, long resetNanos, int attempts) {
    /** Any number of restarts. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    private static final long SECOND = 1_000_000_000L;

    /** Containers that kubelet restarts. */
    public static final RestartBackOff KUBELET =
            new RestartBackOff(true, true, 10 * SECOND, 300 * SECOND, 600 * SECOND, UNLIMITED);

    /** Pods that a Job of Kubernetes makes in the place of those that failed. */
    public static final RestartBackOff JOB =
            new RestartBackOff(false, false, 10 * SECOND, 360 * SECOND, Long.MAX_VALUE, 6);

    /** Checks the ranges. */
    public RestartBackOff {
        if (firstNanos < 0 || longestNanos < firstNanos || resetNanos < 0 || attempts < 0) {
            throw new IllegalArgumentException("Not a back-off: from " + firstNanos + " ns to " + longestNanos
                    + " ns, over after " + resetNanos + " ns, " + attempts + " restarts");
        }
    }

    /** How long a task waits before it is started anew, having been started anew so often in a row. */
    public long waitNanos(int restartsInRow) {
        int doublings = firstAtOnce ? restartsInRow - 1 : restartsInRow;
        if (doublings < 0) {
            return 0;
        }
        boolean most = doublings >= Long.numberOfLeadingZeros(Math.max(1, firstNanos)) - 1;
        return most ? longestNanos : Math.min(longestNanos, firstNanos << doublings);
    }
}
