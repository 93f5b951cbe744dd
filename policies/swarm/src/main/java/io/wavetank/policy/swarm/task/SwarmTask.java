package io.wavetank.policy.swarm.task;

import org.jspecify.annotations.Nullable;

/** One task: an attempt at filling a slot of a service. A slot's next attempt is another task. */
public final class SwarmTask {
    private final String id;
    private final TaskSpec spec;
    private final long slot;
    private final boolean preassigned;
    private @Nullable String node;
    private TaskState state = TaskState.PENDING;
    private TaskState desired = TaskState.RUNNING;
    private boolean deleted;

    /**
     * Makes a task that waits.
     *
     * @param id its name; tasks are taken in this order where order is not left to chance
     * @param spec what it is
     * @param slot which of its service's slots it fills; 0 where slots are nodes
     * @param node the node that it is for; null leaves that to the scheduler
     */
    public SwarmTask(String id, TaskSpec spec, long slot, @Nullable String node) {
        this.id = id;
        this.spec = spec;
        this.slot = slot;
        this.node = node;
        this.preassigned = node != null;
    }

    /** Its name. */
    public String id() {
        return id;
    }

    /** What it is. */
    public TaskSpec spec() {
        return spec;
    }

    /** Which of its service's slots it fills. */
    public long slot() {
        return slot;
    }

    /** The node that it is on, or for; null if none was chosen yet. */
    public @Nullable String node() {
        return node;
    }

    /** Whether its node was not the scheduler's choice. */
    public boolean preassigned() {
        return preassigned;
    }

    /** How far it has come. */
    public TaskState state() {
        return state;
    }

    /** How far it is wanted to come. */
    public TaskState desired() {
        return desired;
    }

    /** Whether it counts as one of its service. */
    public boolean active() {
        return desired.active();
    }

    /** Whether it is known no more. */
    public boolean deleted() {
        return deleted;
    }

    /** Notes its node. */
    public void assign(String chosen) {
        node = chosen;
        state = TaskState.ASSIGNED;
    }

    /** Notes that it waits for a node again, or for its own. */
    public void unassign() {
        node = preassigned ? node : null;
        state = TaskState.PENDING;
    }

    /** Notes how far it has come. */
    public void reach(TaskState reached) {
        state = reached;
    }

    /** Notes how far it is wanted to come. */
    public void want(TaskState wanted) {
        desired = wanted;
    }

    /** Notes that it is known no more. */
    public void delete() {
        deleted = true;
    }

    @Override
    public String toString() {
        return id + (node == null ? "" : "@" + node) + " " + state;
    }
}
