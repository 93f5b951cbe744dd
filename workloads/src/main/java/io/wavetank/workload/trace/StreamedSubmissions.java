package io.wavetank.workload.trace;

import io.wavetank.sim.Submission;
import io.wavetank.sim.SubmissionSource;
import io.wavetank.workload.input.Lines;
import io.wavetank.workload.input.TraceFormatException;
import org.jspecify.annotations.Nullable;

/** The submissions of a file that is in time order, read as they are needed. */
final class StreamedSubmissions implements SubmissionSource {
    private final Lines lines;
    private final TraceReader reader;
    private final long spanNanos;
    private long lastNanos;

    StreamedSubmissions(Lines lines, TraceReader reader, long spanNanos) {
        this.lines = lines;
        this.reader = reader;
        this.spanNanos = spanNanos;
    }

    @Override
    public @Nullable Submission next() throws TraceFormatException {
        Submission task = reader.next();
        if (task == null) {
            lines.close();
            return null;
        }
        if (task.submitNanos() < lastNanos) {
            throw lines.error(
                    "an earlier submit time than in the line before, as it was not when checked", "start again");
        }
        lastNanos = task.submitNanos();
        return task;
    }

    @Override
    public long spanNanosHint() {
        return spanNanos;
    }

    @Override
    public void close() {
        lines.close();
    }
}
