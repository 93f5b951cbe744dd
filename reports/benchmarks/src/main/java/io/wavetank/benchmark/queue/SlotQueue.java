package io.wavetank.benchmark.queue;

/** The part of a candidate that has nothing to do with its structure: the table of events and the last polled one. */
abstract sealed class SlotQueue implements PendingEvents
        permits BinaryHeap, QuaternaryHeap, QuaternaryStrideHeap, QuaternaryLazyHeap, CalendarQueue {
    final Slots slots;

    SlotQueue(int capacity) {
        slots = new Slots(capacity);
    }

    @Override
    public final long timeNanos() {
        return slots.timeNanos();
    }

    @Override
    public final int rank() {
        return slots.rank();
    }

    @Override
    public final int kind() {
        return slots.kind();
    }

    @Override
    public final int subject() {
        return slots.subject();
    }

    @Override
    public final int size() {
        return slots.size();
    }
}
