package io.wavetank.cli;

import io.wavetank.experiment.UserException;
import io.wavetank.experiment.conformance.ConformanceRun;
import io.wavetank.experiment.conformance.ConformanceSuite;
import io.wavetank.experiment.conformance.HpcConformance;
import io.wavetank.experiment.conformance.Tally;
import io.wavetank.experiment.conformance.autoscale.CaConformance;
import io.wavetank.experiment.conformance.autoscale.HpaConformance;
import io.wavetank.experiment.conformance.autoscale.VpaConformance;
import io.wavetank.experiment.conformance.kube.KubeConformance;
import io.wavetank.experiment.conformance.kube.SamplingConformance;
import io.wavetank.experiment.conformance.mesos.MesosConformance;
import io.wavetank.experiment.conformance.queue.KubeQueueConformance;
import io.wavetank.experiment.conformance.swarm.SwarmConformance;
import io.wavetank.report.result.Figures;
import io.wavetank.report.table.TextTable;
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

/** Replays recorded decisions and says how many of them come out the same. */
@Command(
        name = "conformance",
        header = "Replay recorded decisions and say how many come out the same.",
        description = {
            "",
            "Reads what the original decided, lets the policy here decide the same, and compares one by one, down to the first"
                    + " difference. Recordings are not part of Wavetank.",
            ""
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        subcommands = ConformanceCommand.Hpc.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  wavetank conformance hpc cases/",
            "  wavetank conformance hpc KTH-SP2.starts.csv.xz --processors 100",
            "  wavetank conformance mesos recorded/mesos"
        })
final class ConformanceCommand implements Runnable {
    /** The suites that need no options of their own: a row here is a sub-command. */
    private static final List<ConformanceSuite> SUITES = List.of(
            new KubeConformance(),
            new SamplingConformance(),
            new KubeQueueConformance(),
            new MesosConformance(),
            new SwarmConformance(),
            new HpaConformance(),
            new VpaConformance(),
            new CaConformance());

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    /** Adds a sub-command for each suite to {@code wavetank conformance}. */
    static void addSuites(CommandLine wavetank) {
        CommandLine conformance = wavetank.getSubcommands().get("conformance");
        if (conformance == null) {
            throw new IllegalStateException("There is no sub-command 'conformance'");
        }
        for (ConformanceSuite suite : SUITES) {
            var command = new CommandLine(new Suite(suite));
            command.getCommandSpec().usageMessage().header(suite.subject());
            conformance.addSubcommand(suite.name(), command);
        }
        conformance.addSubcommand("help", CommandLine.HelpCommand.class);
    }

    @Override
    public void run() {
        if (spec != null) {
            throw Subcommands.unnamed(spec, "what to check");
        }
    }

    /** Any kind of recorded decisions that needs no options. */
    @Command(
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = {"", "Exit code 0 if every recorded decision comes out the same, else 1.", ""})
    static final class Suite implements Callable<Integer> {
        private final ConformanceSuite suite;

        @Parameters(
                arity = "1..*",
                paramLabel = "PATH",
                description = "Recorded files, plain or packed with gzip, or folders of them.")
        private List<Path> places = List.of();

        @CommandLine.Spec
        private CommandLine.Model.@Nullable CommandSpec spec;

        Suite(ConformanceSuite suite) {
            this.suite = suite;
        }

        @Override
        public Integer call() throws IOException, UserException {
            return print(ConformanceRun.of(suite, places), spec);
        }
    }

    /** Recorded start times of parallel jobs. */
    @Command(
            name = "hpc",
            mixinStandardHelpOptions = true,
            sortOptions = false,
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
            return print(ConformanceRun.of(new HpcConformance(processors), places), spec);
        }
    }

    private static int print(ConformanceRun run, CommandLine.Model.@Nullable CommandSpec spec) {
        if (spec == null) {
            throw new IllegalStateException("Not called through the command line");
        }
        PrintWriter out = spec.commandLine().getOut();
        var table = new TextTable(List.of("recorded", "agree", "of"));
        for (Tally each : run.tallies()) {
            table.add(List.of(each.name(), Figures.count(each.agreed()), Figures.count(each.total())));
        }
        table.lines().forEach(out::println);
        run.differences()
                .forEach(
                        (file, difference) -> Paragraph.hanging(out, "  first difference, " + file + ": ", difference));
        if (!run.uncovered().isEmpty()) {
            Paragraph.hanging(out, "Nothing here reproduces: ", String.join(", ", run.uncovered()));
        }
        if (!run.unknown().isEmpty()) {
            Paragraph.hanging(
                    out,
                    "Passed over, " + run.unknown().size() + " of another kind: ",
                    String.join(", ", run.unknown()));
        }
        out.println(run.line());
        out.flush();
        return run.complete() ? 0 : 1;
    }
}
