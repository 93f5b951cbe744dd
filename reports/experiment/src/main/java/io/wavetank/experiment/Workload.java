package io.wavetank.experiment;

import io.wavetank.sim.Precedence;
import io.wavetank.sim.SubmissionSource;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** What is run: a stream of submissions that can be opened again for each scheduler, and what is known about it. */
public interface Workload {
    /** What the workload is, in a line for people. */
    String title();

    /** The files that it is read from. */
    List<InputFile> inputs();

    /** Rows that are not run, by reason. */
    SortedMap<String, Long> dropped();

    /** What was counted when it was read; names end in the unit. */
    Map<String, Long> totals();

    /** What its files ask for and a run does not heed, by name, and how often; nothing for most. */
    default SortedMap<String, Long> ignored() {
        return Collections.emptySortedMap();
    }

    /** Which of its tasks wait for which others to end; null if none does. */
    default @Nullable Precedence precedence() throws IOException {
        return null;
    }

    /** Whether users in it wait for their tasks to end, so that what comes depends on what became of what came before. */
    default boolean closedLoop() {
        return false;
    }

    /** How long it is from the first submission to the last, in nanoseconds. */
    long spanNanos();

    /** Whether replications differ; a recorded trace is the same in each. */
    boolean random();

    /** Opens the stream of one replication from its beginning. */
    SubmissionSource open(int replication) throws IOException;

    /**
     * A file that results depend on.
     *
     * @param path its name as the user gave it
     * @param format its format
     * @param bytes its size
     * @param sha256 the digest of its bytes, in hexadecimal
     */
    record InputFile(String path, String format, long bytes, String sha256) {}
}
