package io.wavetank.sim;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A workload as the engine takes it in: submissions one by one, in time order, and what follows from them. Read once. */
public interface SubmissionSource extends Closeable {
    /** Returns the next submission, or null at the end. */
    @Nullable
    Submission next() throws IOException;

    /** About how long it is from the first to the last submission, in nanoseconds, 0 if unknown: a hint for the resolution of samples. */
    default long spanNanosHint() {
        return 0;
    }

    /** Which of the tasks wait for which others to end; null if none does. */
    default @Nullable Precedence precedence() throws IOException {
        return null;
    }

    /** What follows from what becomes of its tasks; null if they come at their own times, whatever becomes of those before. */
    default @Nullable ClosedLoop closedLoop() {
        return null;
    }

    @Override
    default void close() throws IOException {}
}
