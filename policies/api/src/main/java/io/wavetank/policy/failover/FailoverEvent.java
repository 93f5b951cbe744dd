package io.wavetank.policy.failover;

import io.wavetank.policy.TaskView;

/** What a {@link FailoverPolicy} is told. Times are nanoseconds. */
public sealed interface FailoverEvent {
    /** The run begins; nothing runs yet. */
    record Begins() implements FailoverEvent {}

    /** A member runs on a node, for the first time or again, and does not serve yet. */
    record MemberRuns(TaskView task) implements FailoverEvent {}

    /** A member does not answer any more, as was found out by who watches it ({@link FailoverTraits#watch}). It may still run. */
    record MemberSilent(TaskView task) implements FailoverEvent {}

    /** A member that did not answer does again, and has run all the time; it serves if it did and was not told otherwise. */
    record MemberAnswers(TaskView task) implements FailoverEvent {}

    /** A member is off its node: given up, told to stop, crashed, or at its end; {@code task} is its number, which may be another's soon. */
    record MemberGone(int task) implements FailoverEvent {}

    /**
     * The node of a member is to be emptied or taken away. Told only to a policy that moves its members ({@link FailoverTraits#moves}).
     *
     * @param graceNanos how long it may stay at least
     */
    record MemberLeaves(TaskView task, long graceNanos) implements FailoverEvent {}

    /** The control plane found out that a node is down. */
    record NodeLost(int node) implements FailoverEvent {}

    /** A node that was lost is up again, or one that took nothing new does again. */
    record NodeBack(int node) implements FailoverEvent {}

    /** A time asked for with {@link FailoverActions#wakeAt} has come. */
    record Woken(long token) implements FailoverEvent {}
}
