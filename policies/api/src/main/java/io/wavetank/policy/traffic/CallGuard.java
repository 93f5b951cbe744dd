package io.wavetank.policy.traffic;

import io.wavetank.policy.Draws;

/** What callers do about failures or overload: a part of the {@link CallPolicy} of each client side. */
@FunctionalInterface
public interface CallGuard {
    /**
     * Adds the part to the policy of one client side.
     *
     * @param nowNanos when the side begins
     * @param draws the side's own
     */
    void addTo(CallPolicy.Builder policy, long nowNanos, Draws draws);

    /** Makes the guard of one run, whose client sides may share something. */
    @FunctionalInterface
    interface Factory {
        /** Makes it; what it made for another run has nothing to do with it. */
        CallGuard ofRun();
    }
}
