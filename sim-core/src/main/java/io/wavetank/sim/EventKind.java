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
    FAULT(7),
    /** What broke is mended; the subject is its place in the script. */
    REPAIR(8),
    /** An election is over; the subject is its number. */
    ELECTION(9),
    /** The last heartbeat of a node is too long ago; the subject is the node. */
    NODE_LOST(10),
    /** Tasks on a node that is lost have been waited for long enough; the subject is the node. */
    NODE_GIVEN_UP(11),
    /** The control plane goes on to deal with lost nodes. */
    LOST_NODES(12),
    /** What autoscaling arranged for now; the subject is its slot. */
    SCALING(13),
    /** Maintenance may go on; the subject is its place in the script. */
    MAINTENANCE(14),
    /** A task crashes, or has waited after a crash; the subject is its row. */
    CRASH(15),
    /** A node whose disk is full evicts a task, or takes tasks again; the subject is the node. */
    DISK(16),
    /** What a policy of failover arranged for now; the subject is its slot. */
    FAILOVER(17),
    /** Controllers have something to do. */
    CONTROLLERS(18),
    /** What a rollout arranged for now; the subject is its slot. */
    ROLLOUT(19),
    /** Kubelets look at the memory of their nodes. */
    MEMORY(20);

    private static final EventKind[] BY_CODE = values();

    private final int code;

    EventKind(int code) {
        this.code = code;
    }

    /** The number under which the event queue keeps the kind. */
    int code() {
        return code;
    }

    /** Whether it belongs to what breaks, and says nothing when all is done. */
    boolean isFault() {
        return code >= FAULT.code && this != SCALING && this != ROLLOUT;
    }

    static EventKind of(int code) {
        return BY_CODE[code];
    }

    int rank(EventRanks ranks) {
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
