package io.wavetank.benchmark.queue;

import java.util.Arrays;

/**
 * A calendar of days, each a sorted list; a day of the year holds the events of that day in every year.
 *
 * <p>Days double when events outnumber them two to one and halve when they are outnumbered so; then the length of a day is set to three times
 * the mean gap among the next 25 events, outliers left out. Here it is rounded to a power of two nanoseconds, so that a day is found by a
 * shift. As in the original the length is not looked at again while the number of events stays.
 *
 * <p>Source: R. Brown, "Calendar queues: a fast O(1) priority queue implementation for the simulation event set problem", CACM 31(10), 1988.
 */
final class CalendarQueue extends SlotQueue {
    private static final int NONE = -1;
    private static final int DAYS_MIN = 16;
    private static final int SAMPLE = 25;

    private long[] times;
    private int[] next;
    private int[] previous;
    private int[] heads;
    private int[] tails;
    private int[] scratch;
    private final long[] sample = new long[SAMPLE];

    private int days = DAYS_MIN;
    private int shift = 10;
    /** Number of the day, counted from time 0, in which the search for the next event begins; no event is earlier. */
    private long today;

    CalendarQueue(int capacity) {
        super(capacity);
        int room = slots.capacity();
        times = new long[room];
        next = new int[room];
        previous = new int[room];
        scratch = new int[room];
        heads = new int[DAYS_MIN];
        tails = new int[DAYS_MIN];
        Arrays.fill(heads, NONE);
        Arrays.fill(tails, NONE);
    }

    @Override
    public int schedule(long timeNanos, int rank, int kind, int subject) {
        int slot = slots.take(rank, kind, subject);
        if (slot >= times.length) {
            int room = slots.capacity();
            times = Arrays.copyOf(times, room);
            next = Arrays.copyOf(next, room);
            previous = Arrays.copyOf(previous, room);
            scratch = Arrays.copyOf(scratch, room);
        }
        times[slot] = timeNanos;
        link(slot);
        if (slots.size() > 2 * days) {
            resize(2 * days);
        }
        return slot;
    }

    @Override
    public void reschedule(int handle, long timeNanos) {
        unlink(handle);
        slots.renew(handle);
        times[handle] = timeNanos;
        link(handle);
    }

    @Override
    public void cancel(int handle) {
        unlink(handle);
        slots.free(handle);
        shrink();
    }

    @Override
    public boolean poll() {
        if (slots.size() == 0) {
            return false;
        }
        int slot = first();
        unlink(slot);
        slots.fire(slot, times[slot]);
        shrink();
        return true;
    }

    private int first() {
        for (int i = 0; i < days; i++, today++) {
            int slot = heads[(int) today & (days - 1)];
            if (slot != NONE && times[slot] >> shift == today) {
                return slot;
            }
        }
        int least = NONE; // nothing for a whole year: look at the first of each day
        for (int day = 0; day < days; day++) {
            int slot = heads[day];
            if (slot != NONE && (least == NONE || isBefore(slot, least))) {
                least = slot;
            }
        }
        today = times[least] >> shift;
        return least;
    }

    private void link(int slot) {
        int day = (int) (times[slot] >> shift) & (days - 1);
        int before = tails[day];
        int after = NONE;
        while (before != NONE && isBefore(slot, before)) {
            after = before;
            before = previous[before];
        }
        next[slot] = after;
        previous[slot] = before;
        if (before == NONE) {
            heads[day] = slot;
        } else {
            next[before] = slot;
        }
        if (after == NONE) {
            tails[day] = slot;
        } else {
            previous[after] = slot;
        }
    }

    private void unlink(int slot) {
        int before = previous[slot];
        int after = next[slot];
        int day = (int) (times[slot] >> shift) & (days - 1);
        if (before == NONE) {
            heads[day] = after;
        } else {
            next[before] = after;
        }
        if (after == NONE) {
            tails[day] = before;
        } else {
            previous[after] = before;
        }
    }

    private boolean isBefore(int a, int b) {
        return times[a] < times[b] || (times[a] == times[b] && slots.key(a) < slots.key(b));
    }

    private void shrink() {
        if (days > DAYS_MIN && slots.size() < days / 2) {
            resize(days / 2);
        }
    }

    private void resize(int newDays) {
        int count = 0;
        long savedToday = today;
        while (count < SAMPLE && count < slots.size()) {
            int slot = first();
            unlink(slot);
            sample[count] = times[slot];
            scratch[count++] = slot;
        }
        int sampled = count;
        for (int day = 0; day < days; day++) {
            for (int slot = heads[day]; slot != NONE; slot = next[slot]) {
                scratch[count++] = slot;
            }
            heads[day] = NONE;
            tails[day] = NONE;
        }
        long startNanos = savedToday << shift;
        shift = dayShift(sampled);
        today = startNanos >> shift;
        days = newDays;
        if (heads.length < days) {
            heads = new int[days];
            tails = new int[days];
            Arrays.fill(heads, NONE);
            Arrays.fill(tails, NONE);
        }
        for (int i = 0; i < count; i++) {
            link(scratch[i]);
        }
    }

    private int dayShift(int sampled) {
        if (sampled < 2 || sample[sampled - 1] == sample[0]) {
            return shift;
        }
        double meanGap = (double) (sample[sampled - 1] - sample[0]) / (sampled - 1);
        double sum = 0;
        int gaps = 0;
        for (int i = 1; i < sampled; i++) {
            long gap = sample[i] - sample[i - 1];
            if (gap <= 2 * meanGap) {
                sum += gap;
                gaps++;
            }
        }
        double width = Math.max(1, 3 * sum / gaps);
        return Long.SIZE - 1 - Long.numberOfLeadingZeros((long) width);
    }
}
