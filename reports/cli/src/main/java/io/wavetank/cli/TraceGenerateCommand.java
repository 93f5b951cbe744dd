package io.wavetank.cli;

import io.wavetank.experiment.UserException;
import io.wavetank.experiment.scenario.ModelFile;
import io.wavetank.experiment.scenario.ScenarioException;
import io.wavetank.policy.Draws;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.workload.columnar.Heading;
import io.wavetank.workload.generate.GeneratedWorkload;
import io.wavetank.workload.generate.Inflow;
import io.wavetank.workload.generate.Kind;
import io.wavetank.workload.generate.RateSeries;
import io.wavetank.workload.generate.Until;
import io.wavetank.workload.generate.model.Built;
import io.wavetank.workload.generate.model.BuiltInModels;
import io.wavetank.workload.trace.TraceContent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a trace from a model. */
@Command(
        name = "generate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Make a trace from a model.",
        description = {
            "",
            "Draws tasks from a model that 'wavetank trace fit' wrote, or from one that comes along, to any length and in "
                    + "little memory: the same seed makes the same bytes. A model of request rates makes a table of them.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  wavetank trace generate kth.yaml --tasks 1000000 --scale 4 -o new.swf",
            "  wavetank trace generate lublin-2003 --tasks 10000 --seed 7 -o l.swf",
            "  wavetank trace generate worldcup.yaml --time 30d -o rates.csv"
        })
final class TraceGenerateCommand implements Callable<Integer> {
    private static final double NANOS = 1e9;

    @Parameters(
            paramLabel = "MODEL",
            description = "A model's file (.yaml), or the name of a model that comes along: ${COMPLETION-CANDIDATES}.",
            completionCandidates = Names.class)
    private String model = "";

    @Option(names = "--tasks", paramLabel = "N", description = "How many tasks (default: what the model says).")
    @Nullable
    private Long tasks;

    @Option(
            names = "--time",
            paramLabel = "TIME",
            converter = Durations.class,
            description = "Until when, such as 30d (default: what the model says).")
    @Nullable
    private Long timeNanos;

    @Option(
            names = "--scale",
            paramLabel = "K",
            defaultValue = "1",
            description = "Multiplies the rate of arrivals (default: ${DEFAULT-VALUE}).")
    private double scale = 1;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "The key of all draws (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Mixin
    private TraceOutput output = new TraceOutput();

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    /** The models that come along. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return BuiltInModels.all().stream().map(each -> each.name()).iterator();
        }
    }

    @Override
    public Integer call() throws IOException, UserException, ScenarioException {
        if (spec == null) {
            throw new IllegalStateException("Not called through the command line");
        }
        if (!(scale > 0) || scale == Double.POSITIVE_INFINITY) {
            throw new UserException("--scale is a number above 0, not " + scale);
        }
        if ((tasks != null && tasks < 1) || (timeNanos != null && timeNanos <= 0)) {
            throw new UserException("--tasks and --time are above 0; leave them out for what the model says");
        }
        if (!ModelFile.isFile(model)) {
            Built built = builtIn();
            write(built.workload(), built.cluster(), model);
            return 0;
        }
        Path file = Path.of(model);
        output.checkNotInput(file);
        ModelFile read = ModelFile.read(file);
        GeneratedWorkload workload = read.workload();
        if (workload != null) {
            write(workload, read.cluster(), file.getFileName() + ", sha256 " + read.sha256());
        } else if (read.rates() != null) {
            rates(read.rates());
        }
        return 0;
    }

    private Built builtIn() throws UserException {
        try {
            return BuiltInModels.named(model).make(Map.of());
        } catch (IllegalArgumentException e) {
            throw new UserException(e.getMessage() + "; a model's file ends in .yaml");
        }
    }

    private void write(GeneratedWorkload workload, @Nullable ClusterSpec cluster, String name)
            throws IOException, UserException {
        output.format();
        GeneratedWorkload made = workload.scaled(scale);
        if (tasks != null || timeNanos != null) {
            made = made.until(new Until(
                    tasks == null ? Until.NO_TASK_LIMIT : tasks,
                    timeNanos == null ? Double.POSITIVE_INFINITY : timeNanos / NANOS));
        }
        Set<TraceContent> carries = EnumSet.of(TraceContent.RUN_TIMES);
        var heading = new Heading(
                "model " + name + ", seed " + seed + (scale == 1 ? "" : ", scale " + scale),
                0,
                Map.of(),
                Map.of(),
                carries,
                cluster);
        if (spec != null) {
            output.write(
                    made.open(new Draws(seed, 0)),
                    heading,
                    widestCores(made),
                    List.of(),
                    spec.commandLine().getOut());
        }
    }

    /** How many whole cores the widest task can ask for. */
    private static long widestCores(GeneratedWorkload workload) {
        double most = 1;
        for (Inflow inflow : workload.inflows()) {
            for (Kind kind : inflow.kinds()) {
                double each = Math.max(1, Math.ceil(kind.sizes().cpuMillis().most() / 1000.0));
                most = Math.max(most, each * kind.job().members().most());
            }
        }
        return (long) Math.min(Integer.MAX_VALUE, most);
    }

    private void rates(RateSeries series) throws IOException, UserException {
        if (tasks != null || timeNanos == null) {
            throw new UserException(model + " makes request rates, not tasks; say by --time for how long, such as 30d");
        }
        long intervals = (long) Math.max(1, timeNanos / NANOS / series.intervalSeconds());
        if (spec != null) {
            output.writeRates(
                    series.scaled(scale), seed, intervals, spec.commandLine().getOut());
        }
    }
}
