package io.wavetank.sim;

/**
 * The pending events of one run, in the total order (time, rank, insertion).
 *
 * <p>An event is two ints of the caller's, a {@code kind} from 0 to 63 and a {@code subject}, at a time and with a rank from 0 to 255. Events of one instant
 * fire by rank, and within a rank in the order of their scheduling. An event scheduled for the present instant while that instant's events
 * are firing takes its place among those still to come, even if its rank is lower than that of the last one fired.
 *
 * <p>{@link #schedule} answers a handle, never negative, with which the event can be moved or cancelled until it fires; then the handle is
 * recycled. Use of a stale handle is detected: always while its place is free or has been reused up to 31 times, and in 31 cases of 32 after
 * that.
 *
 * <p>What there is at most one of at a time and is scheduled anew at every turn, such as the next arrival, stands in a <em>lane</em> of its own
 * beside the heap: in the same total order, without the cost of going through the heap. What else stands beside the queue can be in one order with
 * its events by {@link #takeNumber}.
 *
 * <p>Inside is a calendar of days, of which one at a time is sorted, with a 4-ary heap for what comes in between, see {@link EventCalendar}; chosen by measurement, see
 * {@code reports/benchmarks/README.md}. No cost is above O(log n), that of reorganisations spread over the events that pay for them. Not for concurrent use.
 *
 * <p>Units: times are nanoseconds since the start of the run, 0 or more.
 */
public final class EventQueue {
    /** The largest rank. */
    public static final int RANK_MAX = 255;

    /** The largest kind. */
    public static final int KIND_MAX = EventSlots.KIND_MAX;

    private static final int INSERTION_BITS = 55;
    private static final long NUMBER_MASK = (1L << INSERTION_BITS) - 1;

    private final EventPlaces places;
    private final EventSlots slots;
    private final EventCalendar calendar;
    private final EventLanes lanes;
    private long insertions;

    private long timeNanos;
    private long key;
    private int kind;
    private int subject;

    /**
     * Creates an empty queue at time 0 with room for so many events; it grows by doubling.
     *
     * @throws IllegalArgumentException if the capacity is negative or not below 2^25: fewer events than that can be pending at once
     */
    public EventQueue(int initialCapacity) {
        this(initialCapacity, 0);
    }

    /**
     * Creates an empty queue that also has so many lanes, numbered from 0.
     *
     * @throws IllegalArgumentException if a number is negative, or the capacity not below 2^25
     */
    public EventQueue(int initialCapacity, int laneCount) {
        this(initialCapacity, laneCount, Foresight.NONE, EventPlaces.NONE);
    }

    EventQueue(int initialCapacity, int laneCount, Foresight foresight, EventPlaces places) {
        if (initialCapacity < 0 || initialCapacity > EventSlots.SLOTS_MAX) {
            throw new IllegalArgumentException("Capacity of an event queue must be 0..2^25-1: " + initialCapacity);
        }
        int capacity = Math.max(initialCapacity, 16);
        this.places = places;
        slots = new EventSlots(capacity, places);
        calendar = new EventCalendar(slots, foresight);
        lanes = new EventLanes(laneCount);
    }

    /**
     * Adds an event.
     *
     * @param rank its place among the events of the same instant, 0 (first) to 255
     * @return a handle, valid until the event fires or is cancelled
     * @throws IllegalArgumentException if the time lies before that of the last polled event, or rank or kind are out of range
     * @throws IllegalStateException if 2^25 - 1 events are pending already
     */
    public int schedule(long timeNanos, int rank, int kind, int subject) {
        requireNotPast(timeNanos);
        requireRankAndKind(rank, kind);
        int slot = slots.take();
        calendar.add(timeNanos, nextKey(rank), EventSlots.what(kind, slot, subject));
        return slots.handle(slot);
    }

    /**
     * Adds an event that is known by its subject, which must not have another such event that is pending: that costs less than a handle.
     *
     * @throws IllegalArgumentException if the time lies before that of the last polled event, or rank or kind are out of range
     * @throws IllegalStateException if the subject has such an event
     */
    void scheduleOf(int subject, long timeNanos, int rank, int kind) {
        requireNotPast(timeNanos);
        requireRankAndKind(rank, kind);
        if (places.of(subject) != EventPlaces.NOWHERE) {
            throw new IllegalStateException("Of " + subject + " an event is pending already");
        }
        calendar.add(timeNanos, nextKey(rank), EventSlots.what(kind, EventSlots.BY_SUBJECT, subject));
    }

    /**
     * Takes the event out that is known by a subject.
     *
     * @throws IllegalStateException if the subject has none
     */
    void cancelOf(int subject) {
        if (places.of(subject) == EventPlaces.NOWHERE) {
            throw new IllegalStateException("Of " + subject + " no event is pending");
        }
        slots.over(calendar.remove(place(EventSlots.BY_SUBJECT, subject)));
    }

    private int place(int slot, int itsSubject) {
        int place = slots.place(slot, itsSubject);
        return calendar.settle(place) ? slots.place(slot, itsSubject) : place;
    }

    /**
     * Puts an event into a lane, which must be empty.
     *
     * @throws IllegalArgumentException if the time lies before that of the last polled event, or rank or kind are out of range
     * @throws IllegalStateException if there is an event in the lane
     */
    public void scheduleInLane(int lane, long timeNanos, int rank, int kind, int subject) {
        requireNotPast(timeNanos);
        requireRankAndKind(rank, kind);
        lanes.put(lane, timeNanos, nextKey(rank), kind, subject);
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
        int place = place(slot, 0);
        calendar.move(place, timeNanos, nextKey(rankOf(calendar.key(place))));
    }

