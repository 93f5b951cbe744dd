package io.wavetank.policy.yarn.rm;

/** Is told what a {@link HostedScheduler} did on its own account, in the middle of whatever it was called for. */
public interface RmListener {
    /** Containers wait for an application to take them ({@link HostedScheduler#take}). */
    void granted(int app);

    /** A container has ended, of its own or at the scheduler's hands. */
    void ended(int app, Grant container, boolean preempted);

    /** An application was not let in. */
    void rejected(int app, String why);
}
