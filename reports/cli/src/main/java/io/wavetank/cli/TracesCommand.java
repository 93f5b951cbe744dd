package io.wavetank.cli;

import io.wavetank.experiment.UserException;
import io.wavetank.report.result.Figures;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.workload.TraceFormats;
import io.wavetank.workload.record.RecordType;
import io.wavetank.workload.trace.RecordSummary;
import io.wavetank.workload.trace.Trace;
import io.wavetank.workload.trace.TraceContent;
import io.wavetank.workload.trace.TraceFormat;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Lists the trace formats, or tells what is in a trace. */
@Command(
        name = "traces",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "List the trace formats, or tell what is in a trace.",
        description = {
            "",
            "Of a trace it says which format it is, how many rows there are, their span and what they carry;"
                    + " 'wavetank trace inspect' says how they are spread.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {"  wavetank traces", "  wavetank traces KTH-SP2-1996-2.1-cln.swf"})
final class TracesCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "FILE",
            description = "The trace to look into: a file, or the folder with its files.")
    @Nullable
    private Path file;

    @Mixin
    private TraceInput input = new TraceInput();

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, UserException {
        if (spec == null) {
            throw new IllegalStateException("Not called through the command line");
        }
        PrintWriter out = spec.commandLine().getOut();
        if (file == null) {
            TraceFormats.all().forEach(each -> describe(each, out));
        } else {
            try {
                describe(TraceFormats.open(file, input.format(), input.options()), out);
            } catch (IllegalArgumentException e) {
                throw new UserException(String.valueOf(e.getMessage()));
            }
        }
        out.flush();
        return 0;
    }

    private static void describe(TraceFormat format, PrintWriter out) {
        out.println(format.name());
        Paragraph.hanging(out, "  ", format.title());
        Paragraph.hanging(out, "  published: ", format.published());
        Paragraph.hanging(out, "  files:     ", format.filePattern());
        Paragraph.hanging(out, "  units:     ", format.units());
        Paragraph.hanging(out, "  carries:   ", words(format.carries()));
        out.println();
    }

    private static void describe(Trace trace, PrintWriter out) throws IOException {
        out.println(trace.path() + ": " + trace.format().title());
        if (trace.hasTasks()) {
            describeTasks(trace, out);
        }
        boolean first = !trace.hasTasks();
        for (RecordType<?> type : trace.recordTypes()) {
            describe(type.word(), trace.inspect(type), first, out);
            first = false;
        }
        if (!trace.hasTasks()) {
            trace.dropped()
                    .forEach((reason, count) -> out.println("  dropped    " + Figures.count(count) + " x " + reason));
            out.println("  to replay  nothing: these are no tasks");
        }
        Paragraph.hanging(out, "  carries    ", words(trace.carries()));
        ClusterSpec cluster = trace.cluster();
        if (cluster != null) {
            out.println("  cluster    " + Figures.count(cluster.nodes().size())
                    + (cluster.nodes().size() == 1 ? " node" : " nodes") + " at the start");
        }
    }

    private static void totals(String indent, Map<String, Long> totals, PrintWriter out) {
        int width = totals.keySet().stream().mapToInt(String::length).max().orElse(0);
        totals.forEach((name, value) ->
                out.println(indent + name + " ".repeat(width - name.length()) + "  " + Figures.count(value)));
    }

    private static String words(Set<TraceContent> contents) {
        return contents.stream().map(TraceContent::word).collect(Collectors.joining(", "));
    }

    private static void describeTasks(Trace trace, PrintWriter out) {
        out.println("  rows       " + Figures.count(trace.rows()));
        totals("    ", trace.totals().values(), out);
        trace.dropped()
                .forEach((reason, count) -> out.println("  dropped    " + Figures.count(count) + " x " + reason));
        out.println("  to replay  " + Figures.count(trace.kept()));
        out.println("  order      " + (trace.inTimeOrder() ? "by submission" : "not by submission; sorted when read"));
        if (trace.originNanos() != 0) {
            out.println("  begins     " + Instant.ofEpochSecond(0, trace.originNanos()));
        }
        out.println("  span       " + Figures.duration((trace.lastSubmitNanos() - trace.firstSubmitNanos()) / 1e9)
                + " from first to last submission");
    }

    private static void describe(String what, RecordSummary all, boolean main, PrintWriter out) {
        out.println("  " + (main ? "holds      " : "beside     ") + Figures.count(all.records()) + " " + what + " in "
                + Figures.count(all.rows()) + " rows");
        totals("    ", all.totals().values(), out);
        all.dropped().forEach((reason, count) -> out.println("    dropped  " + Figures.count(count) + " x " + reason));
        if (all.firstNanos() >= 0) {
            out.println("    span  " + Figures.duration((all.lastNanos() - all.firstNanos()) / 1e9)
                    + " from first to last");
        }
    }
}
