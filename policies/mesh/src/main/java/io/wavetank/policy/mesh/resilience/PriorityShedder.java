package io.wavetank.policy.mesh.resilience;

import io.wavetank.policy.traffic.CallOutcome;
import io.wavetank.policy.traffic.LoadShedder;

/**
 * Sheds what matters least first while calls wait too long: the level of priorities that pass moves by how long those that passed waited.
 *
 * <p>Calls that were taken in are looked at in windows of time or of a number of calls, whichever ends first. A window with a mean wait above the target lowers the
 * level by one priority; one at or below it raises it by one. Priorities run from 0, which always passes, to a largest one;
 * what matters less than that counts as that.
 *
 * <p>Source: H. Zhou et al., "Overload control for scaling WeChat microservices" (DAGOR), SoCC 2018: queuing time as the signal, 20 ms, windows of
 * 1 s or 2,000 calls. There the level is searched over a histogram of priorities of business and user; here it moves by one.
 */
public final class PriorityShedder implements LoadShedder {
    private final int priorities;
    private final long targetNanos;
    private final long windowNanos;
    private final int windowCalls;
    private int level;
    private long windowEndNanos;
    private long waits;
    private int calls;

    /**
     * Creates one that lets everything pass.
     *
     * @param priorities how many there are, 0 to this less one
     * @param targetNanos mean wait above which there is overload; 20 ms in the paper
     * @param windowNanos how long a window lasts at most; 1 s in the paper
     * @param windowCalls how many calls it has at most; 2,000 in the paper
     */
    public PriorityShedder(int priorities, long targetNanos, long windowNanos, int windowCalls) {
        if (priorities < 1 || targetNanos < 0 || windowNanos < 1 || windowCalls < 1) {
            throw new IllegalArgumentException("A shedder needs priorities, a target and a window: " + priorities + ", "
                    + targetNanos + ", " + windowNanos + ", " + windowCalls);
        }
        this.priorities = priorities;
        this.targetNanos = targetNanos;
        this.windowNanos = windowNanos;
        this.windowCalls = windowCalls;
        this.level = priorities;
        this.windowEndNanos = windowNanos;
    }

    @Override
    public boolean admit(int priority, long nowNanos, long draw) {
        if (nowNanos >= windowEndNanos) {
            endWindow(nowNanos);
        }
        return Math.min(priority, priorities - 1) < level;
    }

    @Override
    public void ended(CallOutcome outcome, long waitNanos, long nowNanos) {
        if (outcome.refusedHere() || waitNanos < 0) {
            return;
        }
        waits += waitNanos;
        if (++calls >= windowCalls) {
            endWindow(nowNanos);
        }
    }

    /** How many priorities pass at present, 1 or more. */
    public int level() {
        return level;
    }

    private void endWindow(long nowNanos) {
        boolean overloaded = calls > 0 && waits / calls > targetNanos;
        level = overloaded ? Math.max(1, level - 1) : Math.min(priorities, level + 1);
        waits = 0;
        calls = 0;
        windowEndNanos = nowNanos + windowNanos;
    }
}
