package io.wavetank.sim.control;

import io.wavetank.policy.Decision;
import io.wavetank.policy.Refusal;
import io.wavetank.policy.Unfit;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What the control plane can have done in the cluster; each answers null if it was done, else why not. */
public interface Actions {
    /** Starts a waiting task, or one that is held on this node. */
    @Nullable
    Refusal bind(int task, int node, long devices) throws IOException;

    /** Stops a running task, at once or after its grace period; then it waits again. */
    @Nullable
    Refusal evict(Decision.Evict evict) throws IOException;

    /** Notes on which node a waiting task is expected. */
    @Nullable
    Refusal nominate(int task, int node) throws IOException;

    /** Reserves a place for a waiting task. */
    @Nullable
    Refusal hold(Decision.Hold hold) throws IOException;

    /** Gives up the place that is held for a task. */
    @Nullable
    Refusal release(int task) throws IOException;

    /** Notes why a waiting task cannot be placed. */
    @Nullable
    Refusal reject(int task, Unfit reasons) throws IOException;

    /** Has more of what is held on a node given out again, or less. */
    @Nullable
    Refusal reclaim(int node, long cpuMillis, long memoryBytes);

    /** Has a running task work at a part of its node's speed. */
    @Nullable
    Refusal throttle(int task, double part);

    /** Whether any task waits to be placed. */
    boolean anyWaiting();

    /** Has {@link ControlPlane#timerFired} called with the timer at a time. */
    void wakeAt(long timeNanos, int timer);

    /** Has {@link ControlPlane#takeEffect} called at a time with the number of the leader. */
    void takeEffectAt(long timeNanos, int leader);

    /** Has {@link ControlPlane#pass} called at a time; not while a call is arranged already. */
    void passAt(long timeNanos);

    /** Moves the call that {@link #passAt} arranged. */
    void passEarlier(long timeNanos);
}
