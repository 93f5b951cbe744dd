package io.wavetank.policy.kubernetes.control;

import io.wavetank.policy.Decision;
import io.wavetank.policy.Decisions;
import io.wavetank.policy.kubernetes.queue.QueueSettings;
import io.wavetank.policy.kubernetes.queue.SchedulingQueue;

/**
 * The timers of the queue: an alarm is set only for an instant at which a flush will find something, and none for pods of which it is plain that
 * another attempt would find what the last one did.
 */
final class Alarm {
    private static final int TOKEN = 0;
    private static final long NOT_SET = -1;

    private final SchedulingQueue<KnownPod> queue;
    private final long period;
    private long setNanos = NOT_SET;

    Alarm(SchedulingQueue<KnownPod> queue, QueueSettings settings) {
        this.queue = queue;
        this.period = settings.unschedulableFlushNanos();
    }

    /** Does what is due, before anything else of the instant. */
    void flush(long now) {
        if (queue.nextBackoffFlushNanos() <= now) {
            queue.flushBackoff(now);
        }
        if (now % period == 0 && queue.nextUnschedulableFlushNanos() <= now) {
            queue.flushUnschedulable(now);
        }
    }

    /**
     * Sets the alarm for the next flush.
     *
     * @param changed whether anything has changed since the last attempt that failed
     */
    void set(Decisions out, boolean changed) {
        long now = out.nowNanos();
        long next = queue.nextBackoffFlushNanos();
        long last = queue.nextUnschedulableFlushNanos();
        if (changed && last != Long.MAX_VALUE) {
            next = Math.min(next, Math.max(last, Math.floorDiv(now, period) * period + period));
        }
        boolean early = setNanos > now && setNanos <= next;
        if (next != Long.MAX_VALUE && !early) {
            setNanos = next;
            out.add(new Decision.WakeAt(next, TOKEN));
        }
    }

    /** Asks for a pass at once, where none is coming. */
    static void pass(Decisions out) {
        out.add(new Decision.WakeAt(out.nowNanos(), TOKEN));
    }
}
