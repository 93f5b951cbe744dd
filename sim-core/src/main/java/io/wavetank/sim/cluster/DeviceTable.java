package io.wavetank.sim.cluster;

import io.wavetank.policy.TaskClass;
import java.util.Arrays;

/** What is left of each GPU device of each node, in thousandths of it; the devices of a set are bits, the lowest for device 0. */
final class DeviceTable {
    /** A device of which nothing is taken. */
    static final int WHOLE = 1000;

    private int[] first = new int[1];
    private int[] left = new int[0];

    void makeRoom(int forNodes) {
        first = Arrays.copyOf(first, forNodes + 1);
    }

    /** A node comes that has so many devices. */
    void put(int node, int count) {
        int end = first[node] + count;
        first[node + 1] = end;
        if (end > left.length) {
            left = Arrays.copyOf(left, Math.max(end, 2 * left.length));
        }
        Arrays.fill(left, first[node], end, WHOLE);
    }

    int left(int node, int device) {
        return left[first[node] + device];
    }

    /** Whether a set of devices, all of which a node has, is what a class asks for, and as much of each is left. */
    boolean fit(TaskClass taskClass, int node, long devices) {
        if (Long.bitCount(devices) != taskClass.gpuCount() * taskClass.members()
                || devices >>> (first[node + 1] - first[node]) != 0) {
            return false;
        }
        for (long rest = devices; rest != 0; rest &= rest - 1) {
            if (left[first[node] + Long.numberOfTrailingZeros(rest)] < taskClass.gpuMillisEach()) {
                return false;
            }
        }
        return true;
    }

    /** A device is gone, or there again. */
    void setLost(int node, int device, boolean value) {
        left[first[node] + device] += value ? -WHOLE : WHOLE;
    }

    /** So much is taken of each device of a set, or given back if it is negative. */
    void take(int node, long devices, int millisEach) {
        for (long rest = devices; rest != 0; rest &= rest - 1) {
            left[first[node] + Long.numberOfTrailingZeros(rest)] -= millisEach;
        }
    }
}
