package io.wavetank.sim;

/**
 * What an {@link EventQueue} tells of events that come soon, many at a time, so that what they need can be fetched from memory while nothing waits for
 * it: one after the other at the moment of each event, the same fetches take several times as long.
 *
 * <p>A hint: an event may still be cancelled, and some are never announced.
 */
@FunctionalInterface
interface Foresight {
    /** Takes note of none. */
    Foresight NONE = (subjects, count) -> {};

    /** Tells of events of any kind by their subjects, the first so many of an array, which may be overwritten. */
    void soon(int[] subjects, int count);
}
