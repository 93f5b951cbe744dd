package io.wavetank.experiment.scenario;

import io.wavetank.experiment.AutoscalerCatalog;
import io.wavetank.experiment.UserException;
import io.wavetank.experiment.scenario.Value.Entries;
import io.wavetank.policy.constraint.ApiObjects;
import io.wavetank.policy.constraint.BudgetSpec;
import io.wavetank.policy.constraint.CountOrPercentage;
import io.wavetank.policy.constraint.LabelSelector;
import io.wavetank.policy.scaling.NodeAutoscaler;
import io.wavetank.policy.scaling.ReplicaAutoscaler;
import io.wavetank.policy.scaling.ScalingEntry;
import io.wavetank.policy.scaling.VictimOrder;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.sim.scenario.DelaySpec;
import io.wavetank.sim.scenario.ElasticSpec;
import io.wavetank.sim.scenario.NodeGroupSpec;
import io.wavetank.sim.scenario.RegistrySpec;
import io.wavetank.sim.scenario.ServiceSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads what comes and goes: services, node groups with {@code scale}, and who decides about them. */
final class ElasticPart {
    private static final String NUMBER = "{i}";

    private final AutoscalerCatalog catalog = new AutoscalerCatalog();
    private final Section scenario;
    private final long seed;

    /** Takes a scenario; files are named from where Wavetank is started. */
    ElasticPart(Section scenario, long seed) {
        this.scenario = scenario;
        this.seed = seed;
    }

    /** Whether a scenario has services, or pods that are rolled out, which go on for as long as it does. */
    static boolean hasServices(Entries scenario) {
        return any(scenario, "services") || any(scenario, "rollouts");
    }

    /** Whether a list of the scenario has anything in it. */
    static boolean any(Entries scenario, String key) {
        return scenario.get(key) instanceof Value.Items items && !items.values().isEmpty();
    }

    /** Returns the cluster with the disruption budgets that services have. */
    static ClusterSpec withBudgets(ClusterSpec cluster, Section scenario) {
        ApiObjects objects = cluster.objects();
        List<BudgetSpec> budgets = new ArrayList<>(objects.budgets());
        for (Section section : scenario.sections("services")) {
            for (int i = 0; section.has("max_unavailable") && i < section.whole("count"); i++) {
                String name = section.text("name").replace(NUMBER, Integer.toString(i + 1));
                String app = section.map("labels").getOrDefault("app", name);
                budgets.add(new BudgetSpec(
                        "default",
                        name,
                        LabelSelector.of(Map.of("app", app)),
                        null,
                        new CountOrPercentage((int) section.whole("max_unavailable"), false)));
            }
        }
        var all = new ApiObjects(
                objects.namespaces(), objects.services(), objects.workloads(), budgets, objects.priorityClasses());
        return new ClusterSpec(cluster.resources(), cluster.nodes(), all);
    }

    /** Returns what comes and goes on a cluster. */
    ElasticSpec of(ClusterSpec cluster) throws ScenarioException {
        Section autoscaling = scenario.section("autoscaling");
        List<Integer> groupOf = new ArrayList<>();
        List<NodeGroupSpec> groups = groups(cluster, groupOf);
        Optional<ReplicaAutoscaler.Factory> standard = replicas(autoscaling, "replicas");
        List<ServiceSpec> services = services(standard);
        List<ServiceSpec> rolledOut = ScaledRollouts.of(scenario, catalog);
        if (services.isEmpty() && rolledOut.isEmpty() && groups.isEmpty()) {
            return ElasticSpec.NONE;
        }
        Optional<NodeAutoscaler.Factory> nodes =
                chosen(autoscaling, "nodes", catalog.nodeAutoscalers(), "autoscaler of nodes");
        Optional<VictimOrder> victims = chosen(autoscaling, "victims", catalog.victimOrders(), "order of replicas");
        Section metrics = autoscaling.section("metrics");
        return new ElasticSpec(
                services,
                rolledOut,
                groups,
                groupOf,
                nodes,
                victims.orElse((service, active, now, draws) -> active),
                metrics.made(() -> new ElasticSpec.Metrics(
                        metrics.whole("interval", Unit.DURATION), metrics.whole("delay", Unit.DURATION))),
                QuotaPart.of(autoscaling, groups),
                registry(autoscaling.section("registry")));
    }

    private static RegistrySpec registry(Section registry) throws ScenarioException {
        return registry.made(
                () -> new RegistrySpec(registry.number("rate", Unit.BYTES), registry.number("node", Unit.BYTES)));
    }

    private List<NodeGroupSpec> groups(ClusterSpec cluster, List<Integer> groupOf) throws ScenarioException {
        List<NodeGroupSpec> groups = new ArrayList<>();
        Section part = scenario.has("cluster") ? scenario.section("cluster") : null;
        if (part == null || !part.has("nodes")) {
            return groups;
        }
        for (Section section : part.sections("nodes")) {
            int first = groups.size();
            List<String> zones = section.texts("zones");
            int count = (int) section.whole("count");
            if (section.has("scale")) {
                for (int zone = 0; zone < Math.max(1, zones.size()); zone++) {
                    groups.add(group(section, zones, zone, count, cluster));
                }
                for (int zone = 0; boughtAsSpot(section) && zone < Math.max(1, zones.size()); zone++) {
                    groups.add(spot(section, groups.get(first + zone)));
                }
            }
            for (int i = 0; i < count; i++) {
                groupOf.add(section.has("scale") ? first + i % Math.max(1, zones.size()) : -1);
            }
        }
        return groups;
    }

