package io.wavetank.workload.generate;

/** How much of a workload has come, and whether more may. */
final class Quota {
    private static final double NANOS = 1e9;

    private final long mostTasks;
    private final long endNanos;
    private long tasks;

    Quota(Until until) {
        this.mostTasks = until.tasks();
        this.endNanos = (long) Math.ceil(until.seconds() * NANOS);
    }

    long endNanos() {
        return endNanos;
    }

    /** Counts a task that would come then; false if it comes no more. */
    boolean admits(long nanos) {
        if (nanos >= endNanos || tasks == mostTasks) {
            return false;
        }
        tasks++;
        return true;
    }
}
