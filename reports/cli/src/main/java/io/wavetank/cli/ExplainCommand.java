package io.wavetank.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.wavetank.experiment.SchedulerChoice;
import io.wavetank.experiment.UserException;
import io.wavetank.experiment.explain.Explanation;
import io.wavetank.experiment.scenario.Scenario;
import io.wavetank.experiment.scenario.ScenarioException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says why a task of a finished run is where it is, or waits. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Say why a task of a finished run went where it did, or waits.",
        description = {
            "",
            "Makes the run again from its run.json, up to the end of the task, and tells what each attempt found.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  wavetank explain out --task openb-pod-0012",
            "  wavetank explain out --task batch-17 --scheduler kubernetes --replication 2"
        })
final class ExplainCommand implements Callable<Integer> {
    @Parameters(paramLabel = "RUN", description = "The folder of a finished run.")
    private Path run = Path.of("");

    @Option(names = "--task", required = true, paramLabel = "ID", description = "The task, as in tasks.csv.gz.")
    private String task = "";

    @Option(
            names = "--scheduler",
            paramLabel = "NAME",
            description = "Which scheduler or arm, where the run has several.")
    private @Nullable String scheduler;

    @Option(names = "--replication", paramLabel = "N", description = "Which replication (default: 0, or the folder's).")
    private @Nullable Integer replication;

    @Mixin
    private PluginOption plugins = new PluginOption();

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, UserException, ScenarioException {
        if (spec == null) {
            throw new IllegalStateException("Not called through the command line");
        }
        plugins.load();
        Path description = run.resolve("run.json");
        if (!Files.exists(description)) {
            throw new UserException(run + " holds no run.json; name the folder that 'wavetank run' was given with -o");
        }
        Scenario scenario = Scenario.read(description, List.of());
        JsonNode recorded = new JsonMapper().readTree(description.toFile());
        SchedulerChoice choice = choice(scenario);
        int number = replication == null ? recorded.path("replication").asInt(0) : replication;
        if (number < 0 || number >= Math.max(scenario.replications(), number == 0 ? 1 : 0)) {
            throw new UserException("There is no replication " + number + " in " + run + "; it has "
                    + scenario.replications() + ", from 0");
        }
        Explanation explanation = Explanation.of(scenario, choice, number, task);
        PrintWriter out = spec.commandLine().getOut();
        new ExplanationText(explanation, scenario.cluster(), out).print(choice.name(), number);
        out.flush();
        return 0;
    }

    private SchedulerChoice choice(Scenario scenario) throws UserException {
        if (!scenario.arms().isEmpty()) {
            throw new UserException("The run compares arms; name the folder of one: "
                    + scenario.arms().stream()
                            .map(arm ->
                                    run.resolve(arm.scheduler().folderName()).toString())
                            .collect(Collectors.joining(", ")));
        }
        List<SchedulerChoice> all = scenario.schedulers();
        String wanted = scheduler;
        if (wanted == null && all.size() == 1) {
            return all.get(0);
        }
        String names = all.stream().map(SchedulerChoice::name).collect(Collectors.joining(", "));
        if (wanted == null) {
            throw new UserException("The run has several schedulers; name one with --scheduler: " + names);
        }
        for (SchedulerChoice each : all) {
            if (each.name().equals(wanted)) {
                return each;
            }
        }
        throw new UserException("The run has no scheduler '" + wanted + "'; it has " + names);
    }
}
