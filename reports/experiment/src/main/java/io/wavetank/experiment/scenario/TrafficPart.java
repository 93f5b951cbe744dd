package io.wavetank.experiment.scenario;

import io.wavetank.experiment.BalancerCatalog;
import io.wavetank.experiment.TrafficPlan;
import io.wavetank.experiment.scenario.Value.Entries;
import io.wavetank.experiment.scenario.Value.Entry;
import io.wavetank.policy.traffic.CallPolicy;
import io.wavetank.policy.traffic.CheckEntry;
import io.wavetank.policy.traffic.HealthCheck;
import io.wavetank.policy.traffic.LoadBalancer;
import io.wavetank.sim.scenario.DelaySpec;
import io.wavetank.sim.scenario.RateSeries;
import io.wavetank.sim.scenario.RegistrySpec;
import io.wavetank.sim.scenario.RunSpec;
import io.wavetank.sim.traffic.Contention;
import io.wavetank.sim.traffic.CpuQuota;
import io.wavetank.sim.traffic.NetworkDelay;
import io.wavetank.sim.traffic.PressureSpec;
import io.wavetank.sim.traffic.Propagation;
import io.wavetank.sim.traffic.ReplicaRule;
import io.wavetank.sim.traffic.ServiceSpec;
import io.wavetank.sim.traffic.ServiceTime;
import io.wavetank.workload.generate.arrival.Arrivals;
import io.wavetank.workload.generate.distribution.Distribution;
import io.wavetank.workload.generate.distribution.LogNormal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Turns the services of a scenario, and the requests to them, into a plan. */
final class TrafficPart {
    private static final double SECOND = 1e9;
    private static final int ROWS = 300;
    private static final long[] STEPS_SECONDS = {1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600};

    private final Section scenario;
    private final Section part;
    private final RunSpec run;
    private final OperationsPart operations;

    private TrafficPart(Section scenario, RunSpec run) throws ScenarioException {
        this.scenario = scenario;
        this.part = scenario.section("traffic");
        this.run = run;
        this.operations = OperationsPart.of(part.sections("services"));
    }

    /** Returns the plan of what a scenario says under {@code traffic}, and of its rollouts. */
    static TrafficPlan of(Section scenario, RunSpec run) throws ScenarioException {
        if (run.untilNanos() == Long.MAX_VALUE) {
            throw ScenarioException.of(
                    scenario.section("traffic").place(),
                    "the run has no end, and requests would come for ever; expected 'run.until'");
        }
        return new TrafficPart(scenario, run).plan();
    }

    private TrafficPlan plan() throws ScenarioException {
        List<ServiceSpec> services = new ArrayList<>();
        List<ReplicaRule> rules = new ArrayList<>();
        for (Section each : part.sections("services")) {
            rules.add(rule(each, services.size()));
            services.add(service(each, rules.get(services.size())));
        }
        List<TrafficPlan.Requests> requests = new ArrayList<>();
        for (Section each : part.sections("requests")) {
            requests.add(requests(each, requests));
        }
        long until = run.untilNanos();
        return new TrafficPlan(
                services,
                rules,
                RolloutsPart.of(scenario, until),
                operations.operations(),
                requests,
                network(),
                part.has("contention")
                        ? new Contention(part.section("contention").number("interference"))
                        : null,
                part.has("registry") ? registry(part.section("registry")) : null,
                part.has("memory_pressure") ? pressure(part.section("memory_pressure")) : null,
                run.seed(),
                Math.max(0, run.window().fromNanos()),
                Math.min(run.window().toNanos(), until),
                until,
                step(until),
                AlertsPart.of(part, until, step(until)));
    }

    /** A round length of rows, of which there are some hundreds at most. */
    private static long step(long untilNanos) {
        if (untilNanos < ROWS * (long) SECOND) {
            return Math.max(1, untilNanos / 100);
        }
        for (long seconds : STEPS_SECONDS) {
            if (untilNanos / (seconds * (long) SECOND) <= ROWS) {
                return seconds * (long) SECOND;
            }
        }
        return untilNanos / ROWS;
    }

    private static PressureSpec pressure(Section pressure) throws ScenarioException {
        return pressure.made(() ->
                new PressureSpec(pressure.whole("available", Unit.BYTES), pressure.whole("every", Unit.DURATION)));
    }

    private static RegistrySpec registry(Section registry) throws ScenarioException {
        return registry.made(
                () -> new RegistrySpec(registry.number("rate", Unit.BYTES), registry.number("node", Unit.BYTES)));
    }

    private NetworkDelay network() {
        Section network = part.section("network");
        return new NetworkDelay(
                network.whole("node", Unit.DURATION),
                network.whole("rack", Unit.DURATION),
                network.whole("zone", Unit.DURATION),
                network.whole("region", Unit.DURATION),
                network.whole("far", Unit.DURATION));
    }

    /** Which tasks are the replicas of a service, by its number. */
    static ReplicaRule rule(Section service, int number) throws ScenarioException {
        SortedMap<String, String> selector = service.map("selector");
        if (selector.isEmpty()) {
            selector.put(ServicePart.APP, service.text("name"));
        }
        var extras = new ExtrasPart(service, List.of());
        var rule = new ReplicaRule(
                number, selector, extras.labels(), extras.start(), service.whole("unreachable", Unit.DURATION));
        return service.has("checks") ? rule.checkedBy(checks(service)) : rule;
    }

