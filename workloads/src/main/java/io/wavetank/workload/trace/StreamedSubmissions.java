package io.wavetank.workload.trace;

import io.wavetank.sim.Precedence;
import io.wavetank.sim.Submission;
import io.wavetank.sim.SubmissionSource;
import io.wavetank.workload.input.Reading;
import io.wavetank.workload.input.TraceFormatException;
import org.jspecify.annotations.Nullable;

/** The submissions of files that are in time order, read as they are needed; {@code originNanos} on the trace's clock is 0 on ours. */
final class StreamedSubmissions implements SubmissionSource {
    private final Reading reading;
    private final TraceReader reader;
    private final long originNanos;
    private final long spanNanos;
    private final Waits waits;
    private long lastNanos;

    /** Reads which tasks wait for which when it is asked to, since only runs want to know. */
    @FunctionalInterface
    interface Waits {
        @Nullable
        Precedence precedence() throws TraceFormatException;
    }

    StreamedSubmissions(Reading reading, TraceReader reader, long originNanos, long spanNanos, Waits waits) {
        this.reading = reading;
        this.reader = reader;
        this.originNanos = originNanos;
        this.spanNanos = spanNanos;
        this.waits = waits;
    }

    @Override
    public @Nullable Submission next() throws TraceFormatException {
        Submission task = reader.next();
        if (task == null) {
            reading.close();
            return null;
        }
        if (task.submitNanos() < lastNanos) {
            throw reading.error(
                    "a task that is submitted earlier than the one before, as it was not when checked", "start again");
        }
        lastNanos = task.submitNanos();
        return shifted(task, originNanos);
    }

    /** The task as if submitted so much earlier. */
    static Submission shifted(Submission task, long nanos) {
        return nanos == 0
                ? task
                : new Submission(
                        task.names(),
                        task.jobNumber(),
                        task.index(),
                        task.submitNanos() - nanos,
                        task.workNanos(),
                        task.estimateNanos(),
                        task.taskClass());
    }

    @Override
    public long spanNanosHint() {
        return spanNanos;
    }

    @Override
    public @Nullable Precedence precedence() throws TraceFormatException {
        return waits.precedence();
    }

    @Override
    public void close() {
        reading.close();
    }
}
