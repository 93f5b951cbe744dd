package io.wavetank.policy.rollout;

/** One pod, or task, of a service that is rolled out. Times are nanoseconds since the start of the run. */
public interface RolledPod {
    /** Its name, unique in the run. */
    String name();

    /** What version it runs. */
    String version();

    /** The slot that it was made for; 0 where there are none. */
    int slot();

    /** When it was made, or lost its place for the last time. */
    long createdNanos();

    /** The node that it is on; -1 for none. */
    int node();

    /** Whether its process has been started where it is, be it that it waits to be started anew there. */
    boolean running();

    /** Whether it is up, as its checks have it. */
    boolean ready();

    /** Since when; of no account where it is not. */
    long readySinceNanos();

    /** How often its process was started anew where it is. */
    int restarts();

    /** Whether it was told to stop, or ends by itself. */
    boolean leaving();

    /** Whether it ends because it was found ill. */
    boolean failed();
}
