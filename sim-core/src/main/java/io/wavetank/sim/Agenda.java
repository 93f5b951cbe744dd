package io.wavetank.sim;

import io.wavetank.sim.cluster.Cluster;
import io.wavetank.sim.cluster.TaskTable;
import io.wavetank.sim.scenario.EventRanks;

/**
 * What is going to happen in one run, and what time it is: the event queue, in the words of the run.
 *
 * <p>Of arrivals and of passes there is at most one to come, and every task makes one: they stand beside the queue, in one order with its events.
 */
final class Agenda {
    private static final long NEVER = Long.MAX_VALUE;

    private final EventQueue queue;
    /** The rank of each kind, by its code. */
    private final int[] ranks;

    private final TaskTable tasks;
    private final Cluster cluster;
    private long arrivalNanos = NEVER;
    private long arrivalKey;
    private long passNanos = NEVER;
    private long passKey;
    private EventKind kind = EventKind.ARRIVAL;
    private int subject;
    /** What is read ahead has to go somewhere, or it would not be read. */
    @SuppressWarnings("UnusedVariable")
    private long fetched;

    Agenda(EventRanks ranks, Cluster cluster) {
        this.ranks = EventKind.ranks(ranks);
        this.cluster = cluster;
        this.tasks = cluster.tasks();
        this.queue = new EventQueue(1024, 0, this::fetch, new TaskEnds(tasks));
    }

    /** The subject of nearly every event is a task: its row, and the amounts of its node, are read ahead. */
    private void fetch(int[] subjects, int count) {
        fetched += tasks.fetch(subjects, count);
        fetched += cluster.fetch(subjects, count);
    }

    /** The time of what happens now. */
    long nowNanos() {
        return queue.timeNanos();
    }

    /** Goes on to what happens next, if that is not after an instant. */
    boolean next(long untilNanos) {
        long nanos = Math.min(arrivalNanos, passNanos);
        long others = queue.nextTimeNanos();
        if (others < nanos || (others == nanos && isQueueNext())) {
            return others <= untilNanos && takeFromQueue(others);
        }
        if (nanos > untilNanos || nanos == NEVER) {
            return false;
        }
        queue.goOnTo(nanos);
        subject = 0;
        if (isPassNext()) {
            kind = EventKind.PASS;
            passNanos = NEVER;
        } else {
            kind = EventKind.ARRIVAL;
            arrivalNanos = NEVER;
        }
        return true;
    }

    private boolean takeFromQueue(long nanos) {
        queue.takeNext(nanos);
        kind = EventKind.of(queue.kind());
        subject = queue.subject();
        return true;
    }

    /** Whether the first of the queue is before the others, which are due at the same instant, or there are no others. */
    private boolean isQueueNext() {
        return !queue.isEmpty()
                && (queue.nextTimeNanos() == NEVER || queue.nextKey() < (isPassNext() ? passKey : arrivalKey));
    }

    /** Whether, of those beside the queue, the pass is next and not the arrival. */
    private boolean isPassNext() {
        return passNanos < arrivalNanos || (passNanos == arrivalNanos && passKey < arrivalKey);
    }

    /** What happens now. */
    EventKind kind() {
        return kind;
    }

    /** To whom. */
    int subject() {
        return subject;
    }

    /** How many things are going to happen. */
    int size() {
        return queue.size() + (arrivalNanos == NEVER ? 0 : 1) + (passNanos == NEVER ? 0 : 1);
    }

    /** Whether nothing will happen any more. */
    boolean isEmpty() {
        return size() == 0;
    }

    /** Notes what will happen. */
    void schedule(long timeNanos, EventKind kind, int subject) {
        queue.schedule(timeNanos, ranks[kind.code()], kind.code(), subject);
    }

    /** Notes what will end the state in which a task is, or gets now; nothing else is noted that will. */
    void scheduleEnd(long timeNanos, EventKind kind, int task) {
        queue.scheduleOf(task, timeNanos, ranks[kind.code()], kind.code());
    }

    /** Strikes out what was noted to end the state of a task, if anything was. */
    void cancelEnd(int task) {
        if (tasks.hasEnd(task)) {
            queue.cancelOf(task);
        }
    }

    /** Where the event stands that ends the state of a task, its row says. */
    private record TaskEnds(TaskTable tasks) implements EventPlaces {
        @Override
        public void put(int task, int place) {
            tasks.endAt(task, place);
        }

        @Override
        public int of(int task) {
            return tasks.end(task);
        }
    }

    /** Notes when the next task of the workload comes; there must be none to come. */
    void arriveAt(long timeNanos) {
        requireAlone(arrivalNanos, timeNanos);
        arrivalNanos = timeNanos;
        arrivalKey = queue.takeKey(ranks[EventKind.ARRIVAL.code()]);
    }

    /** Notes when the scheduler gets its next pass; there must be none to come. */
    void passAt(long timeNanos) {
        requireAlone(passNanos, timeNanos);
        passNanos = timeNanos;
        passKey = queue.takeKey(ranks[EventKind.PASS.code()]);
    }

    /** The scheduler gets its next pass earlier. */
    void passEarlier(long timeNanos) {
        passNanos = timeNanos;
        passKey = queue.takeKey(ranks[EventKind.PASS.code()]);
    }

    private void requireAlone(long before, long timeNanos) {
        if (before != NEVER || timeNanos == NEVER || timeNanos < queue.timeNanos()) {
            throw new IllegalStateException("Out of order at " + queue.timeNanos() + " ns: to happen at " + timeNanos
                    + " ns, and before at " + before);
        }
    }
}
