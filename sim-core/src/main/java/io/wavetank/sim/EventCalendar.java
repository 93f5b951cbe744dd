package io.wavetank.sim;

import java.util.Arrays;

/**
 * The slots of an {@link EventTable} in the order of (time, key): those of later in lists, a list for each of many equal stretches of time
 * (<em>days</em>), and one for all that lies beyond the last day. When all that was open is over the next day is sorted as a whole ({@link OpenDay}); what
 * is added to a day that is open goes into a heap beside it, as does a day of very many.
 *
 * <p>So an event of later costs a place in a list and one in a row, and the heap stays so small that it is in the nearest cache. How long a day is follows from
 * the times of the pending events, anew when the heap has outgrown itself, the days have run out, or they have become too thin or too thick. Wherever that
 * judgement is bad, the cost is that of a heap of everything and a little more; each reorganisation is paid for by as many events as it
 * touches, or an eighth of them.
 */
final class EventCalendar {
    /** Fewer are kept in the heap alone. */
    private static final int FEW = 1024;

    /** How many events a day is to hold, up to twice of that, where the soonest eighth of them is. */
    private static final int DAY_EVENTS = 32;

    private static final int DAYS_MIN = 256;
    private static final int DAYS_MAX = 1 << 20;
    private static final int SAMPLES = 1024;
    /** No day is shorter, so that the numbers of days are far from the largest there are. */
    private static final int DAY_BITS_MIN = 2;

    /** With days of so many bits all times are in the first. */
    private static final int ALL_TIME = 63;

    private final EventTable table;
    private final EventHeap heap;
    private final OpenDay today;
    private final long[] samples = new long[SAMPLES];
    private final Foresight foresight;
    private int[] opened = new int[DAY_EVENTS];
    private int[] subjects = new int[DAY_EVENTS];

    /** A list for each day, by the lowest bits of its number, and behind them one for all that is beyond. */
    private final SlotLists lists;

    private int days;
    private int dayBits;
    /** Days before this one are in the heap. */
    private long nextDay;
    /** When the next day is this one, the days go on by half as many as there are. */
    private long turnDay;
    /** This day and those after it are beyond. */
    private long beyondDay;

    private int inDays;
    private int inBeyond;
    private int heapLimit = FEW;
    private long movedSinceTurn;
    private long movedSinceLayOut;
    private long addedSinceLayOut;

    EventCalendar(EventTable table, Foresight foresight) {
        this.table = table;
        this.foresight = foresight;
        this.heap = new EventHeap(table);
        this.today = new OpenDay(table);
        this.lists = new SlotLists(table);
        heapOnly();
    }

    int size() {
        return today.size() + heap.size() + inDays + inBeyond;
    }

    /** The time of the first, {@code Long.MAX_VALUE} if there is none. */
    long firstNanos() {
        boolean inHeap = heap.size() > 0;
        if (today.size() > 0) {
            return inHeap ? Math.min(today.firstNanos(), heap.firstNanos()) : today.firstNanos();
        }
        return inHeap ? heap.firstNanos() : openNextDay() ? firstNanos() : Long.MAX_VALUE;
    }

    /** The key of the first; there must be one. */
    long firstKey() {
        firstNanos();
        return table.key(isFirstToday() ? today.first() : heap.first());
    }

    /** Takes the first off, whose time has been asked for. */
    int takeFirst() {
        return isFirstToday() ? today.takeFirst() : heap.takeFirst();
    }

    private boolean isFirstToday() {
        if (today.size() == 0 || heap.size() == 0) {
            return today.size() > 0;
        }
        long nanos = today.firstNanos();
        long other = heap.firstNanos();
        return nanos < other || (nanos == other && table.key(today.first()) < table.key(heap.first()));
    }

    /** Adds a slot, whose time and key are in the table. */
    void add(int slot) {
        insert(slot);
        addedSinceLayOut++;
        if (heap.size() > heapLimit && 8 * addedSinceLayOut > size()) {
            layOut();
        }
    }

    private void insert(int slot) {
        long day = table.time(slot) >> dayBits;
        if (day < nextDay) {
            heap.add(slot);
        } else if (day < beyondDay) {
            lists.add((int) day & (days - 1), slot);
            inDays++;
        } else {
            lists.add(days, slot);
            inBeyond++;
        }
    }

    /** Takes a slot out, whose time is still that with which it was added. */
    void remove(int slot) {
        long day = table.time(slot) >> dayBits;
        if (day < nextDay) {
            removeOpened(slot);
        } else if (day < beyondDay) {
            lists.remove((int) day & (days - 1), slot);
            inDays--;
        } else {
            lists.remove(days, slot);
            inBeyond--;
        }
    }

