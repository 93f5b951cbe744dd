package io.wavetank.cli;

import io.wavetank.experiment.UserException;
import io.wavetank.experiment.bench.AutoscaleBench;
import io.wavetank.experiment.scenario.ScenarioException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How fast a day of autoscaling is simulated. */
@Command(
        name = "autoscale",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Simulate a day of autoscaling, and measure how fast.",
        description = {
            "",
            "Services with a daily load: a horizontal pod autoscaler for each every 15 s, the Cluster Autoscaler every 10 s,"
                    + " kube-scheduler, disruption budgets; load is a fluid. Counts the CPU time of the one thread.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:an option cannot be used"})
final class BenchAutoscaleCommand implements Callable<Integer> {
    @Option(
            names = "--services",
            paramLabel = "N",
            defaultValue = "200",
            description = "Services (default: ${DEFAULT-VALUE}).")
    private int services;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            defaultValue = "2000",
            description = "Nodes in the mean, about (default: ${DEFAULT-VALUE}).")
    private int nodes;

    @Option(
            names = "--hours",
            paramLabel = "H",
            defaultValue = "24",
            description = "Simulated hours (default: ${DEFAULT-VALUE}).")
    private int hours;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "The key of all draws (default: ${DEFAULT-VALUE}).")
    private long seed;

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public Integer call() throws UserException, IOException, ScenarioException {
        if (spec == null) {
            throw new IllegalStateException("Not called through the command line");
        }
        if (services < 1 || nodes < 1 || hours < 1 || nodes > 100_000 || services > 10_000 || hours > 1_000) {
            throw new UserException(
                    "--services is a whole number from 1 to 10000, --nodes from 1 to 100000, --hours from"
                            + " 1 to 1000; not " + services + ", " + nodes + " and " + hours);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(new AutoscaleBench(services, nodes, hours, seed).run());
        out.flush();
        return 0;
    }
}
