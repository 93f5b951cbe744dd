package io.wavetank.experiment.scenario;

import io.wavetank.experiment.scenario.Value.Numeral;
import io.wavetank.policy.Draws;
import io.wavetank.policy.EvictionLimits;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.sim.cluster.NodeSpec;
import io.wavetank.sim.scenario.Crashes;
import io.wavetank.sim.scenario.FailoverSettings;
import io.wavetank.sim.scenario.FailureProcess;
import io.wavetank.sim.scenario.FaultScript;
import io.wavetank.sim.scenario.GuardedService;
import io.wavetank.sim.scenario.Joining;
import io.wavetank.sim.scenario.Maintenance;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns the list of what breaks, and what is said about how systems deal with it, into the script of a run. */
final class FaultsPart {
    private static final List<String> LEVELS = List.of("zone", "rack", "region");

    private static final List<String> PARTS = List.of("scheduler", "controllers", "api-server");

    private FaultsPart() {}

    /** Returns the script of a scenario; without a cluster, that of what is no node. */
    static FaultScript of(Section scenario, @Nullable ClusterSpec cluster) throws IOException, ScenarioException {
        List<FaultScript.Outage> outages = new ArrayList<>();
        List<FailureProcess> processes = new ArrayList<>();
        List<Maintenance> maintenance = new ArrayList<>();
        List<Crashes> crashes = new ArrayList<>();
        for (Section each : scenario.sections("faults")) {
            checkDevices(each, scenario, cluster);
            if (each.has("control_plane") || each.has("managers")) {
                outages.add(managers(each));
            } else if (each.has("part")) {
                outages.add(part(each));
            } else if (each.has("caches")) {
                outages.add(caches(each));
            } else if (cluster != null && each.has("each")) {
                processes.add(FailureProcessPart.of(each, cluster, end(scenario), name(each, processes)));
            } else if (cluster != null && each.has("log")) {
                outages.addAll(FailureLogPart.outages(each, cluster, end(scenario), draws(scenario)));
            } else if (each.has("crash")) {
                crashes.add(CrashPart.of(each, crashes));
            } else if (cluster != null && each.has("maintenance")) {
                maintenance.add(MaintenancePart.of(each, cluster, end(scenario)));
            } else if (cluster != null) {
                outages.addAll(nodes(each, cluster, end(scenario)));
            }
        }
        List<GuardedService> guarded = GuardedPart.of(scenario, cluster);
        return new FaultScript(
                outages,
                processes,
                maintenance,
                crashes,
                settings(scenario.section("policies").section("failover"), guarded),
                GuardedPart.checkpointing(scenario, CheckpointPart.of(scenario.section("policies")), guarded),
                ControllersPart.of(scenario));
    }

    /** What is lost has to be there. */
    private static void checkDevices(Section fault, Section scenario, @Nullable ClusterSpec cluster)
            throws ScenarioException {
        if (fault.has("packet_loss") && !scenario.has("traffic")) {
            throw ScenarioException.of(
                    fault.keyPlace("packet_loss"),
                    fault.path()
                            + " has 'packet_loss', and there are no requests; expected 'traffic', or another fault");
        }
        if (fault.has("gpus_lost")
                && cluster != null
                && cluster.nodes().stream().noneMatch(node -> node.gpuCount() > 0)) {
            throw ScenarioException.of(
                    fault.keyPlace("gpus_lost"),
                    fault.path()
                            + " has 'gpus_lost', and no node has GPUs; expected nodes with 'gpu' under 'capacity', or another"
                            + " fault");
        }
    }

    private static Draws draws(Section scenario) {
        return new Draws(scenario.section("run").whole("seed"), 0).stream("recorded failures");
    }

    private static long end(Section scenario) {
        Section run = scenario.section("run");
        return run.has("until") ? run.whole("until", Unit.DURATION) : Long.MAX_VALUE;
    }

    /** What is drawn depends on the name, so that faults that are added to a scenario leave the others as they are. */
    private static String name(Section fault, List<FailureProcess> before) {
        String name = "each " + fault.text("each")
                + (fault.map("among").isEmpty() ? "" : " with " + words(fault.map("among")));
        int same = 1;
        for (FailureProcess other : before) {
            same += other.name().equals(name) || other.name().startsWith(name + " #") ? 1 : 0;
        }
        return same == 1 ? name : name + " #" + same;
    }

    private static FailoverSettings settings(Section failover, List<GuardedService> guarded) {
        return new FailoverSettings(
                failover.has("managers") ? (int) failover.whole("managers") : null,
                duration(failover, "election"),
                duration(failover, "heartbeat"),
                duration(failover, "grace"),
                duration(failover, "monitor"),
                duration(failover, "toleration"),
                failover.has("restart_in_place") ? failover.truth("restart_in_place") : null,
                failover.has("eviction") ? limits(failover.section("eviction")) : null,
                failover.has("attempts") ? (int) failover.whole("attempts") : Integer.MAX_VALUE,
                guarded);
    }