    private void removeOpened(int slot) {
        if (table.place(slot) < 0) {
            today.remove(slot);
        } else {
            heap.remove(slot);
        }
    }

    /** Moves a slot to another time and key, which the table has not yet. */
    void move(int slot, long timeNanos, long key) {
        boolean soon = table.time(slot) >> dayBits < nextDay && timeNanos >> dayBits < nextDay;
        if (soon && table.place(slot) >= 0) {
            heap.move(slot, timeNanos, key);
        } else {
            remove(slot);
            table.set(slot, timeNanos, key);
            add(slot);
        }
    }

    void clear() {
        heap.clear();
        today.clear();
        heapOnly();
        heapLimit = FEW;
    }

    /** Opens the next day that has events, when all that was open is over; false if nothing is pending. */
    private boolean openNextDay() {
        while (heap.size() + today.size() == 0) {
            if (inDays == 0 && inBeyond == 0) {
                return false;
            }
            if (inDays == 0) {
                layOut();
            } else if (nextDay == turnDay) {
                turn();
            } else {
                openDay();
            }
        }
        return true;
    }

    private void openDay() {
        int list = (int) nextDay++ & (days - 1);
        int count = lists.size(list);
        if (count > opened.length) {
            opened = new int[2 * count];
            subjects = new int[2 * count];
        }
        lists.moveTo(list, opened, 0);
        for (int i = 0; i < count; i++) {
            subjects[i] = table.subject(opened[i]);
        }
        foresight.soon(subjects, count);
        if (count <= OpenDay.MOST) {
            today.open(opened, count, (nextDay - 1) << dayBits, dayBits);
        } else {
            // the oldest first: of one instant they come in order, which costs the heap least
            for (int i = count - 1; i >= 0; i--) {
                heap.add(opened[i]);
            }
        }
        inDays -= count;
        movedSinceTurn += count;
    }

    /** Half of the days are over: others take their places, if the days are as long as they should be. */
    private void turn() {
        movedSinceLayOut += movedSinceTurn;
        boolean thin = movedSinceTurn < days;
        boolean thick = movedSinceTurn > 4L * DAY_EVENTS * days;
        boolean narrow = 8 * movedSinceTurn < inBeyond;
        movedSinceTurn = 0;
        if (narrow || ((thin || thick) && movedSinceLayOut > size())) {
            layOut();
            return;
        }
        turnDay += days / 2;
        beyondDay += days / 2;
        int[] beyond = new int[inBeyond];
        lists.moveTo(days, beyond, 0);
        inBeyond = 0;
        for (int slot : beyond) {
            insert(slot);
        }
    }

    /** Chooses the length of a day by the events that are pending now, and puts each where it belongs. */
    private void layOut() {
        int[] pending = takeAll();
        if (pending.length < FEW / 2) {
            heapOnly();
        } else {
            chooseDays(pending);
        }
        for (int slot : pending) {
            insert(slot);
        }
        heapLimit = Math.max(FEW, 2 * heap.size());
    }

    private int[] takeAll() {
        int[] pending = new int[size()];
        int count = today.moveTo(pending, heap.moveTo(pending, 0));
        for (int list = 0; list <= days && count < pending.length; list++) {
            count = lists.moveTo(list, pending, count);
        }
        return pending;
    }

    private void heapOnly() {
        set(DAYS_MIN, ALL_TIME, 0);
    }

    /** The days become so long that those of the soonest eighth hold what a day is to hold, and so many that they reach well beyond it. */
    private void chooseDays(int[] pending) {
        int step = Math.max(1, pending.length / SAMPLES);
        int count = 0;
        for (int i = 0; i < pending.length && count < SAMPLES; i += step) {
            samples[count++] = table.time(pending[i]);
        }
        Arrays.sort(samples, 0, count);
        int soon = count / 8;
        long span = samples[soon] - samples[0];
        long day = span / Math.max(1, (long) soon * step / DAY_EVENTS);
        int bits = Math.max(DAY_BITS_MIN, Long.SIZE - Long.numberOfLeadingZeros(day));
        int wanted = Integer.highestOneBit(pending.length / DAY_EVENTS * 2);
        set(Math.min(Math.max(wanted, DAYS_MIN), DAYS_MAX), bits, samples[0] >> bits);
    }

    private void set(int count, int bits, long fromDay) {
        days = count;
        lists.reset(days + 1);
        inDays = 0;
        inBeyond = 0;
        dayBits = bits;
        nextDay = fromDay + 1;
        turnDay = nextDay + count / 2;
        beyondDay = nextDay + count;
        movedSinceTurn = 0;
        movedSinceLayOut = 0;
        addedSinceLayOut = 0;
    }
}
