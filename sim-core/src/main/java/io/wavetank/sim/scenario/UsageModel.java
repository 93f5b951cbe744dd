package io.wavetank.sim.scenario;

import io.wavetank.policy.Draws;
import io.wavetank.policy.TaskUsage;
import org.jspecify.annotations.Nullable;

/** What the tasks of a run use of what they ask for. */
@FunctionalInterface
public interface UsageModel {
    /** Nobody measures it. */
    UsageModel NONE = draws -> null;

    /** Returns what they use in one run, by its draws; null if nobody measures it. */
    @Nullable
    TaskUsage of(Draws draws);
}
