package io.wavetank.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wavetank.experiment.Experiment;
import io.wavetank.experiment.PolicyCatalog;
import io.wavetank.experiment.SchedulerChoice;
import io.wavetank.experiment.TraceWorkload;
import io.wavetank.experiment.UserException;
import io.wavetank.report.result.Json;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.sim.scenario.DecisionTime;
import io.wavetank.sim.scenario.EventRanks;
import io.wavetank.sim.scenario.RunSpec;
import io.wavetank.sim.scenario.Trigger;
import io.wavetank.workload.TraceFormats;
import io.wavetank.workload.openb.OpenbNodes;
import io.wavetank.workload.trace.Trace;
import io.wavetank.workload.trace.TraceOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Replays a trace under one or more schedulers. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Replay a trace against a cluster under one or more schedulers.",
        description = {
            "",
            "Prints a table and leaves a folder with the figures, every task's fate, charts and report.html.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  wavetank run --trace openb_pod_list_default.csv \\",
            "      --nodes openb_node_list_all_node.csv \\",
            "      --scheduler first-fit,best-fit,worst-fit,random -o out",
            "  wavetank run --trace KTH-SP2.swf.gz --processors 100 --scheduler fcfs",
            "  wavetank run ... --scheduler power-of-d:d=3:queue=head-of-line",
            "  wavetank run ... --decision-time 5ms --decision-time-per-node 2us"
        })
final class RunCommand implements Callable<Integer> {
    @Option(
            names = "--trace",
            required = true,
            paramLabel = "FILE",
            description =
                    "The trace, as published; gz, xz and zst are unpacked on the way. 'wavetank traces' lists the formats.")
    private Path traceFile = Path.of("");

    @Option(names = "--format", paramLabel = "NAME", description = "The trace's format, if it is not recognised.")
    @Nullable
    private String format;

    @Option(
            names = "--nodes",
            paramLabel = "FILE",
            description = "The cluster's nodes: the node list of an openb trace.")
    @Nullable
    private Path nodesFile;

    @Option(
            names = "--processors",
            paramLabel = "P",
            description = "The cluster is one pool of P processors (SWF; default: MaxProcs of the log's header).")
    @Nullable
    private Integer processors;

    @Option(
            names = "--scheduler",
            required = true,
            split = ",",
            paramLabel = "NAME",
            description =
                    "Who decides; several with commas between, options as NAME:key=value. 'wavetank policies' lists them.")
    private List<String> schedulers = List.of();

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "The key of all draws (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            converter = Durations.class,
            description = "Cut the run off at this simulated time, such as 36h or 30d.")
    @Nullable
    private Long untilNanos;

    @Option(
            names = "--decision-time",
            paramLabel = "TIME",
            converter = Durations.class,
            defaultValue = "0s",
            description = "How long a scheduler thinks in each pass, such as 5ms (default: ${DEFAULT-VALUE}).")
    private long perPassNanos;

    @Option(
            names = "--decision-time-per-task",
            paramLabel = "TIME",
            converter = Durations.class,
            defaultValue = "0s",
            description = "... and for each task considered.")
    private long perTaskNanos;

    @Option(
            names = "--decision-time-per-node",
            paramLabel = "TIME",
            converter = Durations.class,
            defaultValue = "0s",
            description = "... and for each node scored.")
    private long perNodeNanos;

    @Option(
            names = "--batch-interval",
            paramLabel = "TIME",
            converter = Durations.class,
            description = "Decide in batches at whole multiples of this time, not after each event.")
    @Nullable
    private Long batchNanos;

    @Option(
            names = "--batch-size",
            paramLabel = "N",
            description = "... and before that as soon as N tasks have come in (needs --batch-interval).")
    @Nullable
    private Integer batchSize;

    @Mixin
    private OutputOptions output = new OutputOptions();

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, UserException {
        List<SchedulerChoice> choices = choose();
        RunSpec run = runSpec();
        output.checkPlace();
        Trace trace = open();
        ClusterSpec cluster = cluster(trace);
        var workload = new TraceWorkload(trace);
        var experiment = new Experiment(
                workload.title(),
                workload,
                cluster,
                choices,
                run,
                output.replications(1),
                scenario(trace, run),
                output.options());
        output.execute(experiment, spec);
        return 0;
    }

    private List<SchedulerChoice> choose() throws UserException {
        var catalog = new PolicyCatalog();
        List<SchedulerChoice> choices = new ArrayList<>();
        var seen = new HashSet<String>();
        for (String text : schedulers) {
            SchedulerChoice choice = catalog.choose(text);
            if (!seen.add(choice.name())) {
                throw new UserException("Scheduler '" + choice.name() + "' is named twice; name each once");
            }
            choices.add(choice);
        }
        return choices;
    }

    private RunSpec runSpec() throws UserException {
        if (batchSize != null && (batchNanos == null || batchSize < 1)) {
            throw new UserException(
                    "--batch-size is a whole number from 1 on and needs --batch-interval, without which the last tasks would wait for ever");
        }
        if (batchNanos != null && batchNanos == 0) {
            throw new UserException("--batch-interval is longer than 0; leave it out to decide after each event");
        }
        Trigger trigger =
                batchNanos == null ? Trigger.EVENT_DRIVEN : new Trigger(batchNanos, batchSize == null ? 0 : batchSize);
        return new RunSpec(
                seed,
                0,
                new DecisionTime(perPassNanos, perTaskNanos, perNodeNanos),
                trigger,
                EventRanks.DEFAULT,
                untilNanos == null ? Long.MAX_VALUE : untilNanos);
    }

    private Trace open() throws IOException, UserException {
        if (processors != null && processors < 1) {
            throw new UserException("--processors is a whole number from 1 on, not " + processors);
        }
        TraceOptions options =
                processors == null ? TraceOptions.DEFAULT : TraceOptions.DEFAULT.withProcessors(processors);
        try {
            return TraceFormats.open(traceFile, format, options);
        } catch (IllegalArgumentException e) {
            throw new UserException(String.valueOf(e.getMessage()));
        }
    }

    private ClusterSpec cluster(Trace trace) throws IOException, UserException {
        ClusterSpec own = trace.cluster();
        if (nodesFile != null) {
            if (own != null) {
                throw new UserException("A trace of format " + trace.format().name()
                        + " runs on a pool of processors; give --processors P, not --nodes");
            }
            return OpenbNodes.read(nodesFile);
        }
        if (own == null) {
            throw new UserException("A trace of format " + trace.format().name()
                    + " does not say what it ran on; give the cluster with --nodes FILE");
        }
        return own;
    }

    private ObjectNode scenario(Trace trace, RunSpec run) throws IOException, UserException {
        ObjectNode root = Json.object();
        ObjectNode from = root.putObject("workload").putObject("trace");
        from.put("file", traceFile.toString());
        from.put("format", trace.format().name());
        ObjectNode cluster = root.putObject("cluster");
        if (nodesFile != null) {
            cluster.put("nodes_file", nodesFile.toString());
            cluster.put("nodes_file_sha256", Digests.sha256(nodesFile));
        } else if (processors != null) {
            cluster.put("processors", processors);
        }
        root.set("run", ScenarioText.of(run, output.replications(1)));
        return root;
    }
}
