package io.wavetank.benchmark.queue;

import java.util.Arrays;

/**
 * The 4-ary heap that does not know where its events are: who is cancelled or moved leaves a dead entry, told by its key, which is dropped at
 * the top or swept out when the array is full. The entry of a fired event stays at the root until the next one scheduled replaces it.
 */
final class QuaternaryLazyHeap extends SlotQueue {
    /** Pairs (time, key); position p of the heap is at 2p. */
    private long[] heap;

    private int[] heapSlots;
    private int heapSize;
    private boolean rootFired;

    QuaternaryLazyHeap(int capacity) {
        super(capacity);
        heap = new long[4 * slots.capacity()];
        heapSlots = new int[2 * slots.capacity()];
    }

    @Override
    public int schedule(long timeNanos, int rank, int kind, int subject) {
        int slot = slots.take(rank, kind, subject);
        add(timeNanos, slots.key(slot), slot);
        return slot;
    }

    @Override
    public void reschedule(int handle, long timeNanos) {
        add(timeNanos, slots.renew(handle), handle);
    }

    @Override
    public void cancel(int handle) {
        slots.free(handle);
    }

    @Override
    public boolean poll() {
        if (slots.size() == 0) {
            return false;
        }
        while (slots.key(heapSlots[0]) != heap[1]) {
            int last = --heapSize;
            siftDown(0, heap[2 * last], heap[2 * last + 1], heapSlots[last]);
        }
        slots.fire(heapSlots[0], heap[0]);
        rootFired = true;
        return true;
    }

    private void add(long timeNanos, long key, int slot) {
        if (rootFired) {
            rootFired = false;
            siftDown(0, timeNanos, key, slot);
            return;
        }
        if (heapSize == heapSlots.length) {
            makeRoom();
        }
        siftUp(heapSize++, timeNanos, key, slot);
    }

    private void makeRoom() {
        int kept = 0;
        for (int p = 0; p < heapSize; p++) {
            if (slots.key(heapSlots[p]) == heap[2 * p + 1]) {
                put(kept++, heap[2 * p], heap[2 * p + 1], heapSlots[p]);
            }
        }
        heapSize = kept;
        for (int p = (kept - 2) >> 2; p >= 0; p--) {
            siftDown(p, heap[2 * p], heap[2 * p + 1], heapSlots[p]);
        }
        if (heapSize > heapSlots.length / 2) {
            heapSlots = Arrays.copyOf(heapSlots, 2 * heapSlots.length);
            heap = Arrays.copyOf(heap, 2 * heap.length);
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
        while (4 * p + 1 < heapSize) {
            int least = leastOf(4 * p + 1, Math.min(4 * p + 5, heapSize));
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
    }
}
