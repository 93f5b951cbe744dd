package io.wavetank.policy.kubernetes.plugin;

import java.util.Arrays;

/** Answers by kind of pod, worked out once a cycle; forgetting them all costs nothing. */
final class ClassMemo {
    private static final int UNKNOWN = -1;

    private long[] answers = new long[16];
    private long round = 2;

    /** Forgets everything. */
    void clear() {
        round += 2;
    }

    /** Returns 1 for yes, 0 for no, or a negative number if it is not known. */
    int get(int podClass) {
        return podClass < answers.length && answers[podClass] >= round ? (int) (answers[podClass] - round) : UNKNOWN;
    }

    /** Remembers an answer and returns it. */
    boolean put(int podClass, boolean yes) {
        if (podClass >= answers.length) {
            answers = Arrays.copyOf(answers, Math.max(podClass + 1, 2 * answers.length));
        }
        answers[podClass] = round + (yes ? 1 : 0);
        return yes;
    }
}
