package io.wavetank.workload.trace;

import io.wavetank.workload.input.Lines;
import io.wavetank.workload.input.TraceFormatException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * One kind of trace file: a row of the table of formats.
 *
 * @param name the name by which a user asks for it
 * @param title what it is
 * @param published where it is published
 * @param filePattern what its files are called
 * @param units the units of its columns; Wavetank converts them
 * @param carries what it can tell as far as it is read; a file may tell less
 * @param detector recognises it by its first lines
 * @param opener starts a reading
 */
public record TraceFormat(
        String name,
        String title,
        String published,
        String filePattern,
        String units,
        Set<TraceContent> carries,
        Detector detector,
        Opener opener) {
    /** Keeps the contents in their order. */
    public TraceFormat {
        carries = Collections.unmodifiableSet(EnumSet.copyOf(carries));
    }

    /** Recognises a format by the first lines of a file. */
    @FunctionalInterface
    public interface Detector {
        /** Whether a file that begins with these lines is of the format; there is at least one line. */
        boolean recognises(List<String> head);
    }

    /** Starts a reading of a file. */
    @FunctionalInterface
    public interface Opener {
        /** Returns the reader, which reads {@code lines} from the beginning but does not close them. */
        TraceReader open(Lines lines, TraceOptions options) throws TraceFormatException;
    }

    @Override
    public String toString() {
        return name;
    }
}
