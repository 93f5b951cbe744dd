package io.wavetank.cli;

import io.wavetank.experiment.Arm;
import io.wavetank.experiment.ClusterText;
import io.wavetank.experiment.SchedulerChoice;
import io.wavetank.experiment.UserException;
import io.wavetank.experiment.scenario.Scenario;
import io.wavetank.experiment.scenario.ScenarioException;
import io.wavetank.report.result.Figures;
import io.wavetank.sim.scenario.Window;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks scenario files without running them. */
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Check scenario files, and say what they amount to.",
        description = {
            "",
            "Runs nothing: reads each scenario, its traces included, and names what is wrong by file, line and column.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  wavetank validate my.yaml",
            "  wavetank validate my.yaml --set workload.generate.load=0.9",
            "  wavetank validate --schema > scenario.schema.json"
        })
final class ValidateCommand implements Callable<Integer> {
    private static final int USER = 2;

    @Parameters(arity = "0..*", paramLabel = "FILE", description = "Scenario files, or run.json of runs.")
    private List<Path> files = List.of();

    @Option(names = "--schema", description = "Print the JSON Schema: every key with its unit and default.")
    private boolean schema;

    @Mixin
    private ScenarioOptions scenarios = new ScenarioOptions();

    @Mixin
    private PluginOption plugins = new PluginOption();

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, UserException {
        if (spec == null) {
            throw new IllegalStateException("Not called through the command line");
        }
        plugins.load();
        PrintWriter out = spec.commandLine().getOut();
        if (schema) {
            out.print(Scenario.schema());
        } else if (files.isEmpty()) {
            throw new UserException("Name a scenario file to check, or --schema");
        }
        int code = 0;
        for (Path file : files) {
            try {
                describe(file, scenarios.read(file, List.of()), out);
            } catch (ScenarioException e) {
                Failures.say(spec.commandLine(), e);
                code = USER;
            }
        }
        out.flush();
        return code;
    }

    private static void describe(Path file, Scenario scenario, PrintWriter out) throws IOException {
        double load = scenario.offeredLoad();
        Window window = scenario.run().window();
        out.println(file + ": " + scenario.title());
        Paragraph.hanging(out, "  Workload      ", scenario.workload().title());
        Paragraph.hanging(out, "  Cluster       ", ClusterText.of(scenario.cluster()));
        if (load != 0) { // as of services alone, or of tasks that all come at one instant
            String share = Double.isNaN(load)
                    ? "no figure: tasks stay, all come at once, or sizes depend on run times"
                    : Figures.percent(load) + " of the cores in the mean";
            Paragraph.hanging(out, "  Offered load  ", share);
        }
        if (scenario.arms().isEmpty()) {
            Paragraph.hanging(out, "  Schedulers    ", names(scenario.schedulers().stream()));
        } else {
            Paragraph.hanging(
                    out, "  Arms          ", names(scenario.arms().stream().map(Arm::scheduler)));
        }
        Paragraph.hanging(out, "  Replications  ", Figures.count(scenario.replications()));
        Paragraph.hanging(out, "  Window        ", Windows.text(window));
    }

    private static String names(Stream<SchedulerChoice> schedulers) {
        return schedulers.map(SchedulerChoice::name).collect(Collectors.joining(", "));
    }
}
