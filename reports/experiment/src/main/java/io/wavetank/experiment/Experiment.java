package io.wavetank.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wavetank.policy.Resources;
import io.wavetank.report.result.Figures;
import io.wavetank.report.result.FiredAlert;
import io.wavetank.report.result.Json;
import io.wavetank.report.result.LoopLoad;
import io.wavetank.report.result.ResultDirectory;
import io.wavetank.report.result.RunFiles;
import io.wavetank.report.result.RunSummary;
import io.wavetank.report.result.Subject;
import io.wavetank.report.result.SummaryFiles;
import io.wavetank.report.result.TaskFiles;
import io.wavetank.sim.Precedence;
import io.wavetank.sim.RunListener;
import io.wavetank.sim.Simulation;
import io.wavetank.sim.SubmissionSource;
import io.wavetank.sim.UnfitSchedulerException;
import io.wavetank.sim.WithoutWaiting;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.sim.cluster.NodeSpec;
import io.wavetank.sim.record.RunResult;
import io.wavetank.sim.scenario.RunSpec;
import io.wavetank.sim.traffic.ClusterTraffic;
import io.wavetank.sim.traffic.TrafficResult;
import io.wavetank.workload.generate.OfferedLoad;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One or more arms, nearly always the same workload on the same cluster under several schedulers: runs them one after the other, each from the
 * beginning of the workload, and leaves one folder of results.
 *
 * @param title what the experiment is called, in a line
 * @param arms what is compared, at least one
 * @param replications how often each arm is run, each time with other draws; arms share those of a replication
 * @param scenario the experiment as resolved, for {@code run.json}
 * @param options what is written
 */
public record Experiment(String title, List<Arm> arms, int replications, ObjectNode scenario, Options options) {
    /** Copies the list. */
    public Experiment {
        arms = List.copyOf(arms);
    }

    /** Returns the experiment in which nothing but the scheduler differs; the scenario names the schedulers in the same order. */
    public static Experiment of(
            String title,
            Workload workload,
            ClusterSpec cluster,
            List<SchedulerChoice> schedulers,
            RunSpec run,
            @Nullable TrafficPlan traffic,
            int replications,
            ObjectNode scenario,
            Options options) {
        List<JsonNode> written = written(scenario);
        List<Arm> arms = new ArrayList<>();
        for (int i = 0; i < schedulers.size(); i++) {
            ObjectNode own = decidedBy(List.of(written.get(i)), scenario);
            arms.add(new Arm(schedulers.get(i), workload, cluster, run, traffic, own));
        }
        return new Experiment(title, arms, replications, decidedBy(written, scenario), options);
    }

    /** The schedulers as the scenario has them, with their options and the names that they are given. */
    private static List<JsonNode> written(ObjectNode scenario) {
        JsonNode schedulers = scenario.at("/policies/scheduler");
        List<JsonNode> each = new ArrayList<>();
        if (schedulers.isArray()) {
            schedulers.forEach(each::add);
        } else {
            each.add(schedulers);
        }
        return each;
    }

    private static ObjectNode decidedBy(List<JsonNode> schedulers, ObjectNode scenario) {
        ObjectNode copy = scenario.deepCopy();
        ArrayNode deciding = copy.withObject("/policies").putArray("scheduler");
        schedulers.forEach(deciding::add);
        return copy;
    }

    /** What the runs of a resolved scenario are told apart by. */
    public static Subject subject(JsonNode scenario) {
        return scenario.path("arms").isEmpty() ? Subject.SCHEDULER : Subject.ARM;
    }

    /** What is run; that of the first arm. */
    public Workload workload() {
        return arms.get(0).workload();
    }

    /** What it runs on; that of the first arm. */
    public ClusterSpec cluster() {
        return arms.get(0).cluster();
    }

    /**
     * Whether another replication has other draws that count: in the workload, in what breaks at random, in what comes and goes, or in requests. Schedulers that
     * draw are not asked.
     */
    public boolean random() {
        return arms.stream()
                .anyMatch(arm -> arm.workload().random()
                        || !arm.run().faults().processes().isEmpty()
                        || !arm.run().elastic().isEmpty()
                        || arm.traffic() != null);
    }

    /** How it is run; that of the first arm. */
    public RunSpec run() {
        return arms.get(0).run();
    }

