package io.wavetank.workload.trace;

import io.wavetank.workload.input.Head;
import io.wavetank.workload.input.Lines;
import io.wavetank.workload.input.Reading;
import io.wavetank.workload.input.TraceFormatException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One kind of trace: a row of the table of formats.
 *
 * @param name the name by which a user asks for it
 * @param title what it is
 * @param published where it is published
 * @param filePattern what its files are called
 * @param units the units of its columns; Wavetank converts them
 * @param carries what it can tell as far as it is read; a file may tell less
 * @param detector recognises any of its files by how they begin
 * @param tasks starts reading its tasks
 * @param records what else it can hold; the first that is there is what a file without tasks is about
 */
public record TraceFormat(
        String name,
        String title,
        String published,
        String filePattern,
        String units,
        Set<TraceContent> carries,
        Detector detector,
        Opener tasks,
        List<RecordStream<?>> records) {
    /** For formats that hold no tasks. */
    public static final Opener NO_TASKS = (reading, options) -> null;

    /** Keeps the contents in their order. */
    public TraceFormat {
        carries = Collections.unmodifiableSet(
                carries.isEmpty() ? EnumSet.noneOf(TraceContent.class) : EnumSet.copyOf(carries));
        records = List.copyOf(records);
    }

    /** Recognises a format by how a file begins. */
    @FunctionalInterface
    public interface Detector {
        /** Whether a file that begins like this is of the format; there is at least one line. */
        boolean recognises(Head head);
    }

    /** Starts a reading of tasks. */
    @FunctionalInterface
    public interface Opener {
        /** Returns the reader, which opens what it needs through {@code reading}; null if there are no tasks in these files. */
        @Nullable
        TraceReader open(Reading reading, TraceOptions options) throws TraceFormatException;
    }

    /** Starts a reading of tasks that all stand in one file. */
    @FunctionalInterface
    public interface FileOpener {
        /** Returns the reader, which reads {@code lines} from the beginning but does not close them. */
        TraceReader open(Lines lines, TraceOptions options) throws TraceFormatException;
    }

    /** Returns the opener for a format of one file. */
    public static Opener ofFile(FileOpener opener) {
        return (reading, options) -> opener.open(reading.single(), options);
    }

    @Override
    public String toString() {
        return name;
    }
}
