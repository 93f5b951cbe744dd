package io.wavetank.policy;

/**
 * The highest of the three heights at which a policy can be written: an actor that is told what happens and answers with decisions. It keeps
 * its own queue and is new for every run.
 *
 * <p>When a control plane loses its leader, the scheduler is gone with all that it knew, unless it says otherwise ({@link Leadership},
 * {@link Durable}). The one that takes its place comes to a cluster on which nothing runs; then it is told of every task on a node
 * ({@link SchedulerEvent.TaskFound}), each of which takes its place as it is told, and of every task that waits
 * ({@link SchedulerEvent.TaskSubmitted}), both in the order of submission.
 */
@FunctionalInterface
public interface Scheduler {
    /**
     * Handles one event.
     *
     * @param event what happened
     * @param out takes the decisions
     */
    void on(SchedulerEvent event, Decisions out);

    /** Makes the scheduler of one run. */
    @FunctionalInterface
    interface Factory {
        /**
         * Makes a new scheduler with nothing in its queue.
         *
         * @param cluster the cluster that it will decide for; a live view
         * @param draws its chance, keyed
         */
        Scheduler create(ClusterView cluster, Draws draws);
    }
}
