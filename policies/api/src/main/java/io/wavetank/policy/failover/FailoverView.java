package io.wavetank.policy.failover;

import io.wavetank.policy.ClusterView;
import io.wavetank.policy.TaskView;
import java.util.List;

/** One service, or class of jobs, as its {@link FailoverPolicy} sees it: live, read-only. */
public interface FailoverView {
    /** What it is called. */
    String name();

    /** How many of its tasks have to serve for it to be up. */
    int need();

    /** The cluster, as its control plane knows it. */
    ClusterView cluster();

    /** Its tasks that are in the system and were admitted, in the order of their coming. */
    List<TaskView> members();

    /** Those of its members that wait for a place. */
    List<TaskView> unplaced();

    /** Whether a member runs and answers, as far as is known: it can be told to serve. */
    boolean answers(int task);

    /** Whether a member serves, or was told to and will, as far as is known. */
    boolean serves(int task);
}
