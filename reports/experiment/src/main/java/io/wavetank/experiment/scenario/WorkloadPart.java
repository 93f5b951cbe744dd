package io.wavetank.experiment.scenario;

import io.wavetank.experiment.Digests;
import io.wavetank.experiment.ServicesWorkload;
import io.wavetank.experiment.SnapshotWorkload;
import io.wavetank.experiment.TraceWorkload;
import io.wavetank.experiment.Workload;
import io.wavetank.experiment.scenario.Value.Entries;
import io.wavetank.experiment.scenario.Value.Text;
import io.wavetank.policy.Resources;
import io.wavetank.report.result.Figures;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.workload.TraceFormats;
import io.wavetank.workload.generate.GeneratedWorkload;
import io.wavetank.workload.generate.Inflow;
import io.wavetank.workload.generate.Until;
import io.wavetank.workload.generate.arrival.Arrivals;
import io.wavetank.workload.generate.arrival.Batches;
import io.wavetank.workload.generate.distribution.Constant;
import io.wavetank.workload.generate.model.Built;
import io.wavetank.workload.generate.model.BuiltInModels;
import io.wavetank.workload.generate.model.Model;
import io.wavetank.workload.generate.model.Parameter;
import io.wavetank.workload.trace.Trace;
import io.wavetank.workload.trace.TraceContent;
import io.wavetank.workload.trace.TraceOptions;
import io.wavetank.workload.trace.TraceUsers;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes the workload of a scenario and the cluster that it runs on. They need each other: a load is a share of the cluster, and a trace or a model
 * may bring its cluster along.
 */
final class WorkloadPart {
    private static final double SECOND = 1e9;

    private final Path folder;
    private final long seed;
    private Entries scenario;

    /** What comes of the two parts; {@code lastNanos} is when the last task is submitted at the latest, or never where there is something to tell after it. */
    record Made(Workload workload, ClusterSpec cluster, long lastNanos, Entries scenario) {}

    /**
     * Takes the scenario.
     *
     * @param folder where files are looked for
     */
    WorkloadPart(Entries scenario, Path folder, long seed) {
        this.scenario = scenario;
        this.folder = folder;
        this.seed = seed;
    }

    Made make(String name) throws IOException, ScenarioException {
        if (Checker.nothing(scenario.get("workload"))) {
            return services();
        }
        Section workload = Section.of(scenario.get("workload"), "workload");
        Section cluster =
                Checker.nothing(scenario.get("cluster")) ? null : Section.of(scenario.get("cluster"), "cluster");
        if (workload.has("snapshot")) {
            return snapshot(workload.section("snapshot"), cluster);
        }
        return workload.has("trace")
                ? trace(workload.section("trace"), cluster)
                : generated(workload.section("generate"), cluster, name);
    }

    /** No workload but services. */
    private Made services() throws IOException, ScenarioException {
        Value described = scenario.get("cluster");
        if (Checker.nothing(described)) {
            throw ScenarioException.of(scenario.place(), "services bring no cluster along; expected a cluster");
        }
        List<Workload.InputFile> inputs = new ArrayList<>();
        long count = Section.of(scenario, "").sections("rollouts").size();
        for (Section service : Section.of(scenario, "").sections("services")) {
            count += service.whole("count");
        }
        for (Path file : LoadPart.files(scenario)) {
            inputs.add(new Workload.InputFile(file.toString(), "rates", Files.size(file), Digests.sha256(file)));
        }
        return new Made(
                new ServicesWorkload((int) count, inputs),
                cluster(Section.of(described, "cluster"), Map.of(), ""),
                Long.MAX_VALUE,
                scenario);
    }