    /**
     * Takes an event out.
     *
     * @throws IllegalStateException if the handle is stale: the event has fired or was cancelled
     */
    public void cancel(int handle) {
        int slot = liveSlot(handle);
        slots.over(calendar.remove(place(slot, 0)));
    }

    /**
     * Takes the earliest event off into {@link #timeNanos()}, {@link #rank()}, {@link #kind()} and {@link #subject()}, and frees its handle.
     *
     * @return false if there was none; the four then stay as they were
     */
    public boolean poll() {
        return pollUntil(Long.MAX_VALUE);
    }

    /**
     * Does as {@link #poll} if the earliest event is not after an instant.
     *
     * @return false if there was none up to that instant
     */
    public boolean pollUntil(long untilNanos) {
        int lane = lanes.first();
        long laneNanos = lanes.firstNanos();
        long nanos = calendar.firstNanos();
        if (nanos < laneNanos || (nanos == laneNanos && isBeforeLane(lane))) {
            return nanos <= untilNanos && takeFromCalendar(nanos);
        }
        return lane >= 0 && laneNanos <= untilNanos && takeFromLane(lane, laneNanos);
    }

    /** Takes the earliest event off, which there is, and whose time {@link #nextTimeNanos} has told. */
    void takeNext(long nanos) {
        if (lanes.size() > 0) {
            poll();
        } else {
            takeFromCalendar(nanos);
        }
    }

    /** Whether the first of the calendar, if there is one, is before that of a lane, if there is one, at the same time. */
    private boolean isBeforeLane(int lane) {
        return calendar.size() > 0 && (lane < 0 || calendar.firstKey() < lanes.key(lane));
    }

    private boolean takeFromCalendar(long nanos) {
        long what = calendar.takeFirst();
        key = calendar.takenKey();
        timeNanos = nanos;
        kind = EventSlots.kind(what);
        subject = EventSlots.subject(what);
        slots.over(what);
        return true;
    }

    private boolean takeFromLane(int lane, long nanos) {
        timeNanos = nanos;
        key = lanes.key(lane);
        kind = lanes.kind(lane);
        subject = lanes.subject(lane);
        lanes.take(lane);
        return true;
    }

    /** Time of the last polled event; 0 before the first. */
    public long timeNanos() {
        return timeNanos;
    }

    /** Rank of the last polled event. */
    public int rank() {
        return rankOf(key);
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
        return Math.min(lanes.firstNanos(), calendar.firstNanos());
    }

    /**
     * Rank of the earliest pending event.
     *
     * @throws IllegalStateException if there is none
     */
    public int nextRank() {
        return rankOf(nextKey());
    }

    /** The key of the earliest pending event: rank, then insertion. */
    long nextKey() {
        if (isEmpty()) {
            throw new IllegalStateException("An empty event queue has no next event");
        }
        int lane = lanes.first();
        long nanos = calendar.firstNanos();
        boolean fromLane = nanos > lanes.firstNanos() || (nanos == lanes.firstNanos() && !isBeforeLane(lane));
        return fromLane ? lanes.key(lane) : calendar.firstKey();
    }

    /**
     * Takes the key of an event that is to stand beside this queue, in one order with its events: it comes before those of its instant whose key is
     * larger.
     */
    long takeKey(int eventRank) {
        return nextKey(eventRank);
    }

    /** Something that stands beside this queue happens at an instant, which is not after the next event of the queue. */
    void goOnTo(long nanos) {
        timeNanos = nanos;
    }

    /**
     * Takes the number that the next event would have among those scheduled: for what stands beside this queue and in one order with its events.
     */
    public long takeNumber() {
        return insertions++;
    }

    /**
     * The number among those scheduled of the earliest pending event.
     *
     * @throws IllegalStateException if there is none
     */
    public long nextNumber() {
        return nextKey() & NUMBER_MASK;
    }

    /** Number of pending events. */
    public int size() {
        return calendar.size() + lanes.size();
    }

    /** Whether nothing is pending. */
    public boolean isEmpty() {
        return size() == 0;
    }

    /**
     * Drops all events, makes their handles stale and sets the queue back to time 0, as if new but with its memory kept. Who keeps the places of events that
     * are known by their subjects has to forget them.
     */
    public void clear() {
        calendar.clear();
        lanes.clear();
        slots.clear();
        insertions = 0;
        timeNanos = 0;
        key = 0;
        kind = 0;
        subject = 0;
    }

    private static void requireRankAndKind(int rank, int kind) {
        if (((rank & ~RANK_MAX) | (kind & ~KIND_MAX)) != 0) {
            throw new IllegalArgumentException(
                    "The rank of an event must be 0..255, and its kind 0..63: " + rank + " and " + kind);
        }
    }

    private void requireNotPast(long atNanos) {
        if (atNanos < timeNanos) {
            throw new IllegalArgumentException(
                    "An event at " + atNanos + " ns lies in the past: the time is " + timeNanos + " ns");
        }
    }

    private long nextKey(int eventRank) {
        return (long) eventRank << INSERTION_BITS | insertions++;
    }

    private static int rankOf(long key) {
        return (int) (key >>> INSERTION_BITS);
    }

    private int liveSlot(int handle) {
        int slot = slots.slot(handle);
        if (slot == EventSlots.NONE) {
            throw new IllegalStateException("Handle " + handle + " is stale: its event has fired or was cancelled");
        }
        return slot;
    }
}
