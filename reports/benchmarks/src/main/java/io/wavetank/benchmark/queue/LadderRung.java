package io.wavetank.benchmark.queue;

/**
 * Buckets of equal width, each an unsorted list of slots. The buckets are emptied from the first on; the instants of those emptied are done,
 * and an event at a done instant belongs further down the ladder.
 */
final class LadderRung {
    private final LadderTable table;
    /** Pairs (first slot, number of slots); bucket b is at 2b. All (NONE, 0) between two uses. */
    private int[] lists = {LadderTable.NONE, 0};

    private int buckets = 1;
    private int current;
    private long startNanos;
    private int widthShift;
    private long doneNanos;

    LadderRung(LadderTable table) {
        this.table = table;
    }

    /** Cuts the instants first to last into at most so many buckets; the width is a power of two, so that to divide is to shift. */
    void begin(long firstNanos, long lastNanos, int bucketsMax) {
        startNanos = firstNanos;
        doneNanos = firstNanos - 1;
        current = 0;
        widthShift = Long.SIZE - Long.numberOfLeadingZeros((lastNanos - firstNanos) / bucketsMax);
        buckets = (int) ((lastNanos - firstNanos) >> widthShift) + 1;
        if (2 * buckets > lists.length) {
            lists = new int[4 * Integer.highestOneBit(buckets)];
            reset();
        }
    }

    /** Whether an event at the instant still has its bucket here. */
    boolean covers(long timeNanos) {
        return timeNanos > doneNanos;
    }

    void add(int slot) {
        int list = listAt(table.timeNanos(slot));
        int after = lists[list];
        table.link(slot, LadderTable.NONE, after);
        if (after != LadderTable.NONE) {
            table.setPrevious(after, slot);
        }
        lists[list] = slot;
        lists[list + 1]++;
    }

    void remove(int slot) {
        int list = listAt(table.timeNanos(slot));
        int before = table.previous(slot);
        int after = table.next(slot);
        if (before == LadderTable.NONE) {
            lists[list] = after;
        } else {
            table.setNext(before, after);
        }
        if (after != LadderTable.NONE) {
            table.setPrevious(after, before);
        }
        lists[list + 1]--;
    }

    /** Goes on to the next bucket with events in it; false if there is none left. */
    boolean advance() {
        while (current < buckets && lists[2 * current] == LadderTable.NONE) {
            current++;
        }
        return current < buckets;
    }

    long currentFirstNanos() {
        return startNanos + ((long) current << widthShift);
    }

    long currentLastNanos() {
        long last = currentFirstNanos() + ((1L << widthShift) - 1);
        return last < 0 ? Long.MAX_VALUE : last;
    }

    int currentCount() {
        return lists[2 * current + 1];
    }

    /** Takes the list of the current bucket off, whose instants are done then; returns its first slot. */
    int takeCurrent() {
        int first = lists[2 * current];
        lists[2 * current] = LadderTable.NONE;
        lists[2 * current + 1] = 0;
        doneNanos = currentLastNanos();
        current++;
        return first;
    }

    void reset() {
        for (int list = 0; list < lists.length; list += 2) {
            lists[list] = LadderTable.NONE;
            lists[list + 1] = 0;
        }
    }

    private int listAt(long timeNanos) {
        return 2 * (int) ((timeNanos - startNanos) >> widthShift);
    }
}
