package io.wavetank.benchmark.queue;

/**
 * The order of an {@link LadderQueue}: far events lie unsorted in the top, nearer ones in the buckets of up to eight rungs, each of which is
 * one bucket of the rung above cut finer, and the next few in a heap at the bottom. An event is sorted only when no more than 50 share its
 * bucket, so that its cost does not grow with the number of those pending.
 *
 * <p>Departures from the source: the bottom is a heap rather than a sorted list, so that a crowd at one instant, or an event sooner than all
 * buckets, costs a logarithm and not a walk; widths are powers of two; and events may be taken out.
 *
 * <p>Source: W. T. Tang, R. S. M. Goh, I. L.-J. Thng, "Ladder queue: an O(1) priority queue structure for large-scale discrete event
 * simulation", ACM TOMACS 15(3), 2005.
 */
final class Ladder {
    private static final int RUNGS_MAX = 8;
    private static final int SORTED_MAX = 50;

    private final LadderTable table;
    private final LadderBottom bottom;
    private final LadderRung[] rungs = new LadderRung[RUNGS_MAX];
    private int rungsUsed;

    private int top = LadderTable.NONE;
    private int topCount;
    private long topAfterNanos = -1;
    private long topFirstNanos = Long.MAX_VALUE;
    private long topLastNanos = -1;

    Ladder(LadderTable table) {
        this.table = table;
        bottom = new LadderBottom(table);
        for (int i = 0; i < RUNGS_MAX; i++) {
            rungs[i] = new LadderRung(table);
        }
    }

    void add(int slot) {
        long timeNanos = table.timeNanos(slot);
        if (timeNanos > topAfterNanos) {
            addToTop(slot, timeNanos);
            return;
        }
        for (int i = 0; i < rungsUsed; i++) {
            if (rungs[i].covers(timeNanos)) {
                rungs[i].add(slot);
                return;
            }
        }
        bottom.add(slot);
    }

    /** Takes an event out; its time must still be that with which it was added. */
    void remove(int slot) {
        if (table.previous(slot) == LadderTable.IN_HEAP) {
            bottom.removeAt(table.next(slot));
            return;
        }
        long timeNanos = table.timeNanos(slot);
        if (timeNanos > topAfterNanos) {
            removeFromTop(slot);
            return;
        }
        int i = 0;
        while (!rungs[i].covers(timeNanos)) {
            i++;
        }
        rungs[i].remove(slot);
    }

    /** Slot of the earliest event; there must be one. */
    int first() {
        while (bottom.isEmpty()) {
            refill();
        }
        return bottom.first();
    }

    /** Brings the next bucket one step down. */
    private void refill() {
        if (rungsUsed == 0) {
            int count = topCount;
            int first = top;
            long firstNanos = topFirstNanos;
            topAfterNanos = topLastNanos;
            emptyTop();
            spread(first, count, firstNanos, topAfterNanos);
            return;
        }
        LadderRung rung = rungs[rungsUsed - 1];
        if (!rung.advance()) {
            rungsUsed--;
            return;
        }
        int count = rung.currentCount();
        long firstNanos = rung.currentFirstNanos();
        long lastNanos = rung.currentLastNanos();
        spread(rung.takeCurrent(), count, firstNanos, lastNanos);
    }

    /** Spreads a list over a new rung, or into the bottom if it is short or cannot be cut finer. */
    private void spread(int first, int count, long firstNanos, long lastNanos) {
        boolean cut = count > SORTED_MAX && rungsUsed < RUNGS_MAX && lastNanos > firstNanos;
        if (cut) {
            rungs[rungsUsed++].begin(firstNanos, lastNanos, count);
        }
        int slot = first;
        while (slot != LadderTable.NONE) {
            int after = table.next(slot);
            if (cut) {
                rungs[rungsUsed - 1].add(slot);
            } else {
                bottom.add(slot);
            }
            slot = after;
        }
    }

    private void addToTop(int slot, long timeNanos) {
        topFirstNanos = Math.min(topFirstNanos, timeNanos);
        topLastNanos = Math.max(topLastNanos, timeNanos);
        table.link(slot, LadderTable.NONE, top);
        if (top != LadderTable.NONE) {
            table.setPrevious(top, slot);
        }
        top = slot;
        topCount++;
    }

    /** The top's first and last instants stay as they are: bounds need not be tight. */
    private void removeFromTop(int slot) {
        int before = table.previous(slot);
        int after = table.next(slot);
        if (before == LadderTable.NONE) {
            top = after;
        } else {
            table.setNext(before, after);
        }
        if (after != LadderTable.NONE) {
            table.setPrevious(after, before);
        }
        topCount--;
    }

    private void emptyTop() {
        top = LadderTable.NONE;
        topCount = 0;
        topFirstNanos = Long.MAX_VALUE;
        topLastNanos = -1;
    }
}
