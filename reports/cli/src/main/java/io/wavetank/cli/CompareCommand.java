package io.wavetank.cli;

import io.wavetank.experiment.UserException;
import io.wavetank.experiment.compare.ResultComparison;
import io.wavetank.report.result.ResultDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts finished runs of one workload side by side. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Compare finished runs of the same workload.",
        description = {
            "",
            "Takes folders that 'wavetank run' left. They must be of the same workload, seed and window; what else differs is said. "
                    + "Differences are taken replication by replication, from the first scheduler of the first folder.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {"  wavetank compare out-monday out-tuesday", "  wavetank compare out-a out-b out-c -o comparison"})
final class CompareCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "DIR", description = "A folder of results.")
    private List<Path> places = List.of();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUT",
            description =
                    "Write summary, charts and report.html there; a comparison that is there is replaced (default: print the tables alone).")
    @Nullable
    private Path output;

    @Option(names = "--no-charts", description = "Write the figures alone, without charts and report.")
    private boolean noCharts;

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, UserException {
        if (spec == null) {
            throw new IllegalStateException("Not called through the command line");
        }
        if (output != null) {
            ResultDirectory.check(output);
            checkApart(output);
        }
        ResultComparison comparison = ResultComparison.of(places);
        if (output != null) {
            try (var progress = new Progress(spec.commandLine().getErr(), 0)) {
                comparison.write(output, !noCharts, progress);
            }
        }
        print(comparison, spec.commandLine().getOut());
        return 0;
    }

    /** Replacing what is compared by the comparison, or what is around it, would lose it. */
    private void checkApart(Path out) throws UserException {
        for (Path place : places) {
            if (place.toAbsolutePath()
                    .normalize()
                    .startsWith(out.toAbsolutePath().normalize())) {
                throw new UserException(
                        "-o " + out + " would replace " + place + ", which is compared; name another place");
            }
        }
    }

    private void print(ResultComparison comparison, PrintWriter out) {
        Paragraph.hanging(out, "Workload  ", comparison.workload());
        Paragraph.hanging(out, "Cluster   ", comparison.cluster());
        Paragraph.hanging(out, "Seed      ", Long.toString(comparison.seed()));
        comparison.remarks().forEach(remark -> Paragraph.hanging(out, "Note      ", remark));
        out.println();
        new Conclusions(comparison.runs(), comparison.window(), comparison.random()).print(out);
        if (output != null) {
            out.println("Comparison: " + output + (noCharts ? "" : " (open " + output.resolve("report.html") + ")"));
        }
        out.flush();
    }
}
