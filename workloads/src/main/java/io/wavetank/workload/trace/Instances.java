package io.wavetank.workload.trace;

import io.wavetank.sim.Submission;
import org.jspecify.annotations.Nullable;

/** Equal instances of one row: {@code ID}, or {@code ID-0}, {@code ID-1}, ... where there are several. */
public final class Instances {
    private @Nullable Submission pattern;
    private long count;
    private long given;

    /** Begins with the instances of the next row. */
    public void set(Submission task, long instances) {
        pattern = task;
        count = instances;
        given = 0;
    }

    /** Returns the next instance, or null if there are no more. */
    public @Nullable Submission next() {
        if (pattern == null || given == count) {
            return null;
        }
        String id = count == 1 ? pattern.id() : pattern.id() + "-" + given;
        given++;
        return new Submission(
                id,
                pattern.job(),
                pattern.submitNanos(),
                pattern.workNanos(),
                pattern.estimateNanos(),
                pattern.taskClass());
    }
}
