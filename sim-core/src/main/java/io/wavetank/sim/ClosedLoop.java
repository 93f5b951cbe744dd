package io.wavetank.sim;

import java.io.IOException;
import java.util.function.Consumer;

/**
 * The part of a workload that follows from what becomes of it: users who wait until a task is over before they submit the next. It is asked while a run goes
 * on, by that run alone.
 */
@FunctionalInterface
public interface ClosedLoop {
    /**
     * A task of the workload is over: it came to its end, or failed for good. What is submitted because of that is handed on, each with its own time, which
     * is not before now.
     */
    void over(Submission task, long nowNanos, Consumer<Submission> next) throws IOException;
}
