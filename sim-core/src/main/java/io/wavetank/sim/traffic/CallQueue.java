package io.wavetank.sim.traffic;

/** The tries that wait for a worker of a replica, in the order of their coming. */
final class CallQueue {
    private Call[] ring = new Call[8];
    private int head;
    private int size;

    int size() {
        return size;
    }

    void add(Call call) {
        if (size == ring.length) {
            grow();
        }
        ring[(head + size++) & (ring.length - 1)] = call;
    }

    private void grow() {
        var longer = new Call[2 * size];
        for (int i = 0; i < size; i++) {
            longer[i] = ring[(head + i) & (size - 1)];
        }
        ring = longer;
        head = 0;
    }

    /** Takes the first off; there must be one. */
    Call take() {
        Call call = ring[head];
        head = (head + 1) & (ring.length - 1);
        size--;
        return call;
    }

    void clear() {
        size = 0;
    }
}