    /**
     * What is written beside the figures.
     *
     * @param charts whether charts and the report are drawn
     * @param events whether {@code events.jsonl.gz} is written
     * @param workers how many runs go on at a time, at least 1
     */
    public record Options(boolean charts, boolean events, int workers) {}

    /** Is told how an experiment goes on. */
    public interface Observer extends Notices {
        /** A run begins, and gets this listener in addition to the files. */
        RunListener begins(SchedulerChoice scheduler, int number, int of);
    }

    /** One run of the experiment and where it leaves its files. */
    private record Job(Arm arm, int replication, Path folder, int number) {}

    /** Runs everything and puts the results in place. The results do not depend on the number of workers. */
    public List<RunSummary> execute(Path place, Observer observer) throws IOException {
        long startedNanos = Environment.wallNanos();
        try (ResultDirectory directory = ResultDirectory.begin(place)) {
            List<Job> jobs = jobs(directory.path());
            List<RunSummary> runs = Workers.inOrder(
                    options.workers(),
                    jobs,
                    job -> runOne(job, observer.begins(job.arm().scheduler(), job.number(), jobs.size())));
            if (jobs.size() > 1) {
                SummaryFiles.write(directory.path(), runs);
            }
            Json.write(directory.path().resolve(ResultDirectory.MARK), description(arms.get(0), arms, scenario));
            if (options.charts()) {
                ReportPages.write(directory.path(), page(), runs, observer);
            }
            Environment.write(directory.path().resolve("environment.json"), startedNanos);
            directory.commit();
            return runs;
        }
    }

    /**
     * What the arms run on, in words; by the arms that run on it, such as {@code " of a, b"}, or by nothing if that is all the same.
     */
    public Map<String, String> clusters() {
        Map<String, List<String>> names = new LinkedHashMap<>();
        for (Arm arm : arms) {
            names.computeIfAbsent(ClusterText.of(arm.cluster()), cluster -> new ArrayList<>())
                    .add(arm.scheduler().name());
        }
        Map<String, String> clusters = new LinkedHashMap<>();
        names.forEach((cluster, of) -> clusters.put(names.size() == 1 ? "" : " of " + String.join(", ", of), cluster));
        return clusters;
    }

    private ReportPages.Page page() {
        Workload workload = workload();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Workload", workload.title());
        clusters().forEach((names, cluster) -> facts.put("Cluster" + names, cluster));
        facts.put("Seed", Long.toString(run().seed()));
        facts.put("Wavetank", Environment.version());
        for (Workload.InputFile input : inputs(workload, arms)) {
            facts.put(
                    "Input " + input.path(),
                    input.format() + ", " + input.bytes() + " bytes, SHA-256 " + input.sha256());
        }
        workload.totals().forEach((name, value) -> facts.put(name, Figures.count(value)));
        if (!workload.ignored().isEmpty()) {
            facts.put("Ignored", IgnoredText.of(workload.ignored(), Integer.MAX_VALUE));
        }
        return new ReportPages.Page(title, workload.title(), facts, List.of(), List.of());
    }

    /** A folder for each arm if there are several, and in it one for each replication if there are several. */
    private List<Job> jobs(Path top) throws IOException {
        List<Job> jobs = new ArrayList<>();
        for (Arm arm : arms) {
            Path folder = arms.size() == 1
                    ? top
                    : Files.createDirectory(top.resolve(arm.scheduler().folderName()));
            for (int replication = 0; replication < replications; replication++) {
                Path own = replications == 1 ? folder : Files.createDirectory(folder.resolve("r" + replication));
                jobs.add(new Job(arm, replication, own, jobs.size() + 1));
            }
        }
        return jobs;
    }

    /** What users would submit if nothing waited. */
    private static DemandMeter offered(Job job) throws IOException {
        try (SubmissionSource source = job.arm().workload().open(job.replication())) {
            return DemandMeter.ofAll(WithoutWaiting.of(source), job.arm().run());
        }
    }

    /** The CPU that nodes offer, in millicores of speed 1: where they come and go in the mean over the window, at the speed of those at the start. */
    private static double capacity(ClusterSpec cluster, RunResult result) {
        double atStart = OfferedLoad.capacity(cluster, Resources.CPU);
        if (result.elastic() == null) {
            return atStart;
        }
        double cores = cluster.nodes().stream()
                .mapToDouble(node -> node.allocatable(Resources.CPU))
                .sum();
        double speed = cores == 0 ? 1 : atStart / cores;
        return result.allocation().stream()
                .filter(share -> share.resource().equals("cpu"))
                .mapToDouble(share -> speed * share.meanCapacity())
                .findFirst()
                .orElse(Double.NaN);
    }

