package io.wavetank.sim;

import java.util.Arrays;

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
 * <p>Inside is a 4-ary implicit heap over (time, rank and insertion) pairs in one array. Cancelling and rescheduling leave the old entry in
 * the heap as a dead one, known by its insertion number and dropped when it reaches the top; when the array is full the dead are swept out
 * before it may grow. The structure was chosen by measurement, see {@code reports/benchmarks/README.md}. Costs: O(log n) amortised; nothing
 * is allocated once the arrays have grown to at most four times the most events that were ever pending. Not for concurrent use.
 *
 * <p>Units: times are nanoseconds since the start of the run, 0 or more.
 */
public final class EventQueue {
    /** The largest rank. */
    public static final int RANK_MAX = 255;

    private static final int INSERTION_BITS = 55;
    private static final int SLOT_BITS = 25;
    private static final int SLOT_MASK = (1 << SLOT_BITS) - 1;
    private static final int GENERATION_MASK = 63;
    private static final long FREE = -1;
    private static final int NONE = -1;
    private static final int SWEEP_MIN = 64;

    /** Pairs (time, key), key = rank and insertion number; position p of the heap is at 2p. */
    private long[] heap;

    private int[] heapSlots;
    private int heapSize;

    /** Pairs (key of the living event or FREE, kind and subject or the next free slot); slot s is at 2s. */
    private long[] slots;

    private byte[] generations;
    private int slotsUsed;
    private int firstFreeSlot = NONE;
    private int size;
    private long insertions;

