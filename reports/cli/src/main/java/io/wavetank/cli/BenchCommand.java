package io.wavetank.cli;

import io.wavetank.experiment.PolicyCatalog;
import io.wavetank.experiment.UserException;
import io.wavetank.experiment.bench.ReplayBench;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the simulator. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Measure how fast the simulator is.",
        description = {"", "Times are of this machine; counts and hashes are the same on all.", ""},
        subcommands = {
            BenchCommand.Replay.class,
            BenchKubeCommand.class,
            BenchTrafficCommand.class,
            BenchAutoscaleCommand.class,
            BenchTraceCommand.class,
            CommandLine.HelpCommand.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  wavetank bench replay --nodes 12500 --tasks 5000000 \\",
            "      --scheduler best-fit",
            "  wavetank bench kube --nodes 5000 --pods 100000 --classes 1000",
            "  wavetank bench traffic --tiers 5 --replicas 20",
            "  wavetank bench trace --rows 2000000"
        })
final class BenchCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            throw Subcommands.unnamed(spec, "what to measure");
        }
    }

    /** A generated workload, replayed whole, beside the bare bound. */
    @Command(
            name = "replay",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            header = "Replay a generated workload, beside what the machine could do at best.",
            description = {
                "",
                "Counts the CPU time of the whole process from when the run begins: generator, engine, policy, books,"
                        + " statistics, compiler and collector; no result files. The bound is best fit on plain arrays"
                        + " in a JVM of its own, counted in the same way: the median of three runs. Only the ratio of the two means anything on a"
                        + " machine that does other things too.",
                ""
            })
    static final class Replay implements Callable<Integer> {
        @Option(
                names = "--nodes",
                paramLabel = "N",
                defaultValue = "1000",
                description = "Nodes (default: ${DEFAULT-VALUE}).")
        private int nodes;

        @Option(
                names = "--tasks",
                paramLabel = "T",
                defaultValue = "1000000",
                description = "Tasks (default: ${DEFAULT-VALUE}).")
        private long tasks;

        @Option(
                names = "--scheduler",
                paramLabel = "NAME",
                defaultValue = "best-fit",
                description = "Who decides (default: ${DEFAULT-VALUE}).")
        private String scheduler = "best-fit";

        @CommandLine.Spec
        private CommandLine.Model.@Nullable CommandSpec spec;

        @Override
        public Integer call() throws IOException, UserException {
            if (spec == null) {
                throw new IllegalStateException("Not called through the command line");
            }
            if (nodes < 1 || tasks < 1) {
                throw new UserException(
                        "--nodes and --tasks are whole numbers from 1 on, not " + nodes + " and " + tasks);
            }
            var choice = new PolicyCatalog().choose(scheduler);
            spec.commandLine().getOut().println(new ReplayBench(nodes, tasks).run(choice));
            spec.commandLine().getOut().flush();
            return 0;
        }
    }
}
