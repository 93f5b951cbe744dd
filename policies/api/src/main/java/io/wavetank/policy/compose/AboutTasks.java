package io.wavetank.policy.compose;

import org.jspecify.annotations.Nullable;

/** A message between actors that names tasks which wait, by numbers that are given to others once those tasks are withdrawn. */
@FunctionalInterface
public interface AboutTasks {
    /** What is left of the message when a task is withdrawn while it is on its way; null if nothing is. */
    @Nullable
    Object without(int task);
}
