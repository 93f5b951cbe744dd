package io.wavetank.cli;

import io.wavetank.experiment.BalancerCatalog;
import io.wavetank.experiment.UserException;
import io.wavetank.experiment.bench.TrafficBench;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How fast requests to services are simulated. */
@Command(
        name = "traffic",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Simulate requests to services, and measure how fast.",
        description = {
            "",
            "Poisson arrivals at load 0.7 meet a chain of services whose replicas share their core among exponential"
                    + " requests of a millisecond. Each caller chooses for itself. Counts the CPU time of the one"
                    + " thread, with full books and statistics, after a shorter run to warm up.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:an option cannot be used"})
final class BenchTrafficCommand implements Callable<Integer> {
    @Option(
            names = "--balancer",
            paramLabel = "NAME",
            defaultValue = "p2c",
            description = "The load balancer of each caller (default: ${DEFAULT-VALUE}).")
    private String balancer = "p2c";

    @Option(
            names = "--tiers",
            paramLabel = "T",
            defaultValue = "1",
            description = "Services that each request passes (default: ${DEFAULT-VALUE}).")
    private int tiers;

    @Option(
            names = "--replicas",
            paramLabel = "R",
            defaultValue = "100",
            description = "Replicas of each service (default: ${DEFAULT-VALUE}).")
    private int replicas;

    @Option(
            names = "--requests",
            paramLabel = "N",
            defaultValue = "5000000",
            description = "Requests (default: ${DEFAULT-VALUE}).")
    private int requests;

    @Option(names = "--network", description = "Messages between services take time, as in one zone.")
    private boolean network;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "The key of all draws (default: ${DEFAULT-VALUE}).")
    private long seed;

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public Integer call() throws UserException {
        if (spec == null) {
            throw new IllegalStateException("Not called through the command line");
        }
        if (tiers < 1 || tiers > 100 || replicas < 1 || requests < 1) {
            throw new UserException("--tiers is a whole number from 1 to 100, --replicas and --requests from 1 on; not "
                    + tiers + ", " + replicas + " and " + requests);
        }
        List<String> balancers = new BalancerCatalog().names();
        if (!balancers.contains(balancer)) {
            throw new UserException("No load balancer '" + balancer + "'; there are " + String.join(", ", balancers));
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(new TrafficBench(balancer, tiers, replicas, requests, network, seed).run());
        out.flush();
        return 0;
    }
}
