package io.wavetank.experiment.conformance;

import io.wavetank.experiment.UserException;
import java.io.IOException;

/** One kind of recorded decisions and the replay that is held against them. */
public interface ConformanceSuite {
    /** The name on the command line. */
    String name();

    /** What is replayed, in one line for the help text. */
    String subject();

    /** Whether a file holds such decisions; told by its content, never by its name. */
    boolean recognises(RecordedFile file) throws IOException, UserException;

    /** Whether a file holds no decisions but goes with those that do. */
    default boolean accompanies(RecordedFile file) throws IOException, UserException {
        return false;
    }

    /**
     * Replays a file that was recognised.
     *
     * @throws UserException if the file cannot be read as what it claims to be
     */
    Outcome check(RecordedFile file) throws IOException, UserException;
}
