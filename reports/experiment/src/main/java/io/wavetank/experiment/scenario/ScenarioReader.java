package io.wavetank.experiment.scenario;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wavetank.experiment.SchedulerChoice;
import io.wavetank.experiment.TrafficPlan;
import io.wavetank.experiment.scenario.Value.Entries;
import io.wavetank.experiment.scenario.Value.Numeral;
import io.wavetank.experiment.scenario.Value.Text;
import io.wavetank.sim.scenario.AdmissionSpec;
import io.wavetank.sim.scenario.DecisionTime;
import io.wavetank.sim.scenario.ElasticSpec;
import io.wavetank.sim.scenario.EventRanks;
import io.wavetank.sim.scenario.FaultScript;
import io.wavetank.sim.scenario.RunSpec;
import io.wavetank.sim.scenario.Trigger;
import io.wavetank.sim.scenario.UsageModel;
import io.wavetank.sim.scenario.Window;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one scenario file: text, overrides, schema, then what the schema cannot know. As many faults as can be are found at once. */
final class ScenarioReader {
    private static final int GENERATED_REPLICATIONS = 5;
    private static final long SECOND = 1_000_000_000L;
    private static final int WARM_UP_PART = 5;

    private final Path file;
    private final @Nullable String text;
    private final List<Fault> faults = new ArrayList<>();
    private final NamedManagers managers;
    private Path folder;

    ScenarioReader(Path file) {
        this(file, null);
    }

    /** Takes a text in the place of what is in the file; null for what is in it. */
    ScenarioReader(Path file, @Nullable String text) {
        this(file, text, new NamedManagers());
    }

    private ScenarioReader(Path file, @Nullable String text, NamedManagers managers) {
        this.file = file;
        this.text = text;
        this.managers = managers;
        Path parent = file.getParent();
        this.folder = parent == null ? Path.of("") : parent;
    }

    /** Something that may turn out to be wrong. */
    private interface Attempt<T> {
        T make() throws IOException, ScenarioException;
    }

    static ObjectNode complete(ObjectNode described) throws ScenarioException {
        List<Fault> faults = new ArrayList<>();
        Value value = new Checker(faults).check(Value.of(described, Place.option("scenario")), Schema.scenario());
        if (!faults.isEmpty()) {
            throw new ScenarioException(faults);
        }
        return (ObjectNode) value.json();
    }

    Scenario read(List<String> overrides) throws IOException, ScenarioException {
        Value written = unpacked(
                text == null ? YamlReader.read(file, faults) : YamlReader.parse(file.toString(), text, faults));
        for (String override : overrides) {
            Value before = written;
            Value changed = attempt(() -> Overrides.apply(before, override));
            written = changed == null ? before : changed;
        }
        written = ArmsPart.located(written, folder);
        Scenario base = one(written);
        Scenario whole = ArmsPart.given(written) ? new ArmsPart(written, base).read(this::another) : base;
        managers.check();
        return whole;
    }

    /** Reads the scenario of an arm, which is resolved but for its changes: files are named from where Wavetank is started. */
    private Scenario another(Value scenario) throws IOException, ScenarioException {
        var reader = new ScenarioReader(file, text, managers);
        reader.folder = Path.of("");
        return reader.one(scenario);
    }

    private Scenario one(Value written) throws IOException, ScenarioException {
        var checker = new Checker(faults);
        Value checked = checker.check(written, Schema.scenario());
        if (!(checked instanceof Entries scenario)) {
            throw failed();
        }
        Set<String> broken = checker.broken();
        List<SchedulerChoice> schedulers = List.of();
        if (scenario.get("policies") instanceof Entries && !broken.contains("policies.scheduler")) {
            Section policies = Section.of(scenario.get("policies"), "policies");
            schedulers = policies.has("scheduler") ? new PolicyPart(policies, faults).schedulers() : schedulers;
        }
        WorkloadPart.@Nullable Made made = null;
        boolean services = Checker.nothing(scenario.get("workload")) && ElasticPart.hasServices(scenario);
        if (Checker.nothing(scenario.get("workload")) && !services && faults.isEmpty()) {
            faults.add(new Fault(
                    scenario.place(),
                    "the scenario lacks 'workload'; expected what is run: 'trace', 'generate' or 'snapshot',"
                            + " or services"));
        }
        boolean sound = (services || scenario.get("workload") instanceof Entries)
                && List.of("workload", "services", "cluster", "name", "run").stream()
                        .noneMatch(broken::contains);
        if (sound) {
            String name = Checker.nothing(scenario.get("name")) ? "" : name(scenario);
            long seed = Section.of(scenario.get("run"), "run").whole("seed");
            boolean logs = broken.stream().noneMatch(each -> each.startsWith("faults"));
            boolean named = broken.stream().noneMatch(each -> each.startsWith("policies"));
            made = attempt(() -> {
                if (named) {
                    AllocsPart.check(scenario);
                }
                Entries located = LoadPart.located(scenario, folder);
                return new WorkloadPart(logs ? FailureLogPart.located(located, folder) : located, folder, seed)
                        .make(name);
            });
        }
        RunSpec run = broken.isEmpty() && scenario.get("policies") instanceof Entries
                ? runSpec(made == null ? scenario : made.scenario(), made)
                : null;
        Section whole = Section.of(made == null ? scenario : made.scenario(), "");
        TrafficPlan traffic = null;
        if (run != null && made != null) {
            if (!whole.has("traffic")) {
                attempt(() -> RolloutsPart.of(whole, run.untilNanos()));
            }
            boolean served = Boolean.TRUE.equals(attempt(() -> ServedServices.check(whole, run.elastic())));
            TrafficPlan plan = served && whole.has("traffic") ? attempt(() -> TrafficPart.of(whole, run)) : null;
            attempt(() -> GuardedPart.check(whole, run, plan));
            traffic = plan;
        }
        if (!faults.isEmpty() || made == null || run == null) {
            throw failed();
        }
        Scenario resolved = resolved(made, schedulers, run, traffic);
        managers.add(whole, resolved);
        return resolved;
    }

