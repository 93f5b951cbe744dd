package io.wavetank.benchmark.queue;

import java.util.Arrays;

/** The 4-ary heap with time and key side by side in one array: four children are 64 bytes, one or two cache lines. */
final class QuaternaryStrideHeap extends SlotQueue {
    /** Pairs (time, key); position p of the heap is at 2p. */
    private long[] heap;

    private int[] heapSlots;
    /** Where in the heap the event of a slot is. */
    private int[] positions;

    private int heapSize;

    QuaternaryStrideHeap(int capacity) {
        super(capacity);
        int room = slots.capacity();
        heap = new long[2 * room];
        heapSlots = new int[room];
        positions = new int[room];
    }

    @Override
    public int schedule(long timeNanos, int rank, int kind, int subject) {
        int slot = slots.take(rank, kind, subject);
        if (heapSize == heapSlots.length) {
            int room = slots.capacity();
            heap = Arrays.copyOf(heap, 2 * room);
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
        long timeNanos = heap[0];
        remove(0);
        slots.fire(slot, timeNanos);
        return true;
    }

    private void remove(int p) {
        int last = --heapSize;
        if (p != last) {
            place(p, heap[2 * last], heap[2 * last + 1], heapSlots[last]);
        }
    }

    private void place(int p, long timeNanos, long key, int slot) {
        if (p > 0 && isBefore(timeNanos, key, (p - 1) >> 2)) {
            siftUp(p, timeNanos, key, slot);
        } else {
            siftDown(p, timeNanos, key, slot);
        }
    }

    private void siftUp(int from, long timeNanos, long key, int slot) {
        int p = from;
        while (p > 0) {
            int parent = (p - 1) >> 2;
            if (!isBefore(timeNanos, key, parent)) {
                break;
            }
            put(p, heap[2 * parent], heap[2 * parent + 1], heapSlots[parent]);
            p = parent;
        }
        put(p, timeNanos, key, slot);
    }

    private void siftDown(int from, long timeNanos, long key, int slot) {
        int p = from;
        while (true) {
            int first = (p << 2) + 1;
            if (first >= heapSize) {
                break;
            }
            int least = leastOf(first, Math.min(first + (1 << 2), heapSize));
            if (isBefore(timeNanos, key, least)) {
                break;
            }
            put(p, heap[2 * least], heap[2 * least + 1], heapSlots[least]);
            p = least;
        }
        put(p, timeNanos, key, slot);
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

    private boolean isBefore(long timeNanos, long key, int p) {
        return timeNanos < heap[2 * p] || (timeNanos == heap[2 * p] && key < heap[2 * p + 1]);
    }

    private void put(int p, long timeNanos, long key, int slot) {
        heap[2 * p] = timeNanos;
        heap[2 * p + 1] = key;
        heapSlots[p] = slot;
        positions[slot] = p;
    }
}
