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
     * @param waitNanos how long it waited for service, or has waited so far, in nanoseconds; -1 of one that was not taken in
     */
    void ended(CallOutcome outcome, long waitNanos, long nowNanos);
}
