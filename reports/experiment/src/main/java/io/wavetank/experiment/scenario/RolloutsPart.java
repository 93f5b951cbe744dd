package io.wavetank.experiment.scenario;

import io.wavetank.experiment.service.RolloutStrategies;
import io.wavetank.experiment.service.RolloutStrategies.Progress;
import io.wavetank.experiment.service.RolloutStrategies.SwarmUpdate;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.constraint.CountOrPercentage;
import io.wavetank.policy.constraint.Owner;
import io.wavetank.policy.constraint.PodSpec;
import io.wavetank.policy.rollout.Rollout;
import io.wavetank.policy.traffic.HealthCheck;
import io.wavetank.policy.traffic.ProbeSpec;
import io.wavetank.sim.scenario.ImageSpec;
import io.wavetank.sim.scenario.RolloutSpec;
import io.wavetank.sim.traffic.ReplicaRule;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Reads the services of a scenario whose pods are rolled out. */
final class RolloutsPart {
    private static final String SERVICE = "service";
    /** Keys of a service of the traffic that are for tasks of the workload. */
    private static final List<String> OF_TASKS = List.of("start_up", "probe", "image", "warm_up", "checks");

    private final List<Section> traffic;
    private final long untilNanos;

    private RolloutsPart(List<Section> traffic, long untilNanos) {
        this.traffic = traffic;
        this.untilNanos = untilNanos;
    }

    /** Returns those of a scenario that ends at an instant. */
    static List<RolloutSpec> of(Section scenario, long untilNanos) throws ScenarioException {
        List<Section> rollouts = scenario.sections("rollouts");
        if (rollouts.isEmpty()) {
            return List.of();
        }
        if (!scenario.has("traffic")) {
            throw ScenarioException.of(
                    scenario.place("rollouts"),
                    "rollouts are of services to which requests are made; expected 'traffic'");
        }
        var part = new RolloutsPart(scenario.section("traffic").sections("services"), untilNanos);
        List<RolloutSpec> specs = new ArrayList<>();
        for (Section each : rollouts) {
            RolloutSpec spec = part.spec(each);
            if (specs.stream().anyMatch(other -> other.service() == spec.service())) {
                throw fault(each, SERVICE, "'" + spec.name() + "' is rolled out twice; expected each once");
            }
            specs.add(spec);
        }
        return specs;
    }

    private RolloutSpec spec(Section rollout) throws ScenarioException {
        int number = number(rollout);
        Section served = traffic.get(number);
        refuseWhatIsOfTasks(served);
        List<RolloutSpec.Version> versions = versions(rollout, served, TrafficPart.rule(served, number));
        List<String> names = versions.stream().map(RolloutSpec.Version::name).toList();
        Section by = rollout.section("by");
        boolean told = !served.sections("versions").isEmpty();
        if (by.has("canary") && by.section("canary").truth("divided") && !told) {
            throw fault(
                    by,
                    "canary",
                    "requests are divided among the versions of " + served.path() + ", which has none; expected '"
                            + served.path() + ".versions', or divided: false");
        }
        Rollout.Factory factory = factory(by);
        return new RolloutSpec(
                served.text("name"),
                number,
                (int) rollout.whole("replicas"),
                versions,
                factory,
                updates(rollout, names),
                served.has("watch") ? served.section("watch").whole("every", Unit.DURATION) : 0);
    }

    private static void refuseWhatIsOfTasks(Section served) throws ScenarioException {
        for (String key : OF_TASKS) {
            if (served.has(key) && !served.value(key).json().asText().equals("0s")) {
                throw fault(
                        served,
                        key,
                        "its replicas are rolled out, which say how they come up; expected no '" + key + "'");
            }
        }
    }

    private int number(Section rollout) throws ScenarioException {
        String name = rollout.text(SERVICE);
        List<String> names = traffic.stream().map(each -> each.text("name")).toList();
        int number = names.indexOf(name);
        if (number < 0) {
            throw fault(
                    rollout,
                    SERVICE,
                    "there is no service '" + name + "' under traffic.services; expected " + Checker.any(names)
                            + Checker.meant(name, names));
        }
        return number;
    }

