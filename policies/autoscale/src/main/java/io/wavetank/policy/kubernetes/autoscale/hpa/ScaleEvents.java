package io.wavetank.policy.kubernetes.autoscale.hpa;

import java.util.ArrayList;
import java.util.List;

/**
 * Changes in one direction that were carried out lately.
 *
 * <p>Events older than the longest policy period of <em>this</em> direction may be overwritten, though the policies of the other direction,
 * which may look back further, would still count them: so it is in the original. Once found too old, an event stays so.
 */
final class ScaleEvents {
    private static final class Event {
        private final int change;
        private final long atNanos;
        private boolean outdated;

        Event(int change, long atNanos) {
            this.change = change;
            this.atNanos = atNanos;
        }
    }

    private final List<Event> events = new ArrayList<>();

    /** Enters a change, in place of the last event that is too old if there is one. */
    void add(int change, long longestPeriodNanos, long nowNanos) {
        int old = -1;
        for (int i = 0; i < events.size(); i++) {
            Event event = events.get(i);
            event.outdated |= event.atNanos < nowNanos - longestPeriodNanos;
            old = event.outdated ? i : old;
        }
        var event = new Event(change, nowNanos);
        if (old < 0) {
            events.add(event);
        } else {
            events.set(old, event);
        }
    }

    /** Returns by how much replicas changed within a period; an event exactly one period old does not count. */
    int within(long periodNanos, long nowNanos) {
        int sum = 0;
        for (Event event : events) {
            sum += event.atNanos > nowNanos - periodNanos ? event.change : 0;
        }
        return sum;
    }
}
