package io.wavetank.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wavetank.experiment.Digests;
import io.wavetank.experiment.Experiment;
import io.wavetank.experiment.PolicyCatalog;
import io.wavetank.experiment.SchedulerChoice;
import io.wavetank.experiment.TraceWorkload;
import io.wavetank.experiment.UserException;
import io.wavetank.experiment.scenario.Scenario;
import io.wavetank.experiment.scenario.ScenarioException;
import io.wavetank.policy.Resources;
import io.wavetank.report.result.Json;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.sim.scenario.DecisionTime;
import io.wavetank.sim.scenario.EventRanks;
import io.wavetank.sim.scenario.RunSpec;
import io.wavetank.sim.scenario.Trigger;
import io.wavetank.sim.scenario.Window;
import io.wavetank.workload.TraceFormats;
import io.wavetank.workload.trace.Trace;
import io.wavetank.workload.trace.TraceContent;
import io.wavetank.workload.trace.TraceOptions;
import io.wavetank.workload.trace.TraceUsers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** A trace, a cluster and schedulers said on the command line, without a scenario file. */
final class ReplayOptions {
    /** Which key of a scenario says what an option says. */
    static final Map<String, String> KEYS = Map.ofEntries(
            Map.entry("--trace", "workload.trace.file"),
            Map.entry("--format", "workload.trace.format"),
            Map.entry("--replay", "workload.trace.replay"),
            Map.entry("--session-break", "workload.trace.session_break"),
            Map.entry("--nodes", "cluster.file"),
            Map.entry("--processors", "cluster.processors"),
            Map.entry("--scheduler", "policies.scheduler"),
            Map.entry("--until", "run.until"),
            Map.entry("--decision-time", "policies.decision_time.per_pass"),
            Map.entry("--decision-time-per-task", "policies.decision_time.per_task"),
            Map.entry("--decision-time-per-node", "policies.decision_time.per_node"),
            Map.entry("--batch-interval", "policies.trigger.batch_interval"),
            Map.entry("--batch-size", "policies.trigger.batch_size"));

    /** The options that say what is run, and not how; a snapshot says it in their place. */
    static final Set<String> WHAT_IS_RUN =
            Set.of("--trace", "--format", "--replay", "--session-break", "--nodes", "--processors");

    private static final String CLOSED_LOOP = "closed-loop";

    @Option(
            names = "--trace",
            paramLabel = "FILE",
            description =
                    "The trace, as published: a file, plain or packed (gz, xz, zst, bz2, tar), or the folder with its files. 'wavetank traces' lists the formats.")
    @Nullable
    private Path traceFile;

    @Option(names = "--format", paramLabel = "NAME", description = "The trace's format, if it is not recognised.")
    @Nullable
    private String format;

    @Option(
            names = "--replay",
            paramLabel = "HOW",
            defaultValue = "recorded",
            description =
                    "When tasks come: recorded, or closed-loop, the recorded think time after the end of what the same user"
                            + " submitted before (default: ${DEFAULT-VALUE}).")
    private String howReplayed = "recorded";

    @Option(
            names = "--session-break",
            paramLabel = "TIME",
            converter = Durations.class,
            description =
                    "In a closed loop, after a longer think time than this a session begins at its recorded time (default: 20m).")
    @Nullable
    private Long breakNanos;

