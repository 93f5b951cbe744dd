package io.wavetank.policy.compose;

/** One of several schedulers that work side by side in an {@link Ensemble} and know of each other only by messages. */
@FunctionalInterface
public interface Actor {
    /** The number by which an {@link Ensemble} says that something comes from the cluster and not from an actor. */
    int WORLD = -1;

    /**
     * Handles one message.
     *
     * @param from who sent it; {@link #WORLD} for a {@link io.wavetank.policy.SchedulerEvent}
     * @param message what it says
     * @param out takes the answer
     */
    void on(int from, Object message, Outbox out);
}
