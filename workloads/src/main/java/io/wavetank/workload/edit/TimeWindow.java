package io.wavetank.workload.edit;

import io.wavetank.sim.Submission;
import io.wavetank.sim.SubmissionSource;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The tasks that are submitted from one instant on and before another; the window's beginning is their time 0. */
public final class TimeWindow implements SubmissionSource {
    private final SubmissionSource source;
    private final long fromNanos;
    private final long untilNanos;

    /** Cuts the window {@code [fromNanos, untilNanos)} out of a workload. */
    public TimeWindow(SubmissionSource source, long fromNanos, long untilNanos) {
        if (fromNanos < 0 || untilNanos <= fromNanos) {
            throw new IllegalArgumentException("A window ends after it begins, which is at 0 or later");
        }
        this.source = source;
        this.fromNanos = fromNanos;
        this.untilNanos = untilNanos;
    }

    @Override
    public @Nullable Submission next() throws IOException {
        for (Submission task = source.next(); task != null; task = source.next()) {
            if (task.submitNanos() >= untilNanos) {
                return null;
            }
            if (task.submitNanos() >= fromNanos) {
                return Tasks.at(task, task.submitNanos() - fromNanos);
            }
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
