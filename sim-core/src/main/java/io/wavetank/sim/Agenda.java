package io.wavetank.sim;

import io.wavetank.sim.cluster.Cluster;
import io.wavetank.sim.cluster.TaskTable;
import io.wavetank.sim.scenario.EventRanks;

/** What is going to happen in one run, and what time it is: the event queue, in the words of the run. */
final class Agenda {
    /** The next arrival and the next pass: of each there is at most one, and every task makes one. */
    static final int ARRIVAL_LANE = 0;

    static final int PASS_LANE = 1;
    private static final int LANES = 2;

    private final EventQueue queue = new EventQueue(1024, LANES, this::fetch);
    private final EventRanks ranks;
    private final TaskTable tasks;
    private final Cluster cluster;
    /** What is read ahead has to go somewhere, or it would not be read. */
    @SuppressWarnings("UnusedVariable")
    private long fetched;

    Agenda(EventRanks ranks, Cluster cluster) {
        this.ranks = ranks;
        this.cluster = cluster;
        this.tasks = cluster.tasks();
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
        return queue.pollUntil(untilNanos);
    }

    /** What happens now. */
    EventKind kind() {
        return EventKind.of(queue.kind());
    }

    /** To whom. */
    int subject() {
        return queue.subject();
    }

    /** How many things are going to happen. */
    int size() {
        return queue.size();
    }

    /** Whether nothing will happen any more. */
    boolean isEmpty() {
        return queue.isEmpty();
    }

    /** Notes what will happen, and answers the handle by which it can be cancelled. */
    int schedule(long timeNanos, EventKind kind, int subject) {
        return queue.schedule(timeNanos, kind.rank(ranks), kind.code(), subject);
    }

    /** Strikes out what was noted; not for a handle below 0, which stands for nothing. */
    void cancel(int handle) {
        if (handle >= 0) {
            queue.cancel(handle);
        }
    }

    /** Notes the one event of its kind that is to come. */
    void scheduleInLane(int lane, long timeNanos, EventKind kind) {
        queue.scheduleInLane(lane, timeNanos, kind.rank(ranks), kind.code(), 0);
    }

    /** Moves the event of a lane. */
    void moveInLane(int lane, long timeNanos) {
        queue.rescheduleInLane(lane, timeNanos);
    }
}
