package io.wavetank.policy.swarm.task;

/** How many tasks a service has, and whether they are to end. */
public enum Mode {
    /** So many, wherever there is room. */
    REPLICATED,
    /** One on each node. */
    GLOBAL,
    /** So many that are to end well, so many of them at a time. */
    REPLICATED_JOB,
    /** One on each node that is to end well. */
    GLOBAL_JOB;

    /** Whether the tasks go by node and are not placed by the scheduler. */
    public boolean perNode() {
        return this == GLOBAL || this == GLOBAL_JOB;
    }

    /** Whether the tasks are to end. */
    public boolean job() {
        return this == REPLICATED_JOB || this == GLOBAL_JOB;
    }
}
