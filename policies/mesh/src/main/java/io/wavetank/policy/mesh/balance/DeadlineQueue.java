package io.wavetank.policy.mesh.balance;

/** Endpoints by deadline, and of equal deadlines by the order of their queueing: a binary heap. */
final class DeadlineQueue {
    private double[] deadlines = new double[16];
    private long[] orders = new long[16];
    private int[] endpoints = new int[16];
    private int size;
    private long added;

    /** Empties the queue and makes room. */
    void clear(int capacity) {
        if (capacity > endpoints.length) {
            deadlines = new double[capacity];
            orders = new long[capacity];
            endpoints = new int[capacity];
        }
        size = 0;
        added = 0;
    }

    void add(int endpoint, double deadline) {
        int at = size++;
        set(at, endpoint, deadline, added++);
        while (at > 0 && isBefore(at, (at - 1) / 2)) {
            swap(at, (at - 1) / 2);
            at = (at - 1) / 2;
        }
    }

    int first() {
        return endpoints[0];
    }

    double firstDeadline() {
        return deadlines[0];
    }

    /** Queues the first endpoint anew. */
    void moveFirst(double deadline) {
        set(0, endpoints[0], deadline, added++);
        int at = 0;
        while (true) {
            int child = 2 * at + 1;
            if (child >= size) {
                return;
            }
            if (child + 1 < size && isBefore(child + 1, child)) {
                child++;
            }
            if (!isBefore(child, at)) {
                return;
            }
            swap(child, at);
            at = child;
        }
    }

    private boolean isBefore(int a, int b) {
        return deadlines[a] < deadlines[b] || (deadlines[a] == deadlines[b] && orders[a] < orders[b]);
    }

    private void set(int at, int endpoint, double deadline, long order) {
        endpoints[at] = endpoint;
        deadlines[at] = deadline;
        orders[at] = order;
    }

    private void swap(int a, int b) {
        int endpoint = endpoints[a];
        double deadline = deadlines[a];
        long order = orders[a];
        set(a, endpoints[b], deadlines[b], orders[b]);
        set(b, endpoint, deadline, order);
    }
}
