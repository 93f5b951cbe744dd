package io.wavetank.policy.yarn;

import io.wavetank.policy.Decision;
import io.wavetank.policy.Decisions;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** What is to be done when, carried by one timer. */
final class Agenda {
    /** Kinds of items, in the order in which they are done at one instant. */
    enum Kind {
        NODE_HEARTBEAT,
        UPDATE,
        PREEMPTION,
        MASTER_ALLOCATED,
        MASTER_LOST,
        MASTER_STARTED,
        MASTER_HEARTBEAT
    }

    /** An item about a node or an application. */
    record Item(long timeNanos, Kind kind, long number, int subject) {}

    private final PriorityQueue<Item> items = new PriorityQueue<>(
            Comparator.comparingLong(Item::timeNanos).thenComparing(Item::kind).thenComparingLong(Item::number));
    private long numbers;
    private long armedNanos = -1;

    void add(long timeNanos, Kind kind, int subject) {
        items.add(new Item(timeNanos, kind, numbers++, subject));
    }

    /** Takes the next item that is due. */
    @Nullable
    Item due(long nowNanos) {
        Item next = items.peek();
        return next != null && next.timeNanos() <= nowNanos ? items.poll() : null;
    }

    /** Asks to be woken for the next item. */
    void arm(Decisions out) {
        Item next = items.peek();
        boolean early = armedNanos > out.nowNanos() && next != null && armedNanos <= next.timeNanos();
        if (next != null && !early) {
            armedNanos = next.timeNanos();
            out.add(new Decision.WakeAt(armedNanos, 0));
        }
    }
}