    private ServiceSpec service(Section service, ReplicaRule rule) throws ScenarioException {
        Section endpoints = service.section("endpoints");
        var way = new Propagation(
                endpoints.whole("delay", Unit.DURATION),
                endpoints.whole("spread", Unit.DURATION),
                endpoints.whole("poll", Unit.DURATION));
        double cores = service.has("cores") ? service.whole("cores", Unit.CPU) / 1000.0 : 1;
        CpuQuota quota = service.has("limit")
                ? new CpuQuota(service.whole("limit", Unit.CPU) / 1000.0, CpuQuota.PERIOD_NANOS)
                : null;
        int workers = service.has("workers") ? (int) service.whole("workers") : ServiceSpec.UNBOUNDED;
        int queue = service.has("queue") ? (int) service.whole("queue") : ServiceSpec.UNBOUNDED;
        ServiceSpec.Sides sides =
                service.text("routed_by").equals("callers") ? ServiceSpec.Sides.EACH_CALLER : ServiceSpec.Sides.CENTRAL;
        var extras = new ExtrasPart(service, operations.services());
        LoadBalancer.Factory balancer = extras.split(balancer(service));
        CallPolicy.@Nullable Factory policies = CallsPart.of(service.section("calls"));
        ServiceSpec spec = service.made(
                () -> ServiceSpec.unguarded(service.text("name"), workers, queue, cores, quota, balancer, sides, way));
        ServiceSpec whole = spec.with(extras.extras(comeUp(rule)));
        return policies == null ? whole : whole.withPolicies(policies);
    }

    /** How long replicas take to come up that a service makes by itself, to which these requests are made; null if none does. */
    private @Nullable ServiceTime comeUp(ReplicaRule rule) {
        for (var service : run.elastic().services()) {
            if (rule.selects(service.taskClass())) {
                DelaySpec start = service.start();
                return start.sigma() == 0 || start.medianNanos() == 0
                        ? u -> start.medianNanos()
                        : time(new LogNormal(start.medianNanos() / SECOND, start.sigma()));
            }
        }
        return null;
    }

    private static LoadBalancer.Factory balancer(Section service) throws ScenarioException {
        var catalog = new BalancerCatalog();
        return chosen(service, "balancer", catalog.names(), catalog::make);
    }

    private static HealthCheck.Factory checks(Section service) throws ScenarioException {
        var catalog = new BalancerCatalog();
        List<String> names = catalog.checks().stream().map(CheckEntry::name).toList();
        return chosen(service, "checks", names, catalog::makeChecks);
    }

    /** Makes what a key chooses: a name, or a name with options. */
    private static <T> T chosen(
            Section service, String key, List<String> names, BiFunction<String, Map<String, String>, T> maker)
            throws ScenarioException {
        Value value = service.value(key);
        SortedMap<String, String> options = new TreeMap<>();
        String name;
        if (value instanceof Entries entries) {
            Section section = Section.of(entries, service.path() + "." + key);
            name = section.text("name");
            for (Map.Entry<String, Entry> each : entries.entries().entrySet()) {
                if (!each.getKey().equals("name")) {
                    options.put(each.getKey(), Section.text(each.getValue().value()));
                }
            }
        } else {
            name = Section.text(value);
        }
        if (!names.contains(name)) {
            throw ScenarioException.of(
                    value.place(),
                    service.path() + "." + key + " is '" + name + "'; expected " + Checker.any(names)
                            + Checker.meant(name, names));
        }
        try {
            return maker.apply(name, options);
        } catch (IllegalArgumentException e) {
            throw ScenarioException.of(value.place(), service.path() + "." + key + ": " + e.getMessage());
        }
    }

    private TrafficPlan.Requests requests(Section each, List<TrafficPlan.Requests> before) throws ScenarioException {
        String name = each.text("name");
        if (before.stream().anyMatch(other -> other.name().equals(name))) {
            throw ScenarioException.of(
                    each.place("name"), each.path() + ".name: '" + name + "' is there twice; expected each once");
        }
        int operation = operations.number(each.text("to"), each.place("to"), each.path() + ".to");
        RateSeries rates = each.has("load") ? LoadPart.of(each.section("load"), name, run.seed()) : null;
        Arrivals arrivals = each.has("arrivals") ? ArrivalsPart.of(each.section("arrivals")) : null;
        int users = each.has("users") ? (int) each.whole("users") : 0;
        ServiceTime think = each.has("think") ? time(DistributionPart.of(each, "think", Unit.DURATION)) : u -> 0;
        return new TrafficPlan.Requests(
                name,
                operation,
                arrivals,
                rates,
                users,
                think,
                (int) each.whole("clients"),
                each.text("tenant"),
                (int) each.whole("priority"),
                each.has("objective") ? each.number("objective") : Double.NaN);
    }

    static ServiceTime time(Distribution seconds) {
        return u -> seconds.quantile(u) * SECOND;
    }
}
