package io.wavetank.cli;

import io.wavetank.experiment.UserException;
import io.wavetank.experiment.conformance.Agreement;
import io.wavetank.experiment.conformance.HpcConformance;
import io.wavetank.report.result.Figures;
import io.wavetank.report.table.TextTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Replays recorded decisions and says how many of them come out the same. */
@Command(
        name = "conformance",
        header = "Replay recorded decisions and say how many come out the same.",
        mixinStandardHelpOptions = true,
        subcommands = {ConformanceCommand.Hpc.class, CommandLine.HelpCommand.class},
        footerHeading = "%nExamples:%n",
        footer = {
            "  wavetank conformance hpc cases/",
            "  wavetank conformance hpc KTH-SP2.starts.csv.xz --processors 100"
        })
final class ConformanceCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            throw new CommandLine.ParameterException(spec.commandLine(), "Name what to check: hpc");
        }
    }

    /** Recorded start times of parallel jobs. */
    @Command(
            name = "hpc",
            mixinStandardHelpOptions = true,
            header = "Start times of whole logs of parallel jobs, job for job.",
            description = {
                "",
                "Exit code 0 if every decision that a scheduler here claims to reproduce is the same, else 1.",
                ""
            })
    static final class Hpc implements Callable<Integer> {
        @Parameters(arity = "1..*", paramLabel = "PATH", description = "Files *.starts.csv[.xz], or folders of them.")
        private List<Path> places = List.of();

        @Option(
                names = "--processors",
                paramLabel = "P",
                defaultValue = "0",
                description = "The machine's processors, if no *.metrics.json beside the file says.")
        private int processors;

        @CommandLine.Spec
        private CommandLine.Model.@Nullable CommandSpec spec;

        @Override
        public Integer call() throws IOException, UserException {
            if (spec == null) {
                throw new IllegalStateException("Not called through the command line");
            }
            List<Agreement> agreements = new ArrayList<>();
            var uncovered = new TreeSet<String>();
            var conformance = new HpcConformance(processors);
            for (Path place : places) {
                for (Path file : HpcConformance.files(place)) {
                    HpcConformance.Outcome outcome = conformance.check(file);
                    agreements.addAll(outcome.agreements());
                    uncovered.addAll(outcome.uncovered());
                }
            }
            return print(agreements, uncovered, spec.commandLine().getOut());
        }

        private static int print(List<Agreement> agreements, Set<String> uncovered, PrintWriter out) {
            var table = new TextTable(List.of("file", "recorded", "agree", "of"));
            long decisions = 0;
            long agreed = 0;
            for (Agreement each : agreements) {
                table.add(List.of(
                        each.file(), each.column(), Figures.count(each.agreed()), Figures.count(each.decisions())));
                decisions += each.decisions();
                agreed += each.agreed();
            }
            table.lines().forEach(out::println);
            agreements.stream()
                    .filter(each -> !each.complete())
                    .forEach(each -> Paragraph.hanging(
                            out, "  first difference, " + each.file() + ": ", each.firstDifference()));
            if (!uncovered.isEmpty()) {
                Paragraph.hanging(out, "No scheduler here reproduces: ", String.join(", ", uncovered));
            }
            double share = decisions == 0 ? Double.NaN : agreed / (double) decisions;
            out.println("conformance hpc: " + agreed + " of " + decisions + " decisions agree ("
                    + (agreed == decisions ? "100" : Figures.fixed(Math.floor(share * 10_000) / 100, 2)) + " %)");
            out.flush();
            return agreed == decisions && decisions > 0 ? 0 : 1;
        }
    }
}
