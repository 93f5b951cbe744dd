package io.wavetank.policy;

/**
 * A {@link Scheduler} some of whose state outlives its leader, in a raft log or on a disk. What the cluster itself shows (tasks, nodes,
 * nominations) need not be kept; all else that is not kept is gone at a leader change.
 */
public interface Durable {
    /** Returns what outlives the leader, as it is now: a value that does not change any more. */
    Object kept();

    /**
     * Takes over what the leader before kept. Called at most once, before the first event.
     *
     * @param kept what {@link #kept()} of a scheduler of the same factory returned last
     */
    void takeOver(Object kept);
}
