package io.wavetank.sim;

/**
 * The pending events of one run, in the total order (time, rank, insertion).
 *
 * <p>An event is two ints of the caller's, {@code kind} and {@code subject}, at a time and with a rank from 0 to 255. Events of one instant
 * fire by rank, and within a rank in the order of their scheduling. An event scheduled for the present instant while that instant's events
 * are firing takes its place among those still to come, even if its rank is lower than that of the last one fired.
 *
 * <p>{@link #schedule} answers a handle, never negative, with which the event can be moved or cancelled until it fires; then the handle is
 * recycled. Use of a stale handle is detected by a 6-bit generation number: always until its place has been reused 63 times, and in 63 cases
 * of 64 after that.
 *
 * <p>Inside is a ladder queue, chosen by measurement, see {@code reports/benchmarks/README.md}. What an event costs does not grow with the
 * number pending, as long as no crowd of them shares one instant; in such a crowd it costs the logarithm of its size. Nothing is allocated
 * once the arrays have grown to what the run needs. Not for concurrent use.
 *
 * <p>Units: times are nanoseconds since the start of the run, 0 or more.
 */
public final class EventQueue {
    /** The largest rank. */
    public static final int RANK_MAX = 255;

    private final EventTable table;
    private final EventLadder ladder;

    private long timeNanos;
    private int rank;
    private int kind;
    private int subject;

    /**
     * Creates an empty queue at time 0 with room for so many events; it grows by doubling.
     *
     * @throws IllegalArgumentException if the capacity is negative or over 2^25, the most events that can be pending at once
     */
    public EventQueue(int initialCapacity) {
        if (initialCapacity < 0 || initialCapacity > EventTable.SLOTS_MAX) {
            throw new IllegalArgumentException("Capacity of an event queue must be 0..2^25: " + initialCapacity);
        }
        table = new EventTable(Math.max(initialCapacity, 16));
        ladder = new EventLadder(table);
    }

    /**
     * Adds an event.
     *
     * @param rank its place among the events of the same instant, 0 (first) to 255
     * @return a handle, valid until the event fires or is cancelled
     * @throws IllegalArgumentException if the time lies before that of the last polled event, or the rank is out of range
     * @throws IllegalStateException if 2^25 events are pending already
     */
    public int schedule(long timeNanos, int rank, int kind, int subject) {
        requireNotPast(timeNanos);
        if (rank < 0 || rank > RANK_MAX) {
            throw new IllegalArgumentException("The rank of an event must be 0..255: " + rank);
        }
        int slot = table.take(timeNanos, rank, kind, subject);
        ladder.add(slot);
        return table.handle(slot);
    }

    /**
     * Moves an event, later or earlier. Rank, kind, subject and handle stay; among the events of the new instant it comes as if scheduled
     * now.
     *
     * @throws IllegalArgumentException if the time lies before that of the last polled event; the event then stays where it was
     * @throws IllegalStateException if the handle is stale
     */
    public void reschedule(int handle, long timeNanos) {
        int slot = liveSlot(handle);
        requireNotPast(timeNanos);
        ladder.remove(slot);
        table.renew(slot, timeNanos);
        ladder.add(slot);
    }

    /**
     * Takes an event out.
     *
     * @throws IllegalStateException if the handle is stale: the event has fired or was cancelled
     */
    public void cancel(int handle) {
        int slot = liveSlot(handle);
        ladder.remove(slot);
        table.free(slot);
    }

    /**
     * Takes the earliest event off into {@link #timeNanos()}, {@link #rank()}, {@link #kind()} and {@link #subject()}, and frees its handle.
     *
     * @return false if there was none; the four then stay as they were
     */
    public boolean poll() {
        if (table.size() == 0) {
            return false;
        }
        int slot = ladder.first();
        timeNanos = table.timeNanos(slot);
        rank = table.rank(slot);
        kind = table.kind(slot);
        subject = table.subject(slot);
        ladder.remove(slot);
        table.free(slot);
        return true;
    }

    /** Time of the last polled event; 0 before the first. */
    public long timeNanos() {
        return timeNanos;
    }

    /** Rank of the last polled event. */
    public int rank() {
        return rank;
    }

    /** Kind of the last polled event. */
    public int kind() {
        return kind;
    }

    /** Subject of the last polled event. */
    public int subject() {
        return subject;
    }

    /** Time of the earliest pending event, {@code Long.MAX_VALUE} if there is none. */
    public long nextTimeNanos() {
        return table.size() == 0 ? Long.MAX_VALUE : table.timeNanos(ladder.first());
    }

    /**
     * Rank of the earliest pending event.
     *
     * @throws IllegalStateException if there is none
     */
    public int nextRank() {
        if (table.size() == 0) {
            throw new IllegalStateException("An empty event queue has no next rank");
        }
        return table.rank(ladder.first());
    }

    /** Number of pending events. */
    public int size() {
        return table.size();
    }

    /** Whether nothing is pending. */
    public boolean isEmpty() {
        return table.size() == 0;
    }

    /** Drops all events, makes their handles stale and sets the queue back to time 0, as if new but with its memory kept. */
    public void clear() {
        ladder.clear();
        table.clear();
        timeNanos = 0;
        rank = 0;
        kind = 0;
        subject = 0;
    }

    private void requireNotPast(long atNanos) {
        if (atNanos < timeNanos) {
            throw new IllegalArgumentException(
                    "An event at " + atNanos + " ns lies in the past: the time is " + timeNanos + " ns");
        }
    }

    private int liveSlot(int handle) {
        int slot = table.slot(handle);
        if (slot == EventTable.NONE) {
            throw new IllegalStateException("Handle " + handle + " is stale: its event has fired or was cancelled");
        }
        return slot;
    }
}
