package io.wavetank.policy.sampling;

import io.wavetank.policy.TaskClass;
import io.wavetank.policy.TaskView;
import java.util.BitSet;
import java.util.List;

/** What schedulers and nodes tell each other. */
sealed interface Message {
    /**
     * Something in a node's queue: a task, or a reservation for one of a job.
     *
     * @param scheduler whose it is
     * @param job the number of the job there
     * @param asked what is asked for
     * @param task the task; null for a reservation
     * @param sequence the task's place in the order of submission, by which it is known whether its number is still its own
     * @param isLong whether the job is long
     * @param tries how often it was refused on its way
     */
    record Item(
            int scheduler,
            long job,
            TaskClass asked,
            @org.jspecify.annotations.Nullable TaskView task,
            long sequence,
            boolean isLong,
            int tries) {}

    /** To a scheduler: all tasks of the jobs that came are here. */
    record Begin() implements Message {}

    /** To a node: how long is your queue? */
    record Probe(long job, int number) implements Message {}

    /** To a scheduler: so long. */
    record Length(long job, int number, int node, int length) implements Message {}

    /**
     * To a node: put this into your queue.
     *
     * @param estimateNanos how long a task of its job runs by estimate, in nanoseconds
     * @param leftNanos that of all tasks of its job that have no place, together
     * @param longNodes the nodes that have long tasks, if it comes from who knows
     * @param version of what is known of long tasks
     */
    record Enqueue(
            Item item,
            long estimateNanos,
            long leftNanos,
            @org.jspecify.annotations.Nullable BitSet longNodes,
            long version)
            implements Message {}

    /** To a scheduler: I have come to the reservation of this job, give me a task. */
    record Ask(long job, int node, TaskClass asked) implements Message {}

    /** To a node: here it is; null if there is none left. What the rest of the job comes to by estimate, in nanoseconds. */
    record Give(
            Item item, @org.jspecify.annotations.Nullable TaskView task, long leftNanos) implements Message {}

    /** To a scheduler: I do not take this; the nodes that have long tasks, as far as I know, if that is why. */
    record Bounce(
            Item item, @org.jspecify.annotations.Nullable BitSet longNodes, long version) implements Message {}

    /** To the central scheduler: a long task has left the node. */
    record LongDone(int node, long loadNanos) implements Message {}

    /** To a node: have you got short tasks behind long ones? */
    record Steal(int thief, int triesLeft) implements Message {}

    /** To a node: these. */
    record Loot(List<Item> items, int triesLeft) implements Message {}

    /** To a node: look at your queue again. */
    record Look() implements Message {}
}
