package io.wavetank.sim.scenario;

import io.wavetank.policy.Admission;

/**
 * Who says what may come into the system, and what becomes of tasks that may not: they are tried again, after a wait that doubles, or fail at once.
 * Replicas of services are always tried again, by the rules of a ReplicaSet.
 *
 * <p>Source of the waits: Kubernetes 1.26, {@code pkg/controller/job} (10 s to 6 min); {@code DefaultControllerRateLimiter} of client-go (5 ms to 1,000 s).
 *
 * @param factory makes what is asked
 * @param firstNanos how long a refused task waits first, positive; 0 if it fails
 * @param mostNanos how long it waits at the most
 */
public record AdmissionSpec(Admission.Factory factory, long firstNanos, long mostNanos) {
    /** The first wait of a job whose pod was refused. */
    public static final long JOB_FIRST_NANOS = 10_000_000_000L;

    /** The longest. */
    public static final long JOB_MOST_NANOS = 360_000_000_000L;

    /** The first wait of a ReplicaSet. */
    public static final long SET_FIRST_NANOS = 5_000_000L;

    /** The longest. */
    public static final long SET_MOST_NANOS = 1_000_000_000_000L;

    /** Checks the times. */
    public AdmissionSpec {
        if (firstNanos < 0 || mostNanos < firstNanos) {
            throw new IllegalArgumentException("Not a wait: " + firstNanos + " ns to " + mostNanos + " ns");
        }
    }

    /** Whether refused tasks are tried again. */
    public boolean triesAgain() {
        return firstNanos > 0;
    }

    /** How long one waits that was refused so often, 1 or more. */
    public long waitNanos(int refusals) {
        return doubled(firstNanos, mostNanos, refusals);
    }

    /** How long a ReplicaSet waits that was refused so often in a row, 1 or more. */
    public static long setWaitNanos(int refusals) {
        return doubled(SET_FIRST_NANOS, SET_MOST_NANOS, refusals);
    }

    private static long doubled(long first, long most, int times) {
        long wait = first;
        for (int i = 1; i < times && wait < most; i++) {
            wait *= 2;
        }
        return Math.min(wait, most);
    }
}