    /** The versions of a rollout of a service of the traffic. */
    static List<RolloutSpec.Version> versions(Section rollout, Section served, ReplicaRule rule)
            throws ScenarioException {
        List<String> told = served.sections("versions").stream()
                .map(each -> each.text("name"))
                .toList();
        List<RolloutSpec.Version> versions = new ArrayList<>();
        for (Section each : rollout.sections("versions")) {
            String name = each.text("name");
            if (versions.stream().anyMatch(other -> other.name().equals(name))) {
                throw fault(each, "name", "'" + name + "' is there twice; expected each once");
            }
            int at = versions.size();
            if (!told.isEmpty() && (at >= told.size() || !told.get(at).equals(name))) {
                throw fault(
                        each,
                        "name",
                        "'" + name + "' is not the version of " + served.path() + ".versions at this place; expected "
                                + String.join(", ", told) + " in this order");
            }
            SortedMap<String, String> labels = rollout.map("labels");
            labels.putAll(rule.selector());
            labels.put("version", name);
            if (!told.isEmpty()) {
                labels.putAll(served.sections("versions").get(at).map("labels"));
            }
            versions.add(version(rollout, each, labels));
        }
        checkImages(rollout, versions.stream().map(RolloutSpec.Version::name).toList());
        return versions;
    }

    private static void checkImages(Section rollout, List<String> names) throws ScenarioException {
        for (Section each : rollout.sections("versions")) {
            String of = each.textOrNull("image_of");
            if (of != null && !names.contains(of)) {
                throw fault(
                        each,
                        "image_of",
                        "there is no version '" + of + "'; expected " + Checker.any(names) + Checker.meant(of, names));
            }
        }
    }

    private static RolloutSpec.Version version(Section rollout, Section version, SortedMap<String, String> labels)
            throws ScenarioException {
        HealthCheck.Factory checks = checks(rollout);
        var pod = PodSpec.builder()
                .namespace(rollout.text("namespace"))
                .owner(new Owner("ReplicaSet", rollout.text(SERVICE) + "-" + version.text("name")));
        TaskClass task = TaskClass.builder()
                .cpuMillis(rollout.whole("cpu", Unit.CPU))
                .memoryBytes(rollout.whole("memory", Unit.BYTES))
                .priority((int) rollout.whole("priority"))
                .labels(labels)
                .pod(pod.build())
                .build();
        if (rollout.whole("grace", Unit.DURATION) < rollout.whole("pre_stop", Unit.DURATION)) {
            throw fault(
                    rollout,
                    "grace",
                    "the grace is no shorter than the preStop, which is a part of it; got '" + rollout.text("grace")
                            + "' and '" + rollout.text("pre_stop") + "'");
        }
        Section start = version.has("start") ? version : rollout;
        Section boot = version.has("boot") ? version : rollout;
        RolloutSpec.Version made = rollout.made(() -> new RolloutSpec.Version(
                version.text("name"),
                task,
                start.whole("start", Unit.DURATION),
                version.truth("comes_up") ? boot.whole("boot", Unit.DURATION) : RolloutSpec.NEVER,
                rollout.whole("pre_stop", Unit.DURATION),
                rollout.whole("grace", Unit.DURATION)));
        RolloutSpec.Version checked = checks == null ? made : made.checkedBy(checks);
        if (!rollout.has("image")) {
            return checked;
        }
        Section image = rollout.section("image");
        String of = version.has("image_of") ? version.text("image_of") : version.text("name");
        return checked.pulling(
                image.made(() -> new ImageSpec(rollout.text(SERVICE) + ":" + of, image.whole("size", Unit.BYTES))));
    }

    private static HealthCheck.@Nullable Factory checks(Section rollout) throws ScenarioException {
        if (rollout.has("probes") && rollout.has("health_check")) {
            throw fault(rollout, "health_check", "there are 'probes' too; expected one of the two");
        }
        if (rollout.has("health_check")) {
            Section check = rollout.section("health_check");
            return check.made(() -> RolloutStrategies.healthCheck(
                    check.whole("interval", Unit.DURATION),
                    check.whole("timeout", Unit.DURATION),
                    check.whole("start_period", Unit.DURATION),
                    check.whole("start_interval", Unit.DURATION),
                    (int) check.whole("retries")));
        }
        if (!rollout.has("probes")) {
            return null;
        }
        Section probes = rollout.section("probes");
        ProbeSpec startup = probe(probes, "startup");
        ProbeSpec liveness = probe(probes, "liveness");
        ProbeSpec readiness = probe(probes, "readiness");
        return probes.made(() -> RolloutStrategies.probes(startup, liveness, readiness));
    }

