package io.wavetank.policy.sampling;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What waits at a node: first come, first served, unless jobs with less left to do may go ahead.
 *
 * <p>Then the reservation of the job with the least left is next (tasks without a place times their estimate, as the node heard it last), if nobody in
 * front of it is held up for too long: each bears {@code cap} times the estimate of its own tasks in all, and what went ahead of it counts with its
 * estimate. Nobody goes ahead of a long task. A cap of 0 is first come, first served.
 *
 * <p>Source: P. Delgado, D. Didona, F. Dinu, W. Zwaenepoel, "Job-aware Scheduling in Eagle: Divide and Stick to Your Probes", SoCC 2016, section 4
 * (sticky batch probing and shortest remaining processing time, with a bound on starvation).
 */
final class LocalQueue {
    private final double cap;
    private final List<Entry> entries = new ArrayList<>();

    /** One that waits. */
    static final class Entry {
        final Message.Item item;
        private final long estimateNanos;
        private long leftNanos;
        private long delayedNanos;
        /** Whether its scheduler is being asked for a task. */
        private boolean asked;

        private Entry(Message.Item item, long estimateNanos, long leftNanos) {
            this.item = item;
            this.estimateNanos = estimateNanos;
            this.leftNanos = leftNanos;
        }
    }

    LocalQueue(double cap) {
        this.cap = cap;
    }

    int size() {
        return entries.size();
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    void add(Message.Enqueue enqueue) {
        entries.add(new Entry(enqueue.item(), enqueue.estimateNanos(), enqueue.leftNanos()));
    }

    void add(Message.Item item) {
        entries.add(new Entry(item, 0, 0));
    }

    /** Returns which is next, and leaves it there; null if none is that is not being asked about. */
    @Nullable
    Entry next() {
        Entry best = null;
        double slack = Double.POSITIVE_INFINITY;
        for (Entry entry : entries) {
            if (entry.asked) {
                continue;
            }
            if (best == null) {
                best = entry;
            } else if (entry.item.isLong()) {
                return best;
            } else if (entry.leftNanos < best.leftNanos && entry.estimateNanos <= slack) {
                best = entry;
            }
            if (cap == 0 || entry.item.isLong()) {
                return best;
            }
            slack = Math.min(slack, cap * entry.estimateNanos - entry.delayedNanos);
        }
        return best;
    }

    void remove(Entry entry) {
        entries.remove(entry);
    }

    /** Its scheduler is asked for a task; it stays where it is. */
    void ask(Entry entry) {
        entry.asked = true;
    }

    /** The scheduler's answer for one that was asked about: a task, after which its job has that much left, or none, and it goes. */
    void answered(Message.Give give) {
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            Message.Item item = entry.item;
            if (entry.asked
                    && item.job() == give.item().job()
                    && item.scheduler() == give.item().scheduler()) {
                entry.asked = false;
                entry.leftNanos = give.leftNanos();
                if (give.task() == null || give.leftNanos() == 0) {
                    entries.remove(i);
                }
                for (int ahead = 0; ahead < i && give.task() != null; ahead++) {
                    entries.get(ahead).delayedNanos += entry.estimateNanos;
                }
                return;
            }
        }
    }

    /** Takes all out. */
    List<Message.Item> clear() {
        List<Message.Item> all = entries.stream().map(entry -> entry.item).toList();
        entries.clear();
        return all;
    }

    /**
     * Takes out the first short ones in a row that stand behind a long task.
     *
     * @param behindLong whether the first stands behind one that runs
     * @param wanted which of them
     */
    List<Message.Item> takeBehindLong(boolean behindLong, Predicate<Message.Item> wanted) {
        List<Message.Item> taken = new ArrayList<>();
        boolean behind = behindLong;
        for (Iterator<Entry> each = entries.iterator(); each.hasNext(); ) {
            Message.Item item = each.next().item;
            if (item.isLong()) {
                if (!taken.isEmpty()) {
                    break;
                }
                behind = true;
            } else if (behind && wanted.test(item)) {
                taken.add(item);
                each.remove();
            }
        }
        return taken;
    }
}
