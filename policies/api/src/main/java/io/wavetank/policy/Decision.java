package io.wavetank.policy;

/**
 * What a scheduler wants done: a value, carried out by somebody else against the truth of the moment at which it takes effect, and answered
 * with {@link SchedulerEvent.Applied} or {@link SchedulerEvent.Refused}.
 */
public sealed interface Decision {
    /** Whether it is about a task. */
    default boolean concerns(int task) {
        if (this instanceof Bind bind) {
            return bind.task() == task;
        } else if (this instanceof Hold hold) {
            return hold.task() == task;
        } else if (this instanceof Reject reject) {
            return reject.task() == task;
        } else if (this instanceof Nominate nominate) {
            return nominate.task() == task;
        } else if (this instanceof Evict evict) {
            return evict.task() == task;
        } else if (this instanceof Throttle throttle) {
            return throttle.task() == task;
        }
        return this instanceof Release release && release.task() == task;
    }

    /**
     * Starts a pending task, with all its members, on a node; or one that is held there ({@link Hold}).
     *
     * @param task the task's number
     * @param node the node's number
     * @param devices which GPU devices it uses, a bit each; 0 leaves the choice to the node, which takes the lowest-numbered that fit. A task
     *     that is held has its devices already
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
     * Stops a running task. It works no more from now on, keeps what it holds until the grace period is over, then is off its node
     * ({@link SchedulerEvent.PlaceLost}) and pending again; its work starts anew.
     *
     * @param task the task's number
     * @param cause what the eviction is counted as
     * @param graceNanos how long it keeps its place, in nanoseconds; 0 frees it at once
     * @param reason why, in a few words; the empty string if the cause says all
     */
    record Evict(int task, EvictionCause cause, long graceNanos, String reason) implements Decision {
        /** Checks the grace period. */
        public Evict {
            if (graceNanos < 0) {
                throw new IllegalArgumentException("A grace period is not negative: " + graceNanos);
            }
        }
    }

    /**
     * Notes on which node a pending task is expected to run once there is room: a promise that reserves nothing.
     *
     * @param task the task's number
     * @param node the node's number; -1 takes the promise back
     */
    record Nominate(int task, int node) implements Decision {}

    /**
     * Reserves a place for a pending task, which does not start yet: a {@link Bind} to the same node starts it, a {@link Release} or the
     * deadline gives the place up ({@link SchedulerEvent.PlaceLost}).
     *
     * @param task the task's number
     * @param node the node's number
     * @param devices as in {@link Bind}
     * @param deadlineNanos until when, in nanoseconds since the start of the run; not in the past when it is decided
     */
    record Hold(int task, int node, long devices, long deadlineNanos) implements Decision {}

    /**
     * Gives up the place that is held for a task, which then is pending as before.
     *
     * @param task the task's number
     */
    record Release(int task) implements Decision {}

    /**
     * Asks for a {@link SchedulerEvent.TimerFired} at a later time.
     *
     * @param timeNanos when, in nanoseconds since the start of the run; not in the past. At once if it has gone by when the decision takes effect
     * @param token handed back with the event
     */
    record WakeAt(long timeNanos, int token) implements Decision {}

    /**
     * Has more of what the tasks on a node hold given out again, because they do not use it, or less: what is free there changes by these amounts, of
     * either sign. Altogether it is never less than nothing, and when more is given out, no more than what the tasks hold. A new leader begins at nothing.
     *
     * @param node the node's number
     * @param cpuMillis how much cpu, in millicores
     * @param memoryBytes how much memory, in bytes
     */
    record Reclaim(int node, long cpuMillis, long memoryBytes) implements Decision {}

    /**
     * Has a running task work at a part of its node's speed from now on, until it loses its place. Only runs in which usage is measured know it
     * ({@link ClusterView#usage}).
     *
     * @param task the task's number
     * @param millionths the part of the speed; 1,000,000 for all of it, 0 lets it stand still
     */
    record Throttle(int task, int millionths) implements Decision {
        /** Checks the part. */
        public Throttle {
            if (millionths < 0 || millionths > 1_000_000) {
                throw new IllegalArgumentException("A part of a speed expected, got " + millionths + " millionths");
            }
        }
    }
}
