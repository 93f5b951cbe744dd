package io.wavetank.policy;

/**
 * What running tasks use of what they ask for, as agents on the nodes measure it. It is known for cpu and memory, and never more than what a task asks for:
 * a node gives it no more. It depends on nothing but the task and the time.
 *
 * <p>Units: those of {@link Resources}.
 */
public interface TaskUsage {
    /** What a task uses of its cpu at a time, in millicores. */
    long cpuMillis(TaskView task, long nowNanos);

    /** What a task uses of its memory at a time, in bytes. */
    long memoryBytes(TaskView task, long nowNanos);
}
