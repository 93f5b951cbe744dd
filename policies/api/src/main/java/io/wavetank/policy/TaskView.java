package io.wavetank.policy;

/**
 * One task as a policy sees it. The view is live (it shows the task as it is now) and belongs to the task until the task's end has been
 * told; after that its number may be given to another task.
 */
public interface TaskView {
    /** The task's number, by which decisions name it; reused after the task's end. */
    int index();

    /** The task's place in the order of submission, from 0; never reused, and the subject of draws about the task. */
    long sequence();

    /** The task's name in the workload. */
    String id();

    /** The name of the job, or service, that it belongs to; the empty string if none is known. */
    default String job() {
        return "";
    }

    /** What the task asks for. */
    TaskClass taskClass();

    /** The number of {@link #taskClass()}, dense from 0; given to another class when no task of this one is in the system any more. */
    int classIndex();

    /** When it was submitted, in nanoseconds since the start of the run. */
    long submitNanos();

    /** How long its owner says that it will run, in nanoseconds; -1 if nobody said. */
    long estimateNanos();

    /** How often it was started before now. */
    int attempts();

    /** The node that it runs on, still runs on while it is being stopped, or is held on; -1 if it is on none. */
    int node();

    /** The GPU devices that it uses on its node, a bit each; 0 if none, or if it is on no node. */
    default long devices() {
        return 0;
    }

    /** Whether it is being stopped: evicted, and not yet off its node. */
    default boolean stopping() {
        return false;
    }

    /** Whether a place is held for it, and it has not started. */
    default boolean held() {
        return false;
    }

    /** The node that it was nominated for and does not run on yet, or -1. */
    default int nominatedNode() {
        return -1;
    }

    /** When it started for the last time, in nanoseconds since the start of the run, or -1. */
    long startNanos();

    /** When it will end if its owner's estimate is right, in nanoseconds since the start of the run; -1 if not running or not estimated. */
    default long estimatedEndNanos() {
        return startNanos() < 0 || estimateNanos() < 0 ? -1 : startNanos() + estimateNanos();
    }
}
