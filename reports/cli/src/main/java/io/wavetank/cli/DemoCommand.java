package io.wavetank.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wavetank.experiment.DemoWorkload;
import io.wavetank.experiment.Experiment;
import io.wavetank.experiment.PolicyCatalog;
import io.wavetank.experiment.SchedulerChoice;
import io.wavetank.experiment.UserException;
import io.wavetank.report.result.Json;
import io.wavetank.sim.scenario.RunSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs a bundled workload that needs no download. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Run a bundled workload under three schedulers: a table, charts, a report.",
        description = {
            "",
            "A made-up day on 100 nodes: many small tasks that follow the time of day, batch tasks, and now and then one that "
                    + "takes a whole node. Packing keeps nodes free for those, spreading does not.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {"  wavetank demo", "  wavetank demo --seed 7 -o my-demo"})
final class DemoCommand implements Callable<Integer> {
    private static final List<String> SCHEDULERS = List.of("best-fit", "first-fit", "worst-fit");

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "The key of all draws (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Mixin
    private OutputOptions output = new OutputOptions();

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, UserException {
        output.checkPlace();
        var catalog = new PolicyCatalog();
        List<SchedulerChoice> choices = new ArrayList<>();
        for (String name : SCHEDULERS) {
            choices.add(catalog.choose(name));
        }
        RunSpec run = RunSpec.of(seed);
        ObjectNode scenario = Json.object();
        scenario.putObject("workload").put("demo", seed);
        scenario.set("run", ScenarioText.of(run, output.replications(1)));
        var workload = new DemoWorkload(seed);
        output.execute(
                new Experiment(
                        workload.title(),
                        workload,
                        DemoWorkload.cluster(),
                        choices,
                        run,
                        output.replications(1),
                        scenario,
                        output.options()),
                spec);
        return 0;
    }
}
