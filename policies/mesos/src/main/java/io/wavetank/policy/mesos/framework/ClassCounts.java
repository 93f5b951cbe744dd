package io.wavetank.policy.mesos.framework;

import java.util.Arrays;

/** How many tasks of each class there are in a queue, and of how many classes there are any. */
final class ClassCounts {
    private int[] counts = new int[64];
    private int classes;

    /** There is one more of a class, or one less. */
    void add(int classIndex, int change) {
        if (classIndex >= counts.length) {
            counts = Arrays.copyOf(counts, Math.max(classIndex + 1, 2 * counts.length));
        }
        int before = counts[classIndex];
        counts[classIndex] += change;
        if (before == 0) {
            classes++;
        } else if (counts[classIndex] == 0) {
            classes--;
        }
    }

    /** Of how many classes there are any. */
    int classes() {
        return classes;
    }
}
