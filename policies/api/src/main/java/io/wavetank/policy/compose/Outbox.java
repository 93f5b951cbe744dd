package io.wavetank.policy.compose;

import io.wavetank.policy.Decisions;

/** Where an {@link Actor} puts its answer: decisions about the cluster, and messages to its peers. */
public interface Outbox extends Decisions {
    /**
     * Sends a message.
     *
     * @param to the number of the actor that it is for; its own for a reminder
     * @param message what it says; a value
     * @param delayNanos how long it is on its way, in nanoseconds
     */
    void send(int to, Object message, long delayNanos);

    /**
     * States how long the answer takes: it takes effect when that time is over, and until then the actor handles nothing else.
     *
     * @param nanos in nanoseconds, added to what was stated before in the same answer
     */
    void think(long nanos);
}
