package io.wavetank.cli;

import io.wavetank.experiment.UserException;
import io.wavetank.workload.profile.TraceInspection;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells what is in a trace: rows, span, distributions, rates, what was left out, as text and as a page of charts. */
@Command(
        name = "inspect",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Tell what is in a trace.",
        description = {
            "",
            "Reads all of it, in bounded memory: which format it is, rows, span, resources, how run times, sizes and gaps "
                    + "are spread, rates by the hour, what is left out and why.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  wavetank trace inspect openb_pod_list_default.csv",
            "  wavetank trace inspect workload.tbz2 -o look"
        })
final class TraceInspectCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "FILE",
            description = "A file, plain or packed (gz, xz, zst, bz2, tar), or the folder with the trace's files.")
    private Path file = Path.of("");

    @Mixin
    private TraceInput input = new TraceInput();

    @Option(
            names = {"-o", "--charts"},
            paramLabel = "DIR",
            description = "Draw the charts too: a page (inspect.html), and each as SVG, PNG and CSV.")
    @Nullable
    private Path charts;

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, UserException {
        if (spec == null) {
            throw new IllegalStateException("Not called through the command line");
        }
        if (charts != null) {
            ChartFolder.check(charts, "-o");
            ChartFolder.checkNotInput("-o", charts, Set.of(), file);
        }
        TraceInspection inspection;
        try {
            inspection = TraceInspection.of(file, input.format(), input.options());
        } catch (IllegalArgumentException e) {
            throw new UserException(String.valueOf(e.getMessage()));
        }
        if (charts != null) {
            InspectionCharts.checkNotInput(inspection, charts);
        }
        PrintWriter out = spec.commandLine().getOut();
        InspectionText.print(inspection, out);
        if (charts != null) {
            InspectionCharts.write(inspection, charts);
            out.println();
            out.println("Charts: " + charts + " (open " + charts.resolve(InspectionCharts.PAGE) + ")");
        }
        out.flush();
        return 0;
    }
}
