package io.wavetank.sim.cluster;

/**
 * How far a task has come, packed into one number: attempts in 20 bits, marks in 6, the state's code in 6, where the event stands that will end its state in
 * 32.
 */
final class Progress {
    /** Of a row without a task. */
    static final long FREE = -1;

    static final long HAS_QUEUED = 1L << 43;
    static final long HAS_ESTIMATE = 1L << 42;
    static final long HAS_DEVICES = 1L << 41;
    static final long HAS_REASON = 1L << 40;
    /** It was on its node from its submission on. */
    static final long FOUND = 1L << 39;

    /** It lost its node, and has not started since. */
    static final long LOST = 1L << 38;

    /** Of a task that has just come in. */
    static final long PENDING = next(endingAt(0, -1), 0, TaskState.PENDING);

    private static final int ATTEMPTS_SHIFT = 44;
    private static final int STATE_SHIFT = 32;
    private static final int STATE_MASK = 0x3f;
    private static final long END_MASK = 0xffff_ffffL;
    private static final long KEPT = HAS_QUEUED | HAS_ESTIMATE | FOUND | LOST | END_MASK;

    private Progress() {}

    /** Returns what follows on a progress: what ends it stays, and of the marks those that are about the task and not about its attempt. */
    static long next(long progress, long attempts, TaskState state) {
        return attempts << ATTEMPTS_SHIFT | (long) state.code() << STATE_SHIFT | (progress & KEPT);
    }

    /** Returns what follows when a task starts, once more than before. */
    static long started(long progress) {
        return next(progress & ~LOST, attempts(progress) + 1L, TaskState.RUNNING);
    }

    /** Returns the same but for where the event stands that ends it, -1 for none. */
    static long endingAt(long progress, int place) {
        return (progress & ~END_MASK) | (place & END_MASK);
    }

    static int attempts(long progress) {
        return (int) (progress >>> ATTEMPTS_SHIFT);
    }

    static TaskState state(long progress) {
        return TaskState.of((int) (progress >>> STATE_SHIFT) & STATE_MASK);
    }

    static int end(long progress) {
        return (int) progress;
    }

    static boolean has(long progress, long mark) {
        return (progress & mark) != 0;
    }
}