    /** What nodes of a section are called, without their numbers. */
    static String stem(Section section) {
        String stem = section.text("name").replace(NUMBER, "").replaceAll("[-_.]+$", "");
        return stem.isEmpty() ? "nodes" : stem;
    }

    /** Whether nodes can be bought on demand and as spot, at prices of their own. */
    static boolean boughtAsSpot(Section section) {
        return section.has("scale") && section.section("scale").has("spot_price");
    }

    /** The same nodes, taken back now and then; the least is that of those on demand. */
    private static NodeGroupSpec spot(Section section, NodeGroupSpec onDemand) throws ScenarioException {
        Section scale = section.section("scale");
        if (!scale.has("spot_life")) {
            throw ScenarioException.of(
                    scale.place("spot_price"),
                    scale.path() + " has a spot_price and no spot_life; expected both, such as spot_life: 12h");
        }
        String name = onDemand.name() + "-spot";
        return scale.made(() -> new NodeGroupSpec(
                name,
                onDemand.template()
                        .named(name)
                        .withLabels(Map.of(ClusterPart.CAPACITY_TYPE, "spot"))
                        .atPrice(scale.number("spot_price")),
                0,
                onDemand.most(),
                onDemand.boot(),
                onDemand.failure(),
                true,
                new DelaySpec(scale.whole("spot_life", Unit.DURATION), scale.number("spot_sigma"))));
    }

    private static NodeGroupSpec group(Section section, List<String> zones, int zone, int count, ClusterSpec cluster)
            throws ScenarioException {
        Section scale = section.section("scale");
        String name = stem(section) + (zones.isEmpty() ? "" : "-" + zones.get(zone));
        int each = Math.max(1, zones.size());
        int here = count / each + (zone < count % each ? 1 : 0);
        int most = (int) scale.whole("most");
        if (here > most) {
            throw ScenarioException.of(
                    section.place("count"),
                    section.path() + " begins with " + here + " nodes"
                            + (zones.isEmpty() ? "" : " in zone " + zones.get(zone)) + "; expected at most scale.most, "
                            + most);
        }
        if (scale.whole("least") > most) {
            throw ScenarioException.of(
                    scale.place("least"),
                    scale.path() + ".least is " + scale.whole("least") + "; expected at most scale.most, " + most);
        }
        boolean spot = scale.has("spot_life") && !boughtAsSpot(section);
        return scale.made(() -> new NodeGroupSpec(
                name,
                ClusterPart.template(section, name, zone, cluster.resources()),
                (int) scale.whole("least"),
                most,
                new DelaySpec(scale.whole("boot", Unit.DURATION), scale.number("boot_sigma")),
                scale.number("boot_failures"),
                spot,
                spot
                        ? new DelaySpec(scale.whole("spot_life", Unit.DURATION), scale.number("spot_sigma"))
                        : DelaySpec.NONE,
                zone < scale.whole("reserved") % each
                        ? reservation(scale, scale.whole("reserved") / each + 1)
                        : reservation(scale, scale.whole("reserved") / each),
                power(scale),
                new NodeGroupSpec.WarmPool(
                        (int) scale.whole("warm"),
                        new DelaySpec(scale.whole("warm_boot", Unit.DURATION), scale.number("boot_sigma")),
                        scale.number("warm_price"))));
    }

    /** What a node draws, in watts. */
    private static NodeGroupSpec.Power power(Section scale) {
        Section power = scale.section("power");
        return new NodeGroupSpec.Power(
                power.number("idle"), power.number("busy"), power.number("boot"), power.number("off"));
    }

    /** So many nodes of a group are paid for all the time. */
    private static NodeGroupSpec.Reservation reservation(Section scale, long nodes) {
        return new NodeGroupSpec.Reservation((int) nodes, scale.number("reserved_price"));
    }

    private List<ServiceSpec> services(Optional<ReplicaAutoscaler.Factory> standard) throws ScenarioException {
        List<ServiceSpec> services = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Section section : scenario.sections("services")) {
            int count = (int) section.whole("count");
            String pattern = section.text("name");
            Optional<ReplicaAutoscaler.Factory> own =
                    section.has("replica_autoscaler") ? replicas(section, "replica_autoscaler") : standard;
            for (int i = 0; i < count; i++) {
                String name = pattern.replace(NUMBER, Integer.toString(i + 1));
                if (!names.add(name)) {
                    throw ScenarioException.of(
                            section.place("name"),
                            "two services are named '" + name + "'; expected " + NUMBER
                                    + " in the name, for the number");
                }
                services.add(new ServicePart(section, seed).of(name, own, catalog));
            }
        }
        return services;
    }

    private Optional<ReplicaAutoscaler.Factory> replicas(Section of, String key) throws ScenarioException {
        return chosen(of, key, catalog.replicaAutoscalers(), "autoscaler of replicas");
    }

    /** Returns what a key chooses: a name, or a name with options; nothing if it is not set. */
    static <T> Optional<T> chosen(Section of, String key, List<ScalingEntry<T>> entries, String kind)
            throws ScenarioException {
        if (!of.has(key)) {
            return Optional.empty();
        }
        Value value = of.value(key);
        String name = value instanceof Entries entry ? Section.of(entry, key).text("name") : Section.text(value);
        Map<String, String> options = new TreeMap<>();
        if (value instanceof Entries entry) {
            entry.entries().forEach((option, each) -> {
                if (!option.equals("name")) {
                    options.put(option, Section.text(each.value()));
                }
            });
        }
        try {
            return Optional.of(AutoscalerCatalog.make(entries, kind, name, options));
        } catch (UserException e) {
            throw ScenarioException.of(of.place(key), String.valueOf(e.getMessage()));
        }
    }
}
