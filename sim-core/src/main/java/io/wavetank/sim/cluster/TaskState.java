package io.wavetank.sim.cluster;

/** Where a task is in its life; every run ends with each submitted task in exactly one of the first five, or lost, or removed. */
public enum TaskState {
    /** Waiting, and never started; at the end of a run: never placed. */
    PENDING(0, "never_placed"),
    /** On a node. */
    RUNNING(1, "running"),
    /** Ran to its end. */
    FINISHED(2, "finished"),
    /** Started, and ended in failure for good. */
    FAILED(3, "failed"),
    /** Was stopped by a scheduler, and waits to be started again. */
    EVICTED(4, "evicted"),
    /** On a node, told to stop; no run ends with a task in it. */
    STOPPING(5, "running"),
    /** Waiting with a place reserved; no run ends with a task in it. */
    HELD(6, "never_placed"),
    /** Was on a node that was lost, and waits to be started again. */
    LOST(7, "lost"),
    /** Was no longer wanted by whoever submitted it, and taken out of the system. */
    REMOVED(8, "removed");

    private static final TaskState[] BY_CODE = values();

    private final int code;
    private final String finalName;

    TaskState(int code, String finalName) {
        this.code = code;
        this.finalName = finalName;
    }

    /** The number under which a table keeps the state. */
    int code() {
        return code;
    }

    static TaskState of(int code) {
        return BY_CODE[code];
    }

    /** What result files call a task that a run leaves in this state. */
    public String finalName() {
        return finalName;
    }

    /** Whether the task has a place on a node. */
    public boolean placed() {
        return this == RUNNING || this == STOPPING || this == HELD;
    }

    /** Whether the task waits to be placed. */
    public boolean waiting() {
        return this == PENDING || this == EVICTED || this == LOST;
    }
}