    /** The scenario of a {@code run.json}, in which files are named from where that run was started. */
    private Value unpacked(Value root) throws ScenarioException {
        Value compared = root instanceof Entries described ? described.get("compared") : null;
        if (compared != null) {
            throw ScenarioException.of(
                    compared.place(),
                    "this is the run.json of a comparison; expected that of a run, such as of one of the folders"
                            + " compared");
        }
        Value scenario =
                root instanceof Entries entries && entries.get("wavetank") != null ? entries.get("scenario") : null;
        if (scenario == null) {
            return root;
        }
        folder = Path.of("");
        return scenario;
    }

    private <T> @Nullable T attempt(Attempt<T> attempt) throws IOException {
        try {
            return attempt.make();
        } catch (ScenarioException e) {
            faults.addAll(e.faults());
            return null;
        }
    }

    private ScenarioException failed() {
        faults.sort(Comparator.<Fault>comparingInt(each -> each.place().line() == 0 ? 1 : 0)
                .thenComparingInt(each -> each.place().line())
                .thenComparingInt(each -> each.place().column()));
        return new ScenarioException(faults.stream().distinct().toList());
    }

    private @Nullable RunSpec runSpec(Entries scenario, WorkloadPart.@Nullable Made made) throws IOException {
        var policies = new PolicyPart(Section.of(scenario.get("policies"), "policies"), faults);
        Section run = Section.of(scenario.get("run"), "run");
        DecisionTime time = attempt(policies::decisionTime);
        Trigger trigger = attempt(policies::trigger);
        EventRanks ranks = policies.ranks();
        FaultScript faults =
                attempt(() -> FaultsPart.of(Section.of(scenario, ""), made == null ? null : made.cluster()));
        boolean requested = Section.of(scenario, "").has("traffic");
        Long until = attempt(() -> until(run));
        if (until == null) {
            return null;
        }
        // services go on after the last submission, and figures with them
        boolean services = requested || ElasticPart.hasServices(scenario);
        long end = services ? until : Window.LAST_SUBMISSION;
        var standard = new Window(requested ? fifth(until) : warmUpNanos(until, made), end);
        Window window = attempt(() -> window(
                Section.of(scenario.get("report"), "report").section("window"),
                until,
                standard,
                services || GuardedPart.any(scenario) ? null : made));
        Section report = Section.of(scenario.get("report"), "report");
        String by = report.has("by") ? report.text("by") : "";
        ElasticSpec elastic = made == null ? ElasticSpec.NONE : attempt(() -> elastic(scenario, made, until));
        UsageModel usage = made == null ? UsageModel.NONE : attempt(() -> UsagePart.of(Section.of(scenario, "")));
        AdmissionSpec admission = made == null ? null : admission(Section.of(scenario, ""), made);
        return time == null || trigger == null || window == null || faults == null || elastic == null || usage == null
                ? null
                : new RunSpec(
                        run.whole("seed"),
                        0,
                        time,
                        trigger,
                        ranks,
                        until,
                        window,
                        faults,
                        by,
                        elastic,
                        usage,
                        admission);
    }

    private static long until(Section run) throws ScenarioException {
        long until = run.has("until") ? run.whole("until", Unit.DURATION) : Long.MAX_VALUE;
        if (until == 0) {
            throw ScenarioException.of(
                    run.place("until"),
                    "run.until is " + run.text("until") + ", when nothing has happened yet; expected a later time");
        }
        return until;
    }