    private Made snapshot(Section part, @Nullable Section cluster) throws IOException, ScenarioException {
        if (cluster != null) {
            throw ScenarioException.of(cluster.place(), "a snapshot brings its cluster along; expected no cluster");
        }
        var made = SnapshotPart.of(part, Section.of(scenario.get("run"), "run"), file(part));
        checkDigest(part, made.snapshot().sha256());
        scenario = made.resolved(scenario);
        return new Made(
                new SnapshotWorkload(made.snapshot(), made.file()),
                made.snapshot().cluster(),
                Long.MAX_VALUE, // its pods go on
                scenario);
    }

    private Made trace(Section trace, @Nullable Section cluster) throws IOException, ScenarioException {
        Path file = file(trace);
        String format = trace.textOrNull("format");
        if (format != null && !TraceFormats.names().contains(format)) {
            throw ScenarioException.of(
                    trace.place("format"),
                    "unknown trace format '" + format + "'; expected one that 'wavetank traces' lists"
                            + Checker.meant(format, TraceFormats.names()));
        }
        TraceOptions options = cluster != null && cluster.has("processors")
                ? TraceOptions.DEFAULT.withProcessors((int) cluster.whole("processors"))
                : TraceOptions.DEFAULT;
        Trace read = TraceFormats.open(file, format, options).requireTasks();
        checkDigest(trace, read.sha256());
        ClusterSpec on = clusterOf(read, trace, cluster);
        Place place = trace.place();
        scenario = scenario.with(
                "workload",
                new Entries(place, Map.of())
                        .with(
                                "trace",
                                trace.entries()
                                        .with("file", new Text(place, file.toString(), false))
                                        .with(
                                                "format",
                                                new Text(place, read.format().name(), false))
                                        .with("sha256", new Text(place, read.sha256(), false))));
        TraceUsers users = trace.text("replay").equals("closed-loop") ? read.users(longestThink(trace)) : null;
        var tasks = new TraceWorkload(read, users);
        return new Made(tasks, on, read.lastSubmitNanos(), scenario);
    }

    private static long longestThink(Section trace) {
        return trace.text("session_break").equals("never")
                ? Long.MAX_VALUE
                : trace.whole("session_break", Unit.DURATION);
    }

    private ClusterSpec clusterOf(Trace read, Section trace, @Nullable Section cluster)
            throws IOException, ScenarioException {
        ClusterSpec own = read.cluster();
        if (cluster == null || cluster.has("processors")) {
            if (own == null) {
                throw ScenarioException.of(
                        cluster == null ? trace.place() : cluster.place("processors"),
                        "a trace of format " + read.format().name()
                                + " does not say what it ran on; expected a cluster of 'nodes', 'file' or 'model'");
            }
            boolean pool = read.carries().contains(TraceContent.PROCESSORS);
            if (cluster == null && pool) {
                long processors = own.nodes().get(0).capacity(Resources.CPU) / 1000;
                Place place = trace.place();
                var size = new Value.Numeral(place, Long.toString(processors), BigDecimal.valueOf(processors));
                scenario = scenario.with("cluster", new Entries(place, Map.of()).with("processors", size));
            }
            if (cluster != null && !pool) {
                throw ScenarioException.of(
                        cluster.place("processors"),
                        "a trace of format " + read.format().name()
                                + " brings its machines along; expected no cluster at all, or one of 'nodes', 'file'"
                                + " or 'model'");
            }
            return own;
        }
        if (own != null && read.carries().contains(TraceContent.PROCESSORS)) {
            throw ScenarioException.of(
                    cluster.place(),
                    "a trace of format " + read.format().name()
                            + " runs on a pool of processors; expected 'processors' or no cluster at all");
        }
        return cluster(cluster, Map.of(), "");
    }

