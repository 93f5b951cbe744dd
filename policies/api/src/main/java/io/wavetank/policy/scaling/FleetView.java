package io.wavetank.policy.scaling;

import io.wavetank.policy.ClusterView;
import io.wavetank.policy.TaskView;
import java.util.List;

/** The nodes of a cluster, with what comes and goes, as autoscalers see them: live, read-only. */
public interface FleetView {
    /** The group of a node that nobody scales. */
    int NO_GROUP = -1;

    /** The cluster. */
    ClusterView cluster();

    /** The groups that nodes can be asked of, by number. */
    List<? extends NodeGroupView> groups();

    /** The number of the group that a node belongs to, or {@link #NO_GROUP}. */
    int groupOf(int node);

    /** Whether a node is there: it has booted, and is not gone. */
    boolean present(int node);

    /** Whether a node is being emptied in order to go. */
    boolean leaving(int node);

    /** When a node came, in nanoseconds since the start of the run; 0 for one that was there before. */
    long sinceNanos(int node);

    /** The tasks on a node, in the order in which they came to it. */
    List<TaskView> tasksOn(int node);

    /** The tasks that wait and for which the scheduler found no place, in the order of submission. */
    List<TaskView> unplaced();

    /** All tasks that wait, in the order of submission. */
    List<TaskView> waiting();

    /** The services. */
    List<? extends ServiceView> services();

    /** The disruption budgets, in order. */
    List<DisruptionBudget> budgets();
}