    private static @Nullable ProbeSpec probe(Section probes, String key) throws ScenarioException {
        if (!probes.has(key)) {
            return null;
        }
        Section probe = probes.section(key);
        return probe.made(() -> new ProbeSpec(
                probe.whole("initial_delay", Unit.DURATION),
                probe.whole("period", Unit.DURATION),
                probe.whole("timeout", Unit.DURATION),
                (int) probe.whole("successes"),
                (int) probe.whole("failures"),
                probe.has("grace") ? probe.whole("grace", Unit.DURATION) : ProbeSpec.USUAL_GRACE));
    }

    private List<RolloutSpec.Update> updates(Section rollout, List<String> names) throws ScenarioException {
        List<RolloutSpec.Update> updates = new ArrayList<>();
        long last = 0;
        for (Section each : rollout.sections("updates")) {
            String to = each.text("to");
            long at = each.whole("at", Unit.DURATION);
            if (!names.contains(to)) {
                throw fault(
                        each,
                        "to",
                        "there is no version '" + to + "'; expected " + Checker.any(names) + Checker.meant(to, names));
            }
            if (at < last || at >= untilNanos) {
                throw fault(
                        each,
                        "at",
                        Unit.duration(at) + " is not between the update before it and the end of the run at "
                                + Unit.duration(untilNanos) + "; expected updates in order");
            }
            last = at;
            updates.add(new RolloutSpec.Update(at, to));
        }
        return updates;
    }

    private static Rollout.Factory factory(Section by) throws ScenarioException {
        if (by.has("rolling")) {
            Section rolling = by.section("rolling");
            return rolling.made(() -> RolloutStrategies.rolling(
                    rolling.countOrPercentage("max_surge"), unavailable(rolling), progress(rolling)));
        } else if (by.has("recreate")) {
            Section recreate = by.section("recreate");
            return recreate.made(() -> RolloutStrategies.recreate(progress(recreate)));
        } else if (by.has("blue_green")) {
            Section both = by.section("blue_green");
            return both.made(() -> RolloutStrategies.blueGreen(
                    both.whole("trial", Unit.DURATION), both.whole("delay", Unit.DURATION)));
        } else if (by.has("canary")) {
            Section canary = by.section("canary");
            List<Section> steps = canary.sections("steps");
            return canary.made(() -> RolloutStrategies.canary(
                    canary.truth("divided"),
                    steps.stream().map(step -> (int) step.whole("percent")).toList(),
                    steps.stream()
                            .map(step -> step.whole("pause", Unit.DURATION))
                            .toList(),
                    canary.countOrPercentage("max_surge"),
                    unavailable(canary)));
        }
        Section swarm = by.section("swarm");
        Section rollback = swarm.has("rollback") ? swarm.section("rollback") : swarm;
        return swarm.made(() -> RolloutStrategies.swarm(swarm(swarm), swarm(rollback)));
    }

    private static Progress progress(Section deployment) {
        return new Progress(
                deployment.whole("min_ready", Unit.DURATION),
                deployment.whole("progress_deadline", Unit.DURATION),
                deployment.truth("roll_back"));
    }

    private static SwarmUpdate swarm(Section update) {
        return new SwarmUpdate(
                (int) update.whole("parallelism"),
                update.whole("delay", Unit.DURATION),
                update.text("failure_action"),
                update.whole("monitor", Unit.DURATION),
                update.number("max_failure_ratio"),
                update.text("order").equals("start-first"));
    }

    private static CountOrPercentage unavailable(Section holder) {
        CountOrPercentage amount = holder.countOrPercentage("max_unavailable");
        if (amount.percentage() && amount.value() > 100) {
            throw new IllegalArgumentException("maxUnavailable is at most 100%: " + amount.value() + "%");
        }
        return amount;
    }

    private static ScenarioException fault(Section of, String key, String what) {
        return ScenarioException.of(of.place(key), of.path() + "." + key + ": " + what);
    }
}