    private static EvictionLimits limits(Section eviction) {
        return new EvictionLimits(
                eviction.number("rate", Unit.RATE),
                eviction.number("unwell_rate", Unit.RATE),
                eviction.number("unwell_share"),
                (int) eviction.whole("large_zone"));
    }

    private static @Nullable Long duration(Section failover, String key) {
        return failover.has(key) ? failover.whole(key, Unit.DURATION) : null;
    }

    private static long from(Section fault) {
        return fault.whole("at", Unit.TIME);
    }

    private static long to(Section fault) {
        long length = fault.has("for") ? fault.whole("for", Unit.DURATION) : FaultScript.FOR_EVER;
        return length > FaultScript.FOR_EVER - from(fault) ? FaultScript.FOR_EVER : from(fault) + length;
    }

    private static FaultScript.Outage part(Section fault) {
        String part = fault.text("part");
        return new FaultScript.PartDown(
                part + " down",
                from(fault),
                to(fault),
                List.of(FaultScript.Part.values()).get(PARTS.indexOf(part)));
    }

    private static FaultScript.Outage caches(Section fault) throws ScenarioException {
        long behind = fault.whole("caches", Unit.DURATION);
        if (behind == 0) {
            throw ScenarioException.of(fault.place("caches"), fault.path() + ".caches is 0; expected a time above 0");
        }
        return new FaultScript.CachesBehind("caches behind", from(fault), to(fault), behind);
    }

    private static FaultScript.Outage managers(Section fault) throws ScenarioException {
        if (fault.has("control_plane")) {
            return new FaultScript.ManagersDown("control plane", from(fault), to(fault), List.of());
        }
        List<Integer> managers = new ArrayList<>();
        for (Value each : fault.list("managers")) {
            int number = each instanceof Numeral numeral ? numeral.number().intValueExact() : 0;
            if (managers.contains(number - 1)) {
                throw ScenarioException.of(
                        each.place(), fault.path() + ".managers names " + number + " twice; expected each once");
            }
            managers.add(number - 1);
        }
        String names = managers.stream().map(each -> Integer.toString(each + 1)).collect(Collectors.joining(", "));
        String name = (managers.size() == 1 ? "manager " : "managers ") + names;
        return new FaultScript.ManagersDown(name, from(fault), to(fault), managers);
    }

    private static List<FaultScript.Outage> nodes(Section fault, ClusterSpec cluster, long endNanos)
            throws ScenarioException {
        String key = fault.has("node") ? "node" : fault.has("labels") ? "labels" : level(fault);
        if (key.equals("node")) {
            List<String> names = cluster.nodes().stream().map(NodeSpec::name).toList();
            String name = fault.text(key);
            return outages(fault, key, "node " + name, List.of(names.indexOf(name)), names, endNanos, null);
        }
        SortedMap<String, String> labels = new TreeMap<>();
        String topology = NodeGroups.label(key);
        if (key.equals("labels")) {
            labels.putAll(fault.map(key));
        } else {
            labels.put(topology, fault.text(key));
        }
        List<Integer> found = NodeGroups.with(labels, cluster);
        String name = key.equals("labels") ? "nodes with " + words(labels) : key + " " + fault.text(key);
        List<Integer> hit = found.isEmpty() ? List.of(-1) : found;
        return outages(fault, key, name, hit, NodeGroups.values(topology, cluster), endNanos, Joining.with(labels));
    }

    private static String words(SortedMap<String, String> labels) {
        return labels.entrySet().stream().map(Map.Entry::toString).collect(Collectors.joining(", "));
    }

    private static String level(Section fault) {
        return LEVELS.stream().filter(fault::has).findFirst().orElse("zone");
    }

    private static List<FaultScript.Outage> outages(
            Section fault,
            String key,
            String name,
            List<Integer> nodes,
            List<String> known,
            long endNanos,
            @Nullable Joining joining)
            throws ScenarioException {
        if (nodes.contains(-1)) {
            String wanted = key.equals("labels") || known.isEmpty()
                    ? "labels that nodes of the cluster have"
                    : known.size() <= 8 ? Checker.any(known) : "one of the " + known.size() + " of the cluster";
            String given = key.equals("labels") ? "" : Checker.meant(fault.text(key), known);
            throw ScenarioException.of(
                    fault.place(key), fault.path() + ": no node is in '" + name + "'; expected " + wanted + given);
        }
        return ImpairmentPart.outages(fault, name, from(fault), to(fault), nodes, endNanos, joining);
    }
}
