package io.wavetank.policy.swarm.control;

/** When the next round is due: a little after the last change, and at once if changes go on for too long. */
final class Debounce {
    /** Nothing has changed. */
    static final long NEVER = Long.MAX_VALUE;

    private final long gapNanos;
    private final long mostNanos;
    private long sinceNanos = NEVER;
    private long dueNanos = NEVER;

    Debounce(long gapNanos, long mostNanos) {
        this.gapNanos = gapNanos;
        this.mostNanos = mostNanos;
    }

    /** Something has changed. */
    void changed(long nowNanos) {
        if (sinceNanos == NEVER) {
            sinceNanos = nowNanos;
        }
        dueNanos = nowNanos - sinceNanos > mostNanos ? nowNanos : Math.addExact(nowNanos, gapNanos);
    }

    long dueNanos() {
        return dueNanos;
    }

    /** The round has begun. */
    void done() {
        sinceNanos = NEVER;
        dueNanos = NEVER;
    }
}
