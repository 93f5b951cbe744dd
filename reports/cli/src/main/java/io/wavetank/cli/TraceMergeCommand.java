package io.wavetank.cli;

import io.wavetank.experiment.UserException;
import io.wavetank.sim.Precedence;
import io.wavetank.workload.edit.MergedTasks;
import io.wavetank.workload.edit.Waits;
import io.wavetank.workload.trace.Trace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lay several traces over each other. */
@Command(
        name = "merge",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Lay several traces over each other.",
        description = {
            "",
            "Makes one trace of several, in order of time. Each begins at its own first submission, unless --by-calendar keeps them apart as they were. Names get the number of the trace in front, so that none is there twice; machines are those of all, if all say theirs; what one trace lacks the whole lacks.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  wavetank trace merge a.swf b.swf -o both.wtt",
            "  wavetank trace merge --by-calendar seren.csv kalos.csv -o acme.wtt"
        })
final class TraceMergeCommand implements Callable<Integer> {
    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "The traces, two or more: files, or folders with their files.")
    private List<Path> files = List.of();

    @Mixin
    private TraceInput input = new TraceInput();

    @Mixin
    private TraceOutput output = new TraceOutput();

    @Option(names = "--by-calendar", description = "Keep the dates: all traces have to have them.")
    private boolean calendar;

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, UserException {
        if (spec == null) {
            throw new IllegalStateException("Not called through the command line");
        }
        if (files.size() < 2) {
            throw new UserException("Only " + files.get(0) + " is named; name the traces to lay over it, too");
        }
        output.format();
        var widest = new TraceOutput.Widest();
        List<Trace> traces = new ArrayList<>();
        for (Path file : files) {
            output.checkNotInput(file);
            traces.add(input.tasks(file, widest));
        }
        long origin = calendar ? earliest(traces) : 0;
        List<MergedTasks.Part> parts = new ArrayList<>();
        List<@Nullable Precedence> waits = new ArrayList<>();
        for (int i = 0; i < traces.size(); i++) {
            Trace trace = traces.get(i);
            long later = calendar ? trace.originNanos() - origin : -trace.firstSubmitNanos();
            parts.add(new MergedTasks.Part(trace.submissions(), (i + 1) + "/", later));
            waits.add(trace.precedence());
        }
        output.write(
                new MergedTasks(parts),
                Waits.merged(waits),
                MergedHeading.of(traces, origin),
                widest.cores(),
                traces,
                spec.commandLine().getOut());
        return 0;
    }

    private static long earliest(List<Trace> traces) throws UserException {
        long earliest = Long.MAX_VALUE;
        for (Trace trace : traces) {
            if (trace.originNanos() == 0) {
                throw new UserException(
                        trace.path() + " does not say by the calendar when it was; leave out --by-calendar");
            }
            earliest = Math.min(earliest, trace.originNanos());
        }
        return earliest;
    }
}
