package io.wavetank.sim;

import java.util.Arrays;

/**
 * Events in the order of (time, key): those of later in lists, a list for each of many equal stretches of time (<em>days</em>), and one for all that lies
 * beyond the last day. When all that was open is over the next day is sorted as a whole ({@link OpenDay}); what is added to a day that is open goes into a heap
 * beside it, as does a day of very many.
 *
 * <p>So an event of later costs a place in a list, and the heap stays so small that it is in the nearest cache. How long a day is follows from
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

    private final EventHeap heap;
    private final OpenDay today = new OpenDay();
    private final long[] samples = new long[SAMPLES];
    private final Foresight foresight;
    private final EventBatch batch = new EventBatch();

    /** A list for each day, by the lowest bits of its number, and behind them one for all that is beyond. */
    private final DayLists lists;

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
    private long takenKey;
    /** What is read ahead has to go somewhere, or it would not be read. */
    @SuppressWarnings("UnusedVariable")
    private long fetched;

    EventCalendar(EventSlots slots, Foresight foresight) {
        this.foresight = foresight;
        this.heap = new EventHeap(slots);
        this.lists = new DayLists(slots);
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
        return isFirstToday() ? today.firstKey() : heap.firstKey();
    }

    /** Takes the first off, whose time has been asked for, and answers what it is. */
    long takeFirst() {
        if (isFirstToday()) {
            takenKey = today.firstKey();
            return today.takeFirst();
        }
        takenKey = heap.firstKey();
        return heap.takeFirst();
    }

    /** The key of the one taken off last. */
    long takenKey() {
        return takenKey;
    }

    private boolean isFirstToday() {
        if (today.size() == 0 || heap.size() == 0) {
            return today.size() > 0;
        }
        long nanos = today.firstNanos();
        long other = heap.firstNanos();
        return nanos < other || (nanos == other && today.firstKey() < heap.firstKey());
    }

    /** Adds an event. */
    void add(long timeNanos, long key, long what) {
        insert(timeNanos, key, what);
        addedSinceLayOut++;
        if (heap.size() > heapLimit && 8 * addedSinceLayOut > size()) {
            layOut();
        }
    }

    private void insert(long timeNanos, long key, long what) {
        long day = timeNanos >> dayBits;
        if (day < nextDay) {
            heap.add(timeNanos, key, what);
        } else if (day < beyondDay) {
            lists.add((int) day & (days - 1), timeNanos, key, what);
            inDays++;
        } else {
            lists.add(days, timeNanos, key, what);
            inBeyond++;
        }
    }

    /** Says whether what was at a place is perhaps elsewhere from now on; after that, places stay what they are until something is done. */
    boolean settle(int place) {
        if (place >= DayLists.PLACES) {
            return false;
        }
        heap.close();
        return true;
    }

    /** The key of the event that stands, or stood before its day opened, at a place. */
    long key(int place) {
        return place < DayLists.PLACES ? heap.key(place) : lists.key(place);
    }

    /** Takes out the event that stands, or stood before its day opened, at a place, and answers what it was. */
    long remove(int place) {
        if (place < DayLists.PLACES) {
            long what = heap.what(place);
            heap.remove(place);
            return what;
        }
        long nanos = lists.time(place);
        long day = nanos >> dayBits;
        if (day < nextDay) {
            return today.remove(nanos, lists.key(place));
        }
        long what = lists.what(place);
        if (day < beyondDay) {
            lists.remove((int) day & (days - 1), place);
            inDays--;
        } else {
            lists.remove(days, place);
            inBeyond--;
        }
        return what;
    }

    /** Moves the event that stands, or stood before its day opened, at a place to another time and key. */
    void move(int place, long timeNanos, long key) {
        if (place < DayLists.PLACES && timeNanos >> dayBits < nextDay) {
            heap.move(place, timeNanos, key);
        } else {
            add(timeNanos, key, remove(place));
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
        batch.clear();
        lists.moveTo((int) nextDay++ & (days - 1), batch);
        int count = batch.size;
        if (count == 0) {
            return;
        }
        fetched += lists.fetch((int) nextDay & (days - 1)); // waits for memory together with what is told of now
        foresight.soon(batch.subjects, count);
        if (count <= OpenDay.MOST) {
            today.open(batch, (nextDay - 1) << dayBits, dayBits);
        } else {
            // the oldest first: of one instant they come in order, which costs the heap least
            for (int i = count - 1; i >= 0; i--) {
                heap.add(batch.times[i], batch.keys[i], batch.whats[i]);
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
        var beyond = new EventBatch();
        lists.moveTo(days, beyond);
        inBeyond = 0;
        insertAll(beyond);
    }

    /** Chooses the length of a day by the events that are pending now, and puts each where it belongs. */
    private void layOut() {
        EventBatch pending = takeAll();
        if (pending.size < FEW / 2) {
            heapOnly();
        } else {
            chooseDays(pending);
        }
        insertAll(pending);
        heapLimit = Math.max(FEW, 2 * heap.size());
    }

    private void insertAll(EventBatch events) {
        for (int i = 0; i < events.size; i++) {
            insert(events.times[i], events.keys[i], events.whats[i]);
        }
    }

    private EventBatch takeAll() {
        var pending = new EventBatch();
        int all = size();
        pending.reserve(all);
        heap.moveTo(pending);
        today.moveTo(pending);
        for (int list = 0; list <= days && pending.size < all; list++) {
            lists.moveTo(list, pending);
        }
        return pending;
    }

    private void heapOnly() {
        set(DAYS_MIN, ALL_TIME, 0);
    }

    /** The days become so long that those of the soonest eighth hold what a day is to hold, and so many that they reach well beyond it. */
    private void chooseDays(EventBatch pending) {
        int step = Math.max(1, pending.size / SAMPLES);
        int count = 0;
        for (int i = 0; i < pending.size && count < SAMPLES; i += step) {
            samples[count++] = pending.times[i];
        }
        Arrays.sort(samples, 0, count);
        int soon = count / 8;
        long span = samples[soon] - samples[0];
        long day = span / Math.max(1, (long) soon * step / DAY_EVENTS);
        int bits = Math.max(DAY_BITS_MIN, Long.SIZE - Long.numberOfLeadingZeros(day));
        int wanted = Integer.highestOneBit(pending.size / DAY_EVENTS * 2);
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
