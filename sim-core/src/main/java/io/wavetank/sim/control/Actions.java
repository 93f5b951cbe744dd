package io.wavetank.sim.control;

import io.wavetank.policy.Refusal;
import io.wavetank.policy.Unfit;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What the control plane can have done in the cluster; each answers null if it was done, else why not. */
public interface Actions {
    /** Starts a waiting task. */
    @Nullable
    Refusal bind(int task, int node, long devices) throws IOException;

    /** Stops a running task, which then waits again. */
    @Nullable
    Refusal evict(int task, String reason) throws IOException;

    /** Notes why a waiting task cannot be placed. */
    @Nullable
    Refusal reject(int task, Unfit reasons) throws IOException;

    /** Whether any task waits to be placed. */
    boolean anyWaiting();

    /** Has {@link ControlPlane#timerFired} called with the token at a time. */
    void wakeAt(long timeNanos, int token);

    /** Has {@link ControlPlane#takeEffect} called at a time. */
    void takeEffectAt(long timeNanos);

    /** Has {@link ControlPlane#pass} called at a time; not while a call is arranged already. */
    void passAt(long timeNanos);

    /** Moves the call that {@link #passAt} arranged. */
    void passEarlier(long timeNanos);
}
