package io.wavetank.sim.replica;

import io.wavetank.policy.TaskClass;
import io.wavetank.policy.scaling.Updates;
import io.wavetank.sim.Submission;
import io.wavetank.sim.cluster.NodeSpec;
import java.io.IOException;

/** What services and autoscaling can have done in a run. */
public interface Plant {
    /** Enters a task that is to be placed, and returns its row. */
    int submit(long nowNanos, Submission submission) throws IOException;

    /** Takes a task out of the system: at once if it waits, else when it has had its time to stop. */
    void remove(long nowNanos, int task, long stopNanos) throws IOException;

    /** Evicts a running task from a node that is to go, or is taken away; it waits again. */
    void drain(long nowNanos, int task, boolean takenAway) throws IOException;

    /** A provider takes a node back: it takes nothing new, replicas leave it as budgets allow, and what else runs there has so long to stop. */
    void reclaim(long nowNanos, int node, long graceNanos) throws IOException;

    /** Has a running task ask for something else where it is, if its node has room for that. */
    Updates.Outcome resize(long nowNanos, int task, TaskClass to) throws IOException;

    /** Adds a node, and returns its number. */
    int addNode(long nowNanos, NodeSpec node) throws IOException;

    /** Has a node take nothing new, or lets it again. */
    void setCordoned(long nowNanos, int node, boolean value) throws IOException;

    /** As {@link #setCordoned}, of a node that need not go. */
    void setClosed(long nowNanos, int node, boolean value) throws IOException;

    /** A node on which nothing is goes for good. */
    void removeNode(long nowNanos, int node) throws IOException;

    /** A node that was to go could not be emptied in time. */
    void keepNode(long nowNanos, int node) throws IOException;

    /** Whether the control plane can be asked: what is no controller of its own acts by that alone. */
    boolean answers();

    /** Whether the control plane can be asked, and its controllers act. */
    boolean controlled();

    /** Has what is arranged in a slot called at a time. */
    void schedule(long timeNanos, int slot);
}
