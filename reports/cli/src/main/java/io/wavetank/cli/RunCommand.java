package io.wavetank.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.wavetank.experiment.Experiment;
import io.wavetank.experiment.UserException;
import io.wavetank.experiment.scenario.ScenarioException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a scenario, or replays a trace under one or more schedulers. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Run a workload against a cluster under one or more schedulers.",
        description = {
            "",
            "Prints a table and leaves a folder with the figures, every task's fate, charts and report.html.",
            "",
            "What is run stands in a scenario file ('wavetank init' writes one to start from), or is said by --trace, "
                    + "--scheduler and the options behind them.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  wavetank run my.yaml -o out",
            "  wavetank run --snapshot manifests -o out",
            "  wavetank run my.yaml --set cluster.nodes.0.count=500 --seed 7",
            "  wavetank run out/run.json -o again",
            "  wavetank run --trace openb_pod_list_default.csv \\",
            "      --nodes openb_node_list_all_node.csv \\",
            "      --scheduler first-fit,best-fit,worst-fit,random -o out",
            "  wavetank run --trace KTH-SP2.swf.gz --processors 100 --scheduler fcfs",
            "  wavetank run ... --scheduler power-of-d:d=3:queue=head-of-line",
            "  wavetank run ... --decision-time 5ms --decision-time-per-node 2us"
        })
final class RunCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "SCENARIO",
            description = "A scenario file, or the run.json of a run, which runs it again to the same bytes.")
    @Nullable
    private Path scenarioFile;

    @Mixin
    private ScenarioOptions scenarios = new ScenarioOptions();

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "The key of all draws (default: 1, or as the scenario says).")
    @Nullable
    private Long seed;

    @Option(
            names = "--snapshot",
            paramLabel = "PATH",
            description =
                    "A live cluster: Kubernetes objects, a file (YAML, JSON) or a folder of them; runs a day under the"
                            + " kubernetes scheduler, unless --scheduler, --until and the like say otherwise.")
    @Nullable
    private Path snapshot;

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Mixin
    private ReplayOptions replay = new ReplayOptions();

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
        for (Path input : new Path[] {scenarioFile, snapshot, replay.traceFile(), replay.nodesFile()}) {
            output.checkApart(input);
        }
        if (snapshot != null && scenarioFile == null) {
            if (!Files.exists(snapshot)) {
                throw new UserException(snapshot + ": there is no such file or folder");
            }
            var root = new JsonMapper().createObjectNode();
            root.putObject("workload").putObject("snapshot").put("file", snapshot.toString());
            replay.describe(root);
            output.execute(described(Path.of("--snapshot"), spec, root.toString()), spec);
            return 0;
        } else if (snapshot != null) {
            throw new UserException("--snapshot goes without a scenario, in which 'workload.snapshot.file' says it");
        }
        output.execute(scenarioFile == null ? replayed(spec) : described(scenarioFile, spec, null), spec);
        return 0;
    }

    private Experiment replayed(CommandLine.Model.CommandSpec command)
            throws IOException, UserException, ScenarioException {
        if (scenarios.given()) {
            throw new UserException("--set changes a scenario file, and none is named");
        }
        return replay.experiment(output, seed == null ? 1 : seed, command);
    }

    private Experiment described(Path file, CommandLine.Model.CommandSpec command, @Nullable String text)
            throws IOException, UserException, ScenarioException {
        for (Map.Entry<String, String> option : new TreeMap<>(ReplayOptions.KEYS).entrySet()) {
            if (!command.commandLine().getParseResult().hasMatchedOption(option.getKey())) {
                continue;
            }
            if (text != null && ReplayOptions.WHAT_IS_RUN.contains(option.getKey())) {
                throw new UserException(
                        option.getKey() + " says what is run, and so does --snapshot; leave one of the two out");
            }
            if (text == null) {
                throw new UserException(option.getKey() + " goes with a trace on the command line, and " + file
                        + " is a scenario, in which '" + option.getValue() + "' says it; change that by --set "
                        + option.getValue() + "=...");
            }
        }
        List<String> overrides = new ArrayList<>(output.overrides());
        if (seed != null) {
            overrides.add("run.seed=" + seed);
        }
        int workers = output.workers();
        output.checkPlace();
        return scenarios.read(file, text, overrides).experiment(workers);
    }
}
