package io.wavetank.cli;

import io.wavetank.experiment.UserException;
import io.wavetank.workload.TraceFormats;
import io.wavetank.workload.trace.Trace;
import io.wavetank.workload.trace.TraceObserver;
import io.wavetank.workload.trace.TraceOptions;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a user may say about a trace that is read. */
final class TraceInput {
    @Option(names = "--format", paramLabel = "NAME", description = "The trace's format, if it is not recognised.")
    @Nullable
    private String format;

    @Option(names = "--processors", paramLabel = "P", description = "How many processors the machine has (SWF).")
    @Nullable
    private Integer processors;

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            converter = ByteSizes.class,
            description =
                    "How much memory the sorting of a trace that is not in order of time may take, such as 64M (default: a quarter "
                            + "of the heap); what is beyond goes through temporary files.")
    @Nullable
    private Long memory;

    /** The name of the format; null recognises it. */
    @Nullable
    String format() {
        return format;
    }

    /** What readers are told. */
    TraceOptions options() throws UserException {
        if (processors != null && processors < 1) {
            throw new UserException("--processors is a whole number from 1 on, not " + processors);
        }
        if (memory != null && memory < TraceOptions.LEAST_MEMORY_BYTES) {
            throw new UserException("--memory is 8M at least, not " + memory + " bytes");
        }
        TraceOptions options = processors == null ? TraceOptions.LOOK : TraceOptions.LOOK.withProcessors(processors);
        return memory == null ? options : options.withMemory(memory);
    }

    /** Reads a trace of tasks. */
    Trace tasks(Path file, TraceObserver observer) throws IOException, UserException {
        try {
            return TraceFormats.open(file, format, options(), observer).requireTasks();
        } catch (IllegalArgumentException e) {
            throw new UserException(String.valueOf(e.getMessage()));
        }
    }
}
