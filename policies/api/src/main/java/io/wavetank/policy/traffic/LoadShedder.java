package io.wavetank.policy.traffic;

/** Turns calls away before they cost anything, by how those before them ended or how long they waited. */
public interface LoadShedder {
    /**
     * Whether a call may go on.
     *
     * @param priority how much it matters: 0 is the most, larger is shed earlier
     * @param draw 64 uniform bits of this call, see {@link DrawBits}
     */
    boolean admit(int priority, long nowNanos, long draw);

    /**
     * Tells how a call that was admitted ended.
     *
     * @param waitNanos how long it waited for service, in nanoseconds; 0 where that is not known
     */
    void ended(CallOutcome outcome, long waitNanos, long nowNanos);
}
