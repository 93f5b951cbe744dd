package io.wavetank.policy;

/** Where a {@link Scheduler} puts its answer to one event. */
public interface Decisions {
    /** The time of the event, in nanoseconds since the start of the run. */
    long nowNanos();

    /** Adds a decision. */
    void add(Decision decision);

    /**
     * States the work behind the answer, which a modelled thinking time is charged for.
     *
     * @param tasks how many tasks were considered
     * @param nodes how many nodes were scored, over all of them
     */
    void considered(int tasks, int nodes);

    /** Asks for another {@link SchedulerEvent.Pass} as soon as this answer has taken effect. */
    void passAgain();
}
