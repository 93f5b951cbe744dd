package io.wavetank.benchmark.queue;

import java.util.Arrays;

/** A binary implicit heap in parallel arrays that knows where each event is, so that one can be taken out of its middle. */
final class BinaryHeap extends SlotQueue {
    private long[] times;
    private long[] keys;
    private int[] heapSlots;
    /** Where in the heap the event of a slot is. */
    private int[] positions;

    private int heapSize;

    BinaryHeap(int capacity) {
        super(capacity);
        int room = slots.capacity();
        times = new long[room];
        keys = new long[room];
        heapSlots = new int[room];
        positions = new int[room];
    }

    @Override
    public int schedule(long timeNanos, int rank, int kind, int subject) {
        int slot = slots.take(rank, kind, subject);
        if (heapSize == times.length) {
            int room = slots.capacity();
            times = Arrays.copyOf(times, room);
            keys = Arrays.copyOf(keys, room);
            heapSlots = Arrays.copyOf(heapSlots, room);
            positions = Arrays.copyOf(positions, room);
        }
        siftUp(heapSize++, timeNanos, slots.key(slot), slot);
        return slot;
    }

    @Override
    public void reschedule(int handle, long timeNanos) {
        place(positions[handle], timeNanos, slots.renew(handle), handle);
    }

    @Override
    public void cancel(int handle) {
        remove(positions[handle]);
        slots.free(handle);
    }

    @Override
    public boolean poll() {
        if (heapSize == 0) {
            return false;
        }
        int slot = heapSlots[0];
        long timeNanos = times[0];
        remove(0);
        slots.fire(slot, timeNanos);
        return true;
    }

    private void remove(int p) {
        int last = --heapSize;
        if (p != last) {
            place(p, times[last], keys[last], heapSlots[last]);
        }
    }

    private void place(int p, long timeNanos, long key, int slot) {
        if (p > 0 && isBefore(timeNanos, key, (p - 1) >> 1)) {
            siftUp(p, timeNanos, key, slot);
        } else {
            siftDown(p, timeNanos, key, slot);
        }
    }

    private void siftUp(int from, long timeNanos, long key, int slot) {
        int p = from;
        while (p > 0) {
            int parent = (p - 1) >> 1;
            if (!isBefore(timeNanos, key, parent)) {
                break;
            }
            put(p, times[parent], keys[parent], heapSlots[parent]);
            p = parent;
        }
        put(p, timeNanos, key, slot);
    }

    private void siftDown(int from, long timeNanos, long key, int slot) {
        int p = from;
        while (true) {
            int first = (p << 1) + 1;
            if (first >= heapSize) {
                break;
            }
            int least = leastOf(first, Math.min(first + (1 << 1), heapSize));
            if (isBefore(timeNanos, key, least)) {
                break;
            }
            put(p, times[least], keys[least], heapSlots[least]);
            p = least;
        }
        put(p, timeNanos, key, slot);
    }

    private int leastOf(int first, int end) {
        int least = first;
        for (int child = first + 1; child < end; child++) {
            if (isBefore(times[child], keys[child], least)) {
                least = child;
            }
        }
        return least;
    }

    private boolean isBefore(long timeNanos, long key, int p) {
        return timeNanos < times[p] || (timeNanos == times[p] && key < keys[p]);
    }

    private void put(int p, long timeNanos, long key, int slot) {
        times[p] = timeNanos;
        keys[p] = key;
        heapSlots[p] = slot;
        positions[slot] = p;
    }
}
