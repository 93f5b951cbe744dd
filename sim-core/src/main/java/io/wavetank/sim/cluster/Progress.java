package io.wavetank.sim.cluster;

/**
 * How far a task has come, packed into one number: attempts in 20 bits, marks in 6, the state's code in 6, the handle of the event that will end it
 * in 32.
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
    static final long PENDING = of(0, TaskState.PENDING, -1);

    private static final int ATTEMPTS_SHIFT = 44;
    private static final int STATE_SHIFT = 32;
    private static final int STATE_MASK = 0x3f;
    private static final long KEPT = HAS_QUEUED | HAS_ESTIMATE | FOUND | LOST;

    private Progress() {}

    private static long of(long attempts, TaskState state, int endEvent) {
        return attempts << ATTEMPTS_SHIFT | (long) state.code() << STATE_SHIFT | (endEvent & 0xffff_ffffL);
    }

    /** Returns what follows on a progress: of the marks those stay that are about the task and not about its attempt. */
    static long next(long progress, long attempts, TaskState state, int endEvent) {
        return of(attempts, state, endEvent) | (progress & KEPT);
    }

    /** Returns what follows when a task starts, once more than before. */
    static long started(long progress, int endEvent) {
        return next(progress & ~LOST, attempts(progress) + 1L, TaskState.RUNNING, endEvent);
    }

    static int attempts(long progress) {
        return (int) (progress >>> ATTEMPTS_SHIFT);
    }

    static TaskState state(long progress) {
        return TaskState.of((int) (progress >>> STATE_SHIFT) & STATE_MASK);
    }

    static int endEvent(long progress) {
        return (int) progress;
    }

    static boolean has(long progress, long mark) {
        return (progress & mark) != 0;
    }
}
