package io.wavetank.policy.swarm.rollout;

/** What an update decides. */
public sealed interface UpdateAction {
    /** The slot it is about. */
    int slot();

    /**
     * A new task is made in a slot; it starts at once, or where the old one is stopped first when that has ended.
     *
     * @param slot which
     * @param version of what
     */
    record Create(int slot, long version) implements UpdateAction {}

    /**
     * The old tasks of a slot are told to stop.
     *
     * @param slot which
     */
    record StopOld(int slot) implements UpdateAction {}

    /**
     * The new task of a slot may start now.
     *
     * @param slot which
     * @param version of what
     */
    record Start(int slot, long version) implements UpdateAction {}
}