    /** The last event was polled and its entry still is the root; the next one scheduled may replace it at the cost of one sift. */
    private boolean rootFired;

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
        if (initialCapacity < 0 || initialCapacity > 1 << SLOT_BITS) {
            throw new IllegalArgumentException("Capacity of an event queue must be 0..2^25: " + initialCapacity);
        }
        int capacity = Math.max(initialCapacity, SWEEP_MIN);
        heap = new long[2 * capacity];
        heapSlots = new int[capacity];
        slots = new long[2 * capacity];
        generations = new byte[capacity];
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
        int slot = takeSlot();
        long key = (long) rank << INSERTION_BITS | insertions++;
        slots[2 * slot] = key;
        slots[2 * slot + 1] = (long) kind << Integer.SIZE | (subject & 0xFFFFFFFFL);
        size++;
        insert(timeNanos, key, slot);
        return (generations[slot] & GENERATION_MASK) << SLOT_BITS | slot;
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
        long key = slots[2 * slot] >>> INSERTION_BITS << INSERTION_BITS | insertions++;
        slots[2 * slot] = key;
        insert(timeNanos, key, slot);
    }

    /**
     * Takes an event out.
     *
     * @throws IllegalStateException if the handle is stale: the event has fired or was cancelled
     */
    public void cancel(int handle) {
        free(liveSlot(handle));
    }

    /**
     * Takes the earliest event off into {@link #timeNanos()}, {@link #rank()}, {@link #kind()} and {@link #subject()}, and frees its handle.
     *
     * @return false if there was none; the four then stay as they were
     */
    public boolean poll() {
        if (size == 0) {
            return false;
        }
        settle();
        int slot = heapSlots[0];
        long payload = slots[2 * slot + 1];
        timeNanos = heap[0];
        rank = (int) (heap[1] >>> INSERTION_BITS);
        kind = (int) (payload >> Integer.SIZE);
        subject = (int) payload;
        free(slot);
        rootFired = true;
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
        if (size == 0) {
            return Long.MAX_VALUE;
        }
        settle();
        return heap[0];
    }

    /**
     * Rank of the earliest pending event.
     *
     * @throws IllegalStateException if there is none
     */
    public int nextRank() {
        if (size == 0) {
            throw new IllegalStateException("An empty event queue has no next rank");
        }
        settle();
        return (int) (heap[1] >>> INSERTION_BITS);
    }

    /** Number of pending events. */
    public int size() {
        return size;
    }

    /** Whether nothing is pending. */
    public boolean isEmpty() {
        return size == 0;
    }

    /** Drops all events, makes their handles stale and sets the queue back to time 0, as if new but with its memory kept. */
    public void clear() {
        for (int slot = 0; slot < slotsUsed; slot++) {
            if (slots[2 * slot] != FREE) {
                free(slot);
            }
        }
        heapSize = 0;
        insertions = 0;
        rootFired = false;
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

    private int takeSlot() {
        int slot = firstFreeSlot;
        if (slot != NONE) {
            firstFreeSlot = (int) slots[2 * slot + 1];
            return slot;
        }
        if (slotsUsed == generations.length) {
            if (slotsUsed > SLOT_MASK) {
                throw new IllegalStateException("More than " + slotsUsed + " events are pending");
            }
            generations = Arrays.copyOf(generations, Math.min(2 * slotsUsed, 1 << SLOT_BITS));
            slots = Arrays.copyOf(slots, 2 * generations.length);
        }
        return slotsUsed++;
    }

    private void free(int slot) {
        slots[2 * slot] = FREE;
        slots[2 * slot + 1] = firstFreeSlot;
        generations[slot]++;
        firstFreeSlot = slot;
        size--;
    }

    private int liveSlot(int handle) {
        int slot = handle & SLOT_MASK;
        if (handle < 0
                || slot >= slotsUsed
                || slots[2 * slot] == FREE
                || handle >>> SLOT_BITS != (generations[slot] & GENERATION_MASK)) {
            throw new IllegalStateException("Handle " + handle + " is stale: its event has fired or was cancelled");
        }
        return slot;
    }

    private void insert(long atNanos, long key, int slot) {
        if (rootFired) {
            rootFired = false;
            siftDown(0, atNanos, key, slot);
            return;
        }
        if (heapSize == heapSlots.length) {
            makeRoom();
        }
        siftUp(heapSize++, atNanos, key, slot);
    }

    /** Brings a living event to the root; there must be one. */
    private void settle() {
        rootFired = false;
        while (slots[2 * heapSlots[0]] != heap[1]) {
            int last = --heapSize;
            siftDown(0, heap[2 * last], heap[2 * last + 1], heapSlots[last]);
        }
    }

    private void makeRoom() {
        sweep();
        if (heapSize > heapSlots.length / 2) {
            heapSlots = Arrays.copyOf(heapSlots, 2 * heapSlots.length);
            heap = Arrays.copyOf(heap, 2 * heapSlots.length);
        }
    }

    /** Drops the dead entries and restores the order of the heap. */
    private void sweep() {
        int kept = 0;
        for (int p = 0; p < heapSize; p++) {
            int slot = heapSlots[p];
            if (slots[2 * slot] == heap[2 * p + 1]) {
                heap[2 * kept] = heap[2 * p];
                heap[2 * kept + 1] = heap[2 * p + 1];
                heapSlots[kept++] = slot;
            }
        }
        if (kept == heapSize) {
            return;
        }
        heapSize = kept;
        for (int p = (kept - 2) >> 2; p >= 0; p--) {
            siftDown(p, heap[2 * p], heap[2 * p + 1], heapSlots[p]);
        }
    }

    private void siftUp(int from, long atNanos, long key, int slot) {
        int p = from;
        while (p > 0) {
            int parent = (p - 1) >> 2;
            if (!isBefore(atNanos, key, parent)) {
                break;
            }
            move(parent, p);
            p = parent;
        }
        put(p, atNanos, key, slot);
    }

    private void siftDown(int from, long atNanos, long key, int slot) {
        int p = from;
        while (true) {
            int first = 4 * p + 1;
            if (first >= heapSize) {
                break;
            }
            int least = leastOf(first, Math.min(first + 4, heapSize));
            if (isBefore(atNanos, key, least)) {
                break;
            }
            move(least, p);
            p = least;
        }
        put(p, atNanos, key, slot);
    }

    private int leastOf(int first, int end) {
        int least = first;
        for (int child = first + 1; child < end; child++) {
            if (isBefore(heap[2 * child], heap[2 * child + 1], least)) {
                least = child;
            }
        }
        return least;
    }

    private boolean isBefore(long atNanos, long key, int p) {
        long other = heap[2 * p];
        return atNanos < other || (atNanos == other && key < heap[2 * p + 1]);
    }

    private void move(int from, int to) {
        put(to, heap[2 * from], heap[2 * from + 1], heapSlots[from]);
    }

    private void put(int p, long atNanos, long key, int slot) {
        heap[2 * p] = atNanos;
        heap[2 * p + 1] = key;
        heapSlots[p] = slot;
    }
}