    private @Nullable AdmissionSpec admission(Section scenario, WorkloadPart.Made made) throws IOException {
        return scenario.has("admission")
                ? attempt(() -> AdmissionPart.of(scenario.section("admission"), made.cluster()))
                : null;
    }

    private ElasticSpec elastic(Entries scenario, WorkloadPart.Made made, long until) throws ScenarioException {
        long seed = Section.of(scenario.get("run"), "run").whole("seed");
        ElasticSpec elastic = new ElasticPart(Section.of(scenario, ""), seed).of(made.cluster());
        if (!elastic.services().isEmpty() && until == Long.MAX_VALUE) {
            throw ScenarioException.of(
                    Section.of(scenario, "").place("services"),
                    "services go on for ever; expected an end, such as run.until: 24h");
        }
        return elastic;
    }

    /**
     * That of {@code standard} if no end is given; of one that ends at a given time nothing is cut off at the beginning. There is none behind the last task of
     * {@code made}, which is null where services go on after it.
     */
    private static Window window(Section window, long until, Window standard, WorkloadPart.@Nullable Made made)
            throws ScenarioException {
        long to = window.has("to") ? window.whole("to", Unit.DURATION) : standard.toNanos();
        long from = window.has("from")
                ? window.whole("from", Unit.DURATION)
                : window.has("to") ? Window.FIRST_SUBMISSION : standard.fromNanos();
        if (window.has("to") && (to == 0 || from >= to)) {
            throw ScenarioException.of(
                    window.place("to"),
                    "report.window.to is " + window.text("to") + ", not after 'from'; expected a later time");
        }
        long end = Math.min(until, made == null ? Long.MAX_VALUE : made.lastNanos());
        if (window.has("from") && from >= end) {
            throw ScenarioException.of(
                    window.place("from"),
                    "report.window.from is " + window.text("from") + ", and "
                            + (end == until ? "the run ends at " : "the last task comes by ") + Unit.duration(end)
                            + "; expected an earlier time");
        }
        if (to > until && window.has("to")) {
            throw ScenarioException.of(
                    window.place("to"),
                    "report.window.to is " + window.text("to") + ", and the run ends at " + Unit.duration(until)
                            + "; expected no later time");
        }
        return new Window(from, to);
    }

    /** The first fifth of a generated workload, which begins on an empty cluster. */
    private static long warmUpNanos(long until, WorkloadPart.@Nullable Made made) {
        return made == null || !made.workload().random()
                ? Window.FIRST_SUBMISSION
                : fifth(Math.min(until, made.workload().spanNanos()));
    }

    /** In whole seconds where that is fine enough. */
    private static long fifth(long nanos) {
        long cut = nanos / WARM_UP_PART;
        long rounded = cut > 100 * SECOND ? cut - cut % SECOND : cut;
        return rounded == 0 ? Window.FIRST_SUBMISSION : rounded;
    }

    private static Scenario resolved(
            WorkloadPart.Made made, List<SchedulerChoice> schedulers, RunSpec run, @Nullable TrafficPlan traffic) {
        Entries scenario = made.scenario();
        Section runPart = Section.of(scenario.get("run"), "run");
        int replications = runPart.has("replications")
                ? (int) runPart.whole("replications")
                : made.workload().random() ? GENERATED_REPLICATIONS : 1;
        Place place = runPart.place();
        scenario = scenario.with(
                "run",
                runPart.entries()
                        .with(
                                "replications",
                                new Numeral(place, Integer.toString(replications), BigDecimal.valueOf(replications))));
        Section report = Section.of(scenario.get("report"), "report");
        Entries window = report.section("window").entries();
        if (run.window().fromNanos() != Window.FIRST_SUBMISSION) {
            window = window.with(
                    "from", new Text(place, Unit.duration(run.window().fromNanos()), false));
        }
        if (run.window().toNanos() != Window.LAST_SUBMISSION) {
            window =
                    window.with("to", new Text(place, Unit.duration(run.window().toNanos()), false));
        }
        scenario = scenario.with("report", report.entries().with("window", window));
        String name = Checker.nothing(scenario.get("name")) ? made.workload().title() : name(scenario);
        return new Scenario(
                name,
                made.workload(),
                ElasticPart.withBudgets(made.cluster(), Section.of(scenario, "")),
                schedulers,
                run,
                traffic,
                replications,
                report.truth("charts"),
                report.truth("events"),
                List.of(),
                (ObjectNode) scenario.json());
    }

    private static String name(Entries scenario) {
        return Section.of(scenario, "").text("name");
    }
}
