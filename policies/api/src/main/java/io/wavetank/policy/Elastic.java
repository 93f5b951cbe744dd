package io.wavetank.policy;

/**
 * A {@link Scheduler} that copes with a workload and a cluster that change in size: it forgets tasks that are withdrawn while they wait
 * ({@link SchedulerEvent.TaskWithdrawn}), and finds out from the cluster's feed that nodes come ({@link ClusterView#nodeCount}) and go for good
 * ({@link NodeView#present}).
 */
public interface Elastic {
    /** Whether a running task can be made to ask for something else where it is. Where not, only another in its place can. */
    default boolean resizesInPlace() {
        return true;
    }
}