    private RunSummary runOne(Job job, RunListener progress) throws IOException {
        Arm arm = job.arm();
        String name = arm.scheduler().name();
        List<String> nodeNames =
                arm.cluster().nodes().stream().map(NodeSpec::name).toList();
        RunResult result;
        LoopLoad load = null;
        TrafficPlan plan = arm.traffic();
        TrafficResult requests = null;
        try (SubmissionSource source = arm.workload().open(job.replication());
                var owned = new OwnedSchedulers(arm.scheduler().factory());
                TaskFiles files = new TaskFiles(job.folder(), name, job.replication(), nodeNames, options.events())) {
            DemandMeter meter = arm.workload().closedLoop() ? new DemandMeter(source, arm.run()) : null;
            ClusterTraffic traffic =
                    plan == null ? null : plan.start(arm.cluster(), arm.run().elastic(), job.replication());
            result = Simulation.run(
                    arm.run().withReplication(job.replication()),
                    arm.cluster(),
                    meter == null ? source : meter,
                    owned,
                    new WithProgress(files, progress),
                    traffic);
            requests = traffic == null || plan == null ? null : traffic.finish(plan.untilNanos());
            if (meter != null) {
                double capacity = capacity(arm.cluster(), result);
                load = new LoopLoad(offered(job).demand(capacity), meter.demand(capacity));
            }
        } catch (UnfitSchedulerException e) {
            throw new UnfitSchedulerException("scheduler '" + name + "' " + e.getMessage());
        }
        List<FiredAlert> fired = List.of();
        if (plan != null && requests != null) {
            fired = plan.alerting().fired(requests);
            plan.alerting().writeMetrics(job.folder(), name, requests);
        }
        var summary = new RunSummary(
                name,
                arm.run().seed(),
                job.replication(),
                arm.workload().dropped(),
                result,
                load,
                requests,
                fired,
                subject(scenario));
        RunFiles.write(job.folder(), summary);
        if (arms.size() > 1 || replications > 1) {
            ObjectNode description = description(arm, List.of(arm), arm.scenario());
            description.put("replication", job.replication());
            Json.write(job.folder().resolve(ResultDirectory.MARK), description);
        }
        return summary;
    }

    /** The files that some arms read: those of the workload, then those of their schedulers, each once. */
    private static List<Workload.InputFile> inputs(Workload workload, List<Arm> of) {
        List<Workload.InputFile> inputs = new ArrayList<>(workload.inputs());
        of.forEach(arm -> arm.scheduler().inputs().stream()
                .filter(each -> !inputs.contains(each))
                .forEach(inputs::add));
        return inputs;
    }

    private ObjectNode description(Arm arm, List<Arm> of, ObjectNode resolved) throws IOException {
        Workload workload = arm.workload();
        ObjectNode root = Json.object();
        root.put("wavetank", Environment.version());
        root.put("seed", arm.run().seed());
        root.putObject("described")
                .put("title", title)
                .put("workload", workload.title())
                .put("cluster", ClusterText.of(arm.cluster()));
        root.set("scenario", resolved);
        ArrayNode inputs = root.putArray("inputs");
        for (Workload.InputFile input : inputs(workload, of)) {
            inputs.addObject()
                    .put("path", input.path())
                    .put("format", input.format())
                    .put("bytes", input.bytes())
                    .put("sha256", input.sha256());
        }
        List<Path> plugins = Plugins.inUse();
        if (!plugins.isEmpty()) {
            ArrayNode jars = root.putArray("plugins");
            for (Path jar : plugins) {
                jars.addObject().put("path", jar.toString()).put("sha256", Digests.sha256(jar));
            }
        }
        ObjectNode totals = root.putObject("workload_totals");
        workload.totals().forEach(totals::put);
        Precedence precedence = workload.precedence();
        if (precedence != null) {
            root.putObject("workload_dependencies")
                    .put("dependencies", precedence.dependencies())
                    .put("groups_that_wait", precedence.waitingGroups())
                    .put("groups_without_tasks", precedence.emptyGroups());
        }
        if (!workload.ignored().isEmpty()) {
            ObjectNode ignored = root.putObject("workload_ignored");
            workload.ignored().forEach(ignored::put);
        }
        return root;
    }
}
