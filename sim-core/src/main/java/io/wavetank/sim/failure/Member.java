package io.wavetank.sim.failure;

import io.wavetank.policy.TaskView;

/** A task of a guarded service, in whatever state. */
final class Member {
    final TaskView view;
    /** Its row, and what it asks for. */
    final int task;

    final long cpuMillis;
    final long sinceNanos;
    boolean admitted = true;
    /** Whether its process is there, whoever knows. */
    boolean runs;
    /** Whether it holds a place that it has started on. */
    boolean placed;
    /** Whether its node is down or not reached, whoever knows. */
    boolean away;
    /** Whether it was found out that it does not answer. */
    boolean silent;
    /** Whether it was told to serve, and not told otherwise. */
    boolean chosen;
    /** Whether it has come to that: it serves as long as it runs and is reached. */
    boolean ready;
    /** Whether it is given up as soon as the control plane can. */
    boolean giveUpDue;
    /** Whether it is being copied to be moved, and how often it was. */
    boolean moves;

    int moveCount;
    /** What of it stands in the totals of its service. */
    boolean countedServing;

    boolean countedIdle;
    /** Grows with whatever makes void what was arranged for it. */
    int life;
    /** Grows whenever its node goes away. */
    int absence;

    Member(TaskView view, int task, long cpuMillis, long sinceNanos) {
        this.view = view;
        this.task = task;
        this.cpuMillis = cpuMillis;
        this.sinceNanos = sinceNanos;
    }

    boolean serves() {
        return ready && runs && !away;
    }

    /** It is on a node that is reached. */
    void settles() {
        placed = true;
        away = false;
        silent = false;
    }

    /** Its process is gone, or another begins. */
    void ends() {
        life++;
        runs = false;
        chosen = false;
        ready = false;
        moves = false;
        giveUpDue = false;
    }
}
