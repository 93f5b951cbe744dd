package io.wavetank.cli;

import io.wavetank.experiment.UserException;
import io.wavetank.experiment.bench.KubeBench;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The Kubernetes scheduler's incremental search beside its full scan. */
@Command(
        name = "kube",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Schedule pods as kube-scheduler does, incrementally and by full scan.",
        description = {
            "",
            "An empty cluster of nodes with 32 cores and 128 GiB in three zones fills up with pods of 100 to 550 millicores; "
                    + "no pod goes. Counts the CPU time of the one thread that decides, after a short run to warm up. The full "
                    + "scan meets as many of the pods as take about ten million looks at a node, spread evenly over the run, "
                    + "each in the cluster as it was then; both hashes are over the choice, score and number of ties of these.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:both chose alike",
            "1:they did not; the first difference is named",
            "2:an option cannot be used"
        })
final class BenchKubeCommand implements Callable<Integer> {
    @Option(
            names = "--nodes",
            paramLabel = "N",
            defaultValue = "5000",
            description = "Nodes (default: ${DEFAULT-VALUE}).")
    private int nodes;

    @Option(
            names = "--pods",
            paramLabel = "P",
            defaultValue = "100000",
            description = "Pods (default: ${DEFAULT-VALUE}).")
    private int pods;

    @Option(
            names = "--classes",
            paramLabel = "C",
            defaultValue = "10",
            description = "Kinds of pods, no two of which ask for the same (default: ${DEFAULT-VALUE}).")
    private int classes;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "Chooses requests and their order (default: ${DEFAULT-VALUE}).")
    private long seed;

    @ArgGroup
    private @Nullable Kind kind;

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    private static final class Kind {
        @Option(
                names = "--spread",
                description = "Pods are spread with those of their kind: over zones (must), over hosts (should).")
        private boolean spread;

        @Option(names = "--anti-affinity", description = "Pods prefer hosts without others of their kind.")
        private boolean antiAffinity;

        @Option(
                names = "--adaptive",
                description = "Plain pods; as many nodes are scored as Kubernetes scores by default, not all.")
        private boolean adaptive;

        private KubeBench.Kind value() {
            if (spread) {
                return KubeBench.Kind.SPREAD;
            }
            return antiAffinity
                    ? KubeBench.Kind.ANTI_AFFINITY
                    : adaptive ? KubeBench.Kind.ADAPTIVE : KubeBench.Kind.PLAIN;
        }
    }

    @Override
    public Integer call() throws UserException {
        if (spec == null) {
            throw new IllegalStateException("Not called through the command line");
        }
        if (nodes < 1 || pods < 1) {
            throw new UserException("--nodes and --pods are whole numbers from 1 on, not " + nodes + " and " + pods);
        }
        if (classes < 1 || classes > KubeBench.MOST_CLASSES) {
            throw new UserException(
                    "--classes is a whole number from 1 to " + KubeBench.MOST_CLASSES + ", not " + classes);
        }
        var bench = new KubeBench(kind == null ? KubeBench.Kind.PLAIN : kind.value(), nodes, pods, classes, seed);
        KubeBench.Result result = bench.run();
        PrintWriter out = spec.commandLine().getOut();
        out.println(
                result.difference().isEmpty()
                        ? "full scan and incremental search chose alike for " + bench.compared() + " of " + pods
                                + " pods"
                        : "they differ at " + result.difference());
        out.println(result.line());
        out.flush();
        return result.difference().isEmpty() ? 0 : 1;
    }
}
