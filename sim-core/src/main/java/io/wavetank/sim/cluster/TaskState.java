package io.wavetank.sim.cluster;

/** Where a task is in its life; every run ends with each submitted task in exactly one of these. */
public enum TaskState {
    /** Waiting, and never started; at the end of a run: never placed. */
    PENDING("never_placed"),
    /** On a node. */
    RUNNING("running"),
    /** Ran to its end. */
    FINISHED("finished"),
    /** Started, and ended in failure for good. */
    FAILED("failed"),
    /** Was stopped by a scheduler, and waits to be started again. */
    EVICTED("evicted");

    private final String finalName;

    TaskState(String finalName) {
        this.finalName = finalName;
    }

    /** What result files call a task that a run leaves in this state. */
    public String finalName() {
        return finalName;
    }

    /** Whether the task waits to be placed. */
    public boolean waiting() {
        return this == PENDING || this == EVICTED;
    }
}