    /** Returns the cluster as described; {@code given} are the parameters of the model {@code model}. */
    private ClusterSpec cluster(Section cluster, Map<String, Double> given, String model)
            throws IOException, ScenarioException {
        if (cluster.has("nodes")) {
            return ClusterPart.of(cluster);
        } else if (cluster.has("processors")) {
            return ClusterSpec.pool((int) cluster.whole("processors"));
        } else if (cluster.has("model")) {
            Model named = model(cluster, "cluster.model");
            return named.make(named.name().equals(model) ? given : Map.of()).cluster();
        }
        Path file = file(cluster);
        ClusterSpec nodes = TraceFormats.nodes(file);
        String sha256 = Digests.sha256(file);
        checkDigest(cluster, sha256);
        Place place = cluster.place();
        scenario = scenario.with(
                "cluster",
                cluster.entries()
                        .with("file", new Text(place, file.toString(), false))
                        .with("sha256", new Text(place, sha256, false)));
        return nodes;
    }

    private static Model model(Section section, String path) throws ScenarioException {
        String name = section.text("model");
        List<String> names = BuiltInModels.all().stream().map(Model::name).toList();
        if (!names.contains(name)) {
            throw ScenarioException.of(
                    section.place("model"),
                    path + " is '" + name + "'; expected " + Checker.any(names) + Checker.meant(name, names));
        }
        return BuiltInModels.named(name);
    }

    private Path file(Section section) throws ScenarioException {
        return file(section, "file");
    }

    private Path file(Section section, String key) throws ScenarioException {
        String written = section.text(key);
        Path file = folder.resolve(written).normalize();
        if (!Files.exists(file)) {
            throw ScenarioException.of(
                    section.place(key),
                    "there is no file " + file + "; expected one, its name relative to "
                            + (folder.toString().isEmpty()
                                    ? "the folder that wavetank is started in"
                                    : "the scenario's folder"));
        }
        return file;
    }

    private static void checkDigest(Section section, String sha256) throws ScenarioException {
        String wanted = section.textOrNull("sha256");
        if (wanted != null && !wanted.equals(sha256)) {
            throw ScenarioException.of(
                    section.place("sha256"),
                    section.path() + (section.has("file") ? ".file" : ".model") + " has changed: its SHA-256 is "
                            + sha256 + "; expected the file of this digest, or no 'sha256'");
        }
    }

    private Made generated(Section generate, @Nullable Section cluster, String name)
            throws IOException, ScenarioException {
        if (!generate.has("model")) {
            if (cluster == null) {
                throw ScenarioException.of(
                        generate.place(),
                        "there is no cluster for it; expected a cluster of 'nodes', 'file', 'processors' or 'model'");
            }
            ClusterSpec on = cluster(cluster, Map.of(), "");
            return made(GeneratorPart.of(generate, name.isEmpty() ? "generated" : name, on), on);
        }
        if (ModelFile.isFile(generate.text("model"))) {
            return fromFile(generate, cluster);
        }
        Model model = model(generate, "workload.generate.model");
        Map<String, Double> parameters = parameters(generate, model.name(), model.parameters());
        Built built;
        if (cluster == null) {
            built = generate.made(() -> model.make(parameters));
            scenario = scenario.with(
                    "cluster",
                    new Entries(generate.place(), Map.of())
                            .with("model", new Text(generate.place(), model.name(), false)));
        } else {
            ClusterSpec on = cluster(cluster, parameters, model.name());
            built = generate.made(() -> model.make(parameters, on));
        }
        return made(built.workload(), built.cluster());
    }

    private Made fromFile(Section generate, @Nullable Section cluster) throws IOException, ScenarioException {
        Path file = file(generate, "model");
        ModelFile model = ModelFile.read(file);
        checkDigest(generate, model.sha256());
        GeneratedWorkload tasks = model.workload();
        if (tasks == null) {
            throw ScenarioException.of(
                    generate.place("model"),
                    file + " makes request rates, and no tasks that could be run; expected a model of tasks");
        }
        Map<String, Double> given = parameters(generate, "in " + file, FileParameters.ALL);
        Section written = Section.of(scenario.get("workload"), "workload").section("generate");
        Place place = generate.place();
        Entries named = written.entries()
                .with("model", new Text(place, file.toString(), false))
                .with("sha256", new Text(place, model.sha256(), false));
        scenario = scenario.with("workload", new Entries(place, Map.of()).with("generate", named));
        ClusterSpec own = model.cluster();
        if (cluster == null && own == null) {
            throw ScenarioException.of(
                    generate.place("model"),
                    "the model does not say what it runs on; expected a cluster of 'nodes', 'file', 'processors' or"
                            + " 'model'");
        }
        ClusterSpec on = cluster == null ? Objects.requireNonNull(own) : cluster(cluster, Map.of(), "");
        return made(generate.made(() -> FileParameters.applied(tasks, given, on)), on);
    }

