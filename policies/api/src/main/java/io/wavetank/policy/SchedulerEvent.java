package io.wavetank.policy;

/** What a {@link Scheduler} is told. */
public sealed interface SchedulerEvent {
    /** A task entered the scheduler's queue, for the first time or again after it lost its place. */
    record TaskSubmitted(TaskView task) implements SchedulerEvent {}

    /**
     * A task is on a node that no decision of this scheduler put it on: it ran before the run, or before the scheduler came in the place of one
     * that is gone ({@link Scheduler}). A scheduler that goes by the cluster as it sees it need not care.
     */
    record TaskFound(TaskView task, int node) implements SchedulerEvent {}

    /** A task that ran has ended for good; its resources are free. Its number may be reused from the next event on. */
    record TaskEnded(TaskView task, int node) implements SchedulerEvent {}

    /**
     * A task has lost its place on a node without having ended: the grace period of its eviction is over, or what was held for it was given
     * up. What it had is free; {@link TaskSubmitted} follows.
     */
    record PlaceLost(TaskView task, int node) implements SchedulerEvent {}

    /**
     * A task that waited is no longer wanted by whoever submitted it, and gone; what was decided about it and has not taken effect never will.
     * Its number may be reused from the next event on. Only an {@link Elastic} scheduler is told.
     */
    record TaskWithdrawn(TaskView task) implements SchedulerEvent {}

    /**
     * A task on a node asks for other amounts from now on, and has them: its class is another. Only a scheduler with
     * {@link InPlaceResize} is told.
     */
    record TaskResized(TaskView task, int node) implements SchedulerEvent {}

    /** A decision took effect. */
    record Applied(Decision decision) implements SchedulerEvent {}

    /** A decision could not be carried out; nothing happened. A task that was to be bound is pending. */
    record Refused(Decision decision, Refusal reason) implements SchedulerEvent {}

    /** A time asked for with {@link Decision.WakeAt} has come. */
    record TimerFired(int token) implements SchedulerEvent {}

    /**
     * The scheduler is free, something changed, and a task waits: it may take its next decision. (A scheduler that has something to do while
     * nothing waits asks for a timer.) What it decides in answer to one pass is one unit of
     * thinking and takes effect together. A scheduler that decides a task at a time answers for one task and calls
     * {@link Decisions#passAgain()}.
     */
    record Pass() implements SchedulerEvent {}

    /** The control plane found out that a node is down: nothing more can be placed there. What is on it is told of when it is given up. */
    record NodeLost(int node) implements SchedulerEvent {}

    /** A node that was lost is up again, or one that was to be emptied takes tasks again. */
    record NodeBack(int node) implements SchedulerEvent {}

    /**
     * The control plane has lost its leader, and decides nothing until {@link LeaderElected}. Only a scheduler that lives on ({@link Leadership})
     * is told; what it decides meanwhile is what its other parts decide, which go on.
     */
    record LeaderLost() implements SchedulerEvent {}

    /** The control plane has a new leader, which knows only what lasts. Follows {@link LeaderLost}. */
    record LeaderElected() implements SchedulerEvent {}
}