    @Option(
            names = "--nodes",
            paramLabel = "FILE",
            description =
                    "The cluster's nodes: a node list or machine events, as published (default: those that the trace brings).")
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
            split = ",",
            paramLabel = "NAME",
            description =
                    "Who decides; several with commas between, options as NAME:key=value. 'wavetank policies' lists them.")
    private List<String> schedulers = List.of();

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

    /** The trace; null if none is named. */
    @Nullable
    Path traceFile() {
        return traceFile;
    }

    /** The list of nodes; null if none is named. */
    @Nullable
    Path nodesFile() {
        return nodesFile;
    }

    /** Returns the experiment that the options describe. */
    Experiment experiment(OutputOptions output, long seed, CommandLine.Model.CommandSpec spec)
            throws IOException, UserException, ScenarioException {
        Path file = traceFile;
        if (file == null || schedulers.isEmpty()) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    file == null && schedulers.isEmpty()
                            ? "What is to be run? Name a scenario file, or a trace and schedulers by --trace and --scheduler"
                            : "Missing required option: '" + (file == null ? "--trace=FILE'" : "--scheduler=NAME'"));
        }
        List<SchedulerChoice> choices = choose();
        RunSpec run = runSpec(seed);
        output.checkPlace();
        Trace trace = open(file).requireTasks();
        ClusterSpec cluster = cluster(trace);
        var workload = new TraceWorkload(trace, users(trace));
        int replications = output.replications(1);
        Experiment.Options options = output.options();
        ObjectNode scenario = Scenario.complete(scenario(trace, cluster, run, replications, options));
        return Experiment.of(workload.title(), workload, cluster, choices, run, null, replications, scenario, options);
    }

    /** Puts down how a snapshot is run: who decides, the Kubernetes scheduler if nobody is named; how long that takes; until when. */
    void describe(ObjectNode scenario) throws UserException {
        ArrayNode names = scenario.withObject("/policies").withArray("scheduler");
        for (SchedulerChoice choice : choose()) {
            names.add(choice.name());
        }
        if (names.isEmpty()) {
            names.add("kubernetes");
        }
        ScenarioText.put(runSpec(1), 1, scenario);
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

    private RunSpec runSpec(long seed) throws UserException {
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
                untilNanos == null ? Long.MAX_VALUE : untilNanos,
                Window.SUBMISSIONS);
    }

    private Trace open(Path file) throws IOException, UserException {
        if (processors != null && processors < 1) {
            throw new UserException("--processors is a whole number from 1 on, not " + processors);
        }
        TraceOptions options =
                processors == null ? TraceOptions.DEFAULT : TraceOptions.DEFAULT.withProcessors(processors);
        try {
            return TraceFormats.open(file, format, options);
        } catch (IllegalArgumentException e) {
            throw new UserException(String.valueOf(e.getMessage()));
        }
    }

    private ClusterSpec cluster(Trace trace) throws IOException, UserException {
        ClusterSpec own = trace.cluster();
        if (nodesFile != null) {
            if (pool(trace)) {
                throw new UserException("A trace of format " + trace.format().name()
                        + " runs on a pool of processors; give --processors P, not --nodes");
            }
            return TraceFormats.nodes(nodesFile);
        }
        if (own == null) {
            throw new UserException("A trace of format " + trace.format().name()
                    + " does not say what it ran on; give the cluster with --nodes FILE");
        }
        return own;
    }

    private @Nullable TraceUsers users(Trace trace) throws IOException, UserException {
        boolean closed = howReplayed.equals(CLOSED_LOOP);
        if (!closed && !howReplayed.equals("recorded")) {
            throw new UserException("--replay is recorded or closed-loop, not '" + howReplayed + "'");
        }
        if (!closed && breakNanos != null) {
            throw new UserException("--session-break needs --replay closed-loop");
        }
        return closed ? trace.users(breakNanos == null ? TraceUsers.USUAL_BREAK_NANOS : breakNanos) : null;
    }

    private static boolean pool(Trace trace) {
        return trace.carries().contains(TraceContent.PROCESSORS);
    }

    /** The same as a scenario, by which it can be run again. */
    private ObjectNode scenario(
            Trace trace, ClusterSpec cluster, RunSpec run, int replications, Experiment.Options options)
            throws IOException {
        ObjectNode root = Json.object();
        ObjectNode on = root.putObject("cluster");
        if (nodesFile != null) {
            on.put("file", nodesFile.toString());
            on.put("sha256", Digests.sha256(nodesFile));
        } else if (pool(trace)) {
            on.put("processors", cluster.nodes().get(0).capacity(Resources.CPU) / 1000);
        } else {
            root.remove("cluster");
        }
        ObjectNode what = root.putObject("workload")
                .putObject("trace")
                .put("file", trace.path().toString())
                .put("format", trace.format().name())
                .put("sha256", trace.sha256())
                .put("replay", howReplayed);
        if (breakNanos != null) {
            what.put("session_break", breakNanos + "ns");
        }
        ObjectNode policies = root.putObject("policies");
        schedulers.forEach(policies.withArray("scheduler")::add);
        ScenarioText.put(run, replications, root);
        root.putObject("report").put("charts", options.charts()).put("events", options.events());
        return root;
    }
}