    /** The parameters that are given; all of them are written back, defaults too. */
    private Map<String, Double> parameters(Section generate, String name, List<Parameter> parameters)
            throws ScenarioException {
        List<String> names = parameters.stream().map(Parameter::name).toList();
        for (var entry : generate.entries().entries().entrySet()) {
            boolean known = entry.getKey().equals("model") || names.contains(entry.getKey());
            boolean digest = entry.getKey().equals("sha256") && (!generate.has("sha256") || name.startsWith("in "));
            if (!known && !digest) {
                throw ScenarioException.of(
                        entry.getValue().keyPlace(),
                        "model " + name + " has no parameter '" + entry.getKey() + "'; expected " + Checker.any(names)
                                + Checker.meant(entry.getKey(), names));
            }
        }
        Map<String, Double> given = new LinkedHashMap<>();
        Entries all = generate.entries();
        for (Parameter parameter : parameters) {
            if (!generate.has(parameter.name())) {
                BigDecimal number = Figures.exact(parameter.fallback());
                all = all.with(parameter.name(), new Value.Numeral(generate.place(), number.toPlainString(), number));
                continue;
            }
            double value = generate.number(parameter.name());
            if (!parameter.allows(value)) {
                throw ScenarioException.of(
                        generate.place(parameter.name()),
                        "workload.generate." + parameter.name() + " is "
                                + Section.text(generate.value(parameter.name()))
                                + (parameter.whole() ? "; expected a whole number from " : "; expected a number from ")
                                + Figures.exact(parameter.least()).toPlainString() + " to "
                                + Figures.exact(parameter.most()).toPlainString() + " (" + parameter.unit() + ")");
            }
            given.put(parameter.name(), value);
        }
        scenario = scenario.with("workload", new Entries(generate.place(), Map.of()).with("generate", all));
        return given;
    }

    private Made made(GeneratedWorkload workload, ClusterSpec cluster) {
        Until until = workload.until();
        double last = Math.ceil(until.seconds() * SECOND);
        return new Made(
                new GeneratedTasks(workload.name() + ", " + length(workload), workload, seed),
                cluster,
                last >= Long.MAX_VALUE ? Long.MAX_VALUE : (long) last,
                scenario);
    }

    /** How much there is of a workload, in words. */
    private static String length(GeneratedWorkload workload) {
        double first = 0;
        boolean more = false;
        boolean single = true;
        boolean drawn = false;
        for (Inflow inflow : workload.inflows()) {
            Arrivals arrivals = inflow.arrivals();
            first += arrivals.meanAtStart();
            more |= arrivals.meanAtStart() == 0 || inflow.users() != null;
            single &= inflow.kinds().stream().allMatch(kind -> kind.job().single());
            drawn |= arrivals instanceof Batches batches && !(batches.size() instanceof Constant);
        }
        Until until = workload.until();
        if (!more) {
            String what = single ? "task" : "job";
            return (drawn ? "about " : "") + Figures.count(Math.round(first)) + " " + what + (first == 1 ? "" : "s")
                    + " at the start";
        }
        return until.seconds() == Double.POSITIVE_INFINITY
                ? Figures.count(until.tasks()) + (until.tasks() == 1 ? " task" : " tasks")
                : Figures.duration(until.seconds());
    }
}
