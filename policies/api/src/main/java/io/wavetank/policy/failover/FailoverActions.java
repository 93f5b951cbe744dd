package io.wavetank.policy.failover;

/**
 * What a {@link FailoverPolicy} may do. Tasks and nodes are named by their numbers, times are nanoseconds. What cannot be done any more when its time has come is
 * not done.
 */
public interface FailoverActions {
    /** A member that answers serves after a time, in which it starts; unless it stops answering before. */
    void serve(int task, long afterNanos);

    /**
     * A member that answers serves in the place of another after a time, in which it catches up and is switched to; unless it stops answering before.
     *
     * @param lostNanos how much of what was written last is lost by that
     */
    void takeOver(int task, long afterNanos, long lostNanos);

    /** A member serves no more, and stands by. */
    void standBy(int task);

    /** A member that should have taken over did not. */
    void switchFailed();

    /**
     * The place of a member on a node that is lost, or will be found lost, is given up: it waits to be placed again. Done by the control plane, so not before
     * that has found out too, and not while it has no leader.
     */
    void giveUp(int task);

    /**
     * A running member is told to stop and waits to be placed again, if the disruption budgets allow it.
     *
     * @return whether they did
     */
    boolean evict(int task, String reason);

    /**
     * A running member goes on for a time in which what it holds is copied; then it is off its node with all that it has done, waits to be placed, and works
     * again after a pause.
     */
    void migrate(int task, long copyNanos, long pauseNanos);

    /** A node takes nothing new. */
    void close(int node);

    /** A node that was closed takes tasks again. */
    void open(int node);

    /** Asks for a {@link FailoverEvent.Woken}. */
    void wakeAt(long timeNanos, long token);
}
