package io.wavetank.policy.scaling;

import io.wavetank.policy.TaskClass;
import org.jspecify.annotations.Nullable;

/** One replica of a service as autoscalers see it: live, read-only. Times are nanoseconds since the start of the run. */
public interface ReplicaView {
    /** A time that has not come. */
    long NEVER = -1;

    /** Its place in the order in which the replicas of its service were made, from 0; never reused, and the subject of draws about it. */
    long number();

    /** The number of its task. */
    int task();

    /** The node that it is on, or -1. */
    int node();

    /** Whether it is on a node and has been started there: it stays so while it waits to be started anew where it is, as a pod does in its phase Running. */
    boolean running();

    /** Whether it takes load. */
    boolean ready();

    /** Whether it has been told to stop. */
    boolean stopping();

    /** When it was made. */
    long createdNanos();

    /** When it was put on its node, or {@link #NEVER}. */
    long startNanos();

    /** When its process was started there for the last time, or {@link #NEVER}. */
    long runsSinceNanos();

    /** When it began or ceased to take load; {@link #NEVER} if it never did. */
    long readyChangedNanos();

    /** What it asks for. */
    TaskClass taskClass();

    /** What was measured of it last; null if nothing was. */
    @Nullable
    ReplicaSample sample();
}
