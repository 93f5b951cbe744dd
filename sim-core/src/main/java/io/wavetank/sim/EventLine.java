package io.wavetank.sim;

import java.util.Arrays;

/** Events that wait behind one another, in the order of their coming, which is that of their times. */
final class EventLine {
    private long[] nanos = new long[16];
    private long[] keys = new long[16];
    private int[] kinds = new int[16];
    private int[] subjects = new int[16];
    private int head;
    private int size;

    int size() {
        return size;
    }

    /** The first's time; there must be one. */
    long nanos() {
        return nanos[head];
    }

    long key() {
        return keys[head];
    }

    int kind() {
        return kinds[head];
    }

    int subject() {
        return subjects[head];
    }

    /** The last's time; there must be one. */
    long lastNanos() {
        return nanos[last()];
    }

    long lastKey() {
        return keys[last()];
    }

    private int last() {
        return (head + size - 1) & (nanos.length - 1);
    }

    void add(long timeNanos, long key, int kind, int subject) {
        if (size == nanos.length) {
            grow();
        }
        int at = (head + size++) & (nanos.length - 1);
        nanos[at] = timeNanos;
        keys[at] = key;
        kinds[at] = kind;
        subjects[at] = subject;
    }

    /** Takes the first off. */
    void drop() {
        head = (head + 1) & (nanos.length - 1);
        size--;
    }

    void clear() {
        head = 0;
        size = 0;
    }

    private void grow() {
        int more = 2 * size;
        nanos = inOrder(nanos, more);
        keys = inOrder(keys, more);
        kinds = inOrder(kinds, more);
        subjects = inOrder(subjects, more);
        head = 0;
    }

    private long[] inOrder(long[] ring, int length) {
        long[] longer = Arrays.copyOfRange(ring, head, head + length);
        System.arraycopy(ring, 0, longer, ring.length - head, head);
        return longer;
    }

    private int[] inOrder(int[] ring, int length) {
        int[] longer = Arrays.copyOfRange(ring, head, head + length);
        System.arraycopy(ring, 0, longer, ring.length - head, head);
        return longer;
    }
}
