package io.wavetank.cli;

import io.wavetank.experiment.UserException;
import io.wavetank.policy.Draws;
import io.wavetank.report.result.Figures;
import io.wavetank.sim.SubmissionSource;
import io.wavetank.workload.columnar.Heading;
import io.wavetank.workload.edit.JobSample;
import io.wavetank.workload.edit.TimeWindow;
import io.wavetank.workload.edit.Waits;
import io.wavetank.workload.trace.Trace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Take a part of a trace, or more of it. */
@Command(
        name = "slice",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Take a part of a trace, or more of it.",
        description = {
            "",
            "Cuts a window of time out of a trace, and takes a share of its jobs or several times as many. Jobs stay whole. Of each 64 jobs in a row as many are taken as --scale says, drawn at random, so that rates keep their shape. Copies come later than their original, by a time drawn for the job.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  wavetank trace slice openb.wtt --from 20d --until 40d -o part.wtt",
            "  wavetank trace slice KTH-SP2.swf --scale 0.1 -o tenth.swf",
            "  wavetank trace slice KTH-SP2.swf --scale 2 -o double.swf"
        })
final class TraceSliceCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The trace: a file, or the folder with its files.")
    private Path file = Path.of("");

    @Mixin
    private TraceInput input = new TraceInput();

    @Mixin
    private TraceOutput output = new TraceOutput();

    @Option(
            names = "--from",
            paramLabel = "T",
            converter = Durations.class,
            description = "From when on, counted from the first submission (default: 0s).")
    @Nullable
    private Long from;

    @Option(
            names = "--until",
            paramLabel = "T",
            converter = Durations.class,
            description = "Before when, likewise (default: the end).")
    @Nullable
    private Long until;

    @Option(
            names = "--scale",
            paramLabel = "K",
            defaultValue = "1",
            description = "How many times the jobs: 0.1 a tenth of them, 2 twice as many (default: 1).")
    private double scale = 1;

    @Option(
            names = "--spread",
            paramLabel = "T",
            converter = Durations.class,
            defaultValue = "10m",
            description = "How much later copies come at most (default: ${DEFAULT-VALUE}).")
    private Long spread = 0L;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "The key of all draws (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, UserException {
        if (spec == null) {
            throw new IllegalStateException("Not called through the command line");
        }
        output.format();
        output.checkNotInput(file);
        long begin = from == null ? 0 : from;
        if (until != null && until <= begin) {
            throw new UserException("--until has to be later than --from");
        }
        if (!(scale > 0 && scale <= 10_000)) {
            throw new UserException("--scale is above 0 and at most 10000, not " + scale);
        }
        var widest = new TraceOutput.Widest();
        Trace trace = input.tasks(file, widest);
        long first = trace.firstSubmitNanos();
        long span = trace.lastSubmitNanos() - first;
        if (begin > span) {
            throw new UserException("--from is behind the last task of " + file + ", which comes "
                    + Figures.duration(span / 1e9) + " after the first");
        }
        SubmissionSource source = trace.submissions();
        Heading heading = Heading.of(trace);
        if (from != null || until != null) {
            long shift = from == null ? 0 : first + begin; // not after the last task
            source = new TimeWindow(source, shift, until == null ? Long.MAX_VALUE : later(first, until));
            heading = heading.from(shift);
        }
        if (scale != 1) {
            source = new JobSample(source, scale, spread, new Draws(seed, 0).stream("trace slice"));
        }
        output.write(
                source,
                Waits.ofCopies(trace.precedence(), (int) Math.ceil(scale)),
                heading,
                widest.cores(),
                List.of(trace),
                spec.commandLine().getOut());
        return 0;
    }

    private static long later(long first, long nanos) throws UserException {
        if (nanos >= Long.MAX_VALUE - first) {
            throw new UserException(
                    "--until, counted from the first submission, passes 292 years, the most that there is");
        }
        return first + nanos;
    }
}
