package io.wavetank.workload.write;

import io.wavetank.sim.Submission;
import java.io.Closeable;
import java.io.IOException;

/** Writes tasks to one file, in order of submission. Closing it writes what belongs behind the last, and leaves the stream open. */
public interface TaskSink extends Closeable {
    /** Writes the next task. */
    void add(Submission task) throws IOException;
}
