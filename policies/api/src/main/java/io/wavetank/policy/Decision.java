package io.wavetank.policy;

/**
 * What a scheduler wants done: a value, carried out by somebody else against the truth of the moment at which it takes effect, and answered
 * with {@link SchedulerEvent.Applied} or {@link SchedulerEvent.Refused}.
 */
public sealed interface Decision {
    /**
     * Starts a pending task, with all its members, on a node.
     *
     * @param task the task's number
     * @param node the node's number
     * @param devices which GPU devices it uses, a bit each; 0 leaves the choice to the node, which takes the lowest-numbered that fit
     */
    record Bind(int task, int node, long devices) implements Decision {
        /** Starts a task on a node, which chooses the devices. */
        public Bind(int task, int node) {
            this(task, node, 0);
        }
    }

    /**
     * States that a pending task cannot be placed now, and why. The task stays pending, and the scheduler stays responsible for it.
     *
     * @param task the task's number
     * @param reasons why no node would do
     */
    record Reject(int task, Unfit reasons) implements Decision {}

    /**
     * Stops a running task, which then is pending again.
     *
     * @param task the task's number
     * @param reason why, in a word or two
     */
    record Evict(int task, String reason) implements Decision {}

    /**
     * Asks for a {@link SchedulerEvent.TimerFired} at a later time.
     *
     * @param timeNanos when, in nanoseconds since the start of the run; not in the past
     * @param token handed back with the event
     */
    record WakeAt(long timeNanos, int token) implements Decision {}
}
