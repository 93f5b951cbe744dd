package io.wavetank.cli;

import io.wavetank.experiment.UserException;
import io.wavetank.workload.trace.TraceOptions;
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
        return processors == null ? TraceOptions.LOOK : TraceOptions.LOOK.withProcessors(processors);
    }
}
