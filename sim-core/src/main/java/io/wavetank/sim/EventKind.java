package io.wavetank.sim;

import io.wavetank.sim.scenario.EventRanks;

/** What can happen in a run. */
enum EventKind {
    /** A running task ends; the subject is its row. */
    TASK_END(0),
    /** The next submission of the workload enters the system. */
    ARRIVAL(1),
    /** A timer that the scheduler asked for; the subject is its token. */
    TIMER(2),
    /** A decision takes effect. */
    DECISION(3),
    /** The scheduler gets a pass. */
    PASS(4),
    /** The grace period of a task that is being stopped is over; the subject is its row. */
    GRACE_END(5),
    /** The deadline of a place that is held has come; the subject is the task's row. */
    HOLD_END(6),
    /** Something breaks; the subject is its place in the script. */
    FAULT(7, false),
    /** What broke is mended; the subject is its place in the script. */
    REPAIR(8, false),
    /** An election is over; the subject is its number. */
    ELECTION(9, false),
    /** The last heartbeat of a node is too long ago; the subject is the node. */
    NODE_LOST(10, false),
    /** Tasks on a node that is lost have been waited for long enough; the subject is the node. */
    NODE_GIVEN_UP(11, false),
    /** The control plane goes on to deal with lost nodes. */
    LOST_NODES(12, false),
    /** What autoscaling arranged for now; the subject is its slot. */
    SCALING(13, false),
    /** Maintenance may go on; the subject is its place in the script. */
    MAINTENANCE(14, false),
    /** A task crashes, or has waited after a crash; the subject is its row. */
    CRASH(15, false),
    /** A node whose disk is full evicts a task, or takes tasks again; the subject is the node. */
    DISK(16, false),
    /** What a policy of failover arranged for now; the subject is its slot. */
    FAILOVER(17, false),
    /** Controllers have something to do. */
    CONTROLLERS(18, false),
    /** What a rollout arranged for now; the subject is its slot. */
    ROLLOUT(19),
    /** Kubelets look at the memory of their nodes. */
    MEMORY(20, false);

    private static final EventKind[] BY_CODE = values();

    private final int code;
    private final boolean ofTheRun;

    EventKind(int code) {
        this(code, true);
    }

    EventKind(int code, boolean ofTheRun) {
        this.code = code;
        this.ofTheRun = ofTheRun;
    }

    /** The number under which the event queue keeps the kind. */
    int code() {
        return code;
    }

    /** Whether it is a part of the run even when no task is in the system and none will come; what breaks or is scaled then is none. */
    boolean isOfTheRun() {
        return ofTheRun;
    }

    static EventKind of(int code) {
        return BY_CODE[code];
    }

    /** The rank of each kind, by its code. */
    static int[] ranks(EventRanks ranks) {
        int[] byCode = new int[BY_CODE.length];
        for (EventKind kind : BY_CODE) {
            byCode[kind.code] = kind.rank(ranks);
        }
        return byCode;
    }

    private int rank(EventRanks ranks) {
        return switch (this) {
            case TASK_END, GRACE_END -> ranks.completion();
            case ARRIVAL -> ranks.arrival();
            case TIMER, HOLD_END, SCALING, MAINTENANCE, CRASH, DISK, FAILOVER, CONTROLLERS, ROLLOUT, MEMORY ->
                ranks.timer();
            case DECISION -> ranks.decision();
            case PASS -> ranks.pass();
            case FAULT, REPAIR, ELECTION, NODE_LOST, NODE_GIVEN_UP, LOST_NODES ->
                0; // what breaks at an instant breaks before anything else happens
        };
    }
}
