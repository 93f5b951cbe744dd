package io.wavetank.experiment.scenario;

import io.wavetank.policy.Toleration;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.workload.generate.Amount;
import io.wavetank.workload.generate.Dependence;
import io.wavetank.workload.generate.Estimate;
import io.wavetank.workload.generate.GeneratedWorkload;
import io.wavetank.workload.generate.Gpus;
import io.wavetank.workload.generate.Inflow;
import io.wavetank.workload.generate.JobShape;
import io.wavetank.workload.generate.Kind;
import io.wavetank.workload.generate.Life;
import io.wavetank.workload.generate.Memory;
import io.wavetank.workload.generate.Placement;
import io.wavetank.workload.generate.Sizes;
import io.wavetank.workload.generate.Tenant;
import io.wavetank.workload.generate.Until;
import io.wavetank.workload.generate.Users;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;

/** Turns the description of a generated workload into one. */
final class GeneratorPart {
    private static final String FOREVER = "forever";
    private static final String EACH_NODE = "each-node";

    private GeneratorPart() {}

    /** Returns the workload that is described, its load relative to the cluster. */
    static GeneratedWorkload of(Section generate, String name, ClusterSpec cluster) throws ScenarioException {
        List<Inflow> inflows = new ArrayList<>();
        if (generate.has("inflows")) {
            for (Section inflow : generate.sections("inflows")) {
                inflows.add(inflow(inflow, inflow.text("name"), cluster));
            }
        } else {
            inflows.add(inflow(generate, "jobs", cluster));
        }
        Until until = until(generate.section("until"));
        var workload = generate.made(() -> new GeneratedWorkload(name, inflows, until));
        if (!generate.has("load")) {
            return workload;
        }
        int resource = cluster.resources().indexOf(generate.text("load_resource"));
        try {
            return workload.withLoad(generate.number("load"), resource, cluster);
        } catch (IllegalArgumentException e) {
            throw ScenarioException.of(generate.place("load"), generate.path() + "." + e.getMessage());
        }
    }

    private static Until until(Section until) throws ScenarioException {
        if (!until.has("tasks") && !until.has("time")) {
            throw ScenarioException.of(
                    until.place(), until.path() + " has no end; expected 'tasks' or 'time', such as time: 24h");
        }
        return until.made(() -> new Until(
                until.has("tasks") ? until.whole("tasks") : Until.NO_TASK_LIMIT,
                until.has("time") ? until.number("time", Unit.DURATION) : Double.POSITIVE_INFINITY));
    }

    private static Inflow inflow(Section inflow, String name, ClusterSpec cluster) throws ScenarioException {
        List<Kind> kinds = new ArrayList<>();
        for (Section kind : inflow.sections("kinds")) {
            kinds.add(kind(kind, cluster));
        }
        var arrivals = ArrivalsPart.of(inflow.section("arrivals"));
        Dependence dependence = dependence(inflow.section("dependence"));
        Users users = inflow.has("users") ? users(inflow.section("users")) : null;
        return inflow.made(() -> new Inflow(name, arrivals, kinds, dependence, users));
    }

    private static Users users(Section part) throws ScenarioException {
        var think = DistributionPart.of(part, "think_time", Unit.DURATION);
        Amount jobs = part.has("jobs") ? DistributionPart.amount(part, "jobs", Unit.COUNT) : null;
        return part.made(() -> new Users(think, jobs));
    }

    private static Dependence dependence(Section part) throws ScenarioException {
        Memory kinds = memory(part.section("kinds"));
        Memory runTimes = memory(part.section("run_times"));
        return part.made(() -> new Dependence(part.number("kind_run_time"), kinds, runTimes));
    }

    private static Memory memory(Section part) throws ScenarioException {
        return part.made(() -> new Memory(part.number("share"), part.number("lag1")));
    }

    private static Kind kind(Section kind, ClusterSpec cluster) throws ScenarioException {
        Section gpu = kind.section("gpu");
        var count = DistributionPart.amount(gpu, "count", Unit.COUNT);
        var millisEach = DistributionPart.amount(gpu, "millis_each", Unit.COUNT);
        Gpus gpus = gpu.made(() -> new Gpus(count, millisEach, new TreeSet<>(gpu.texts("models"))));
        var cpu = DistributionPart.amount(kind, "cpu", Unit.CPU);
        var memory = DistributionPart.amount(kind, "memory", Unit.BYTES);
        var scratch = DistributionPart.amount(kind, "ephemeral-storage", Unit.BYTES);
        Life life = life(kind);
        Placement placement = placement(kind, cluster);
        JobShape job = job(kind, placement, cluster);
        Estimate estimate = estimate(kind);
        return kind.made(() -> new Kind(
                kind.text("name"),
                kind.number("share"),
                new Sizes(cpu, memory, kind.whole("memory_per_core", Unit.BYTES), scratch, gpus),
                life,
                job,
                placement,
                estimate));
    }

    private static Life life(Section kind) throws ScenarioException {
        if (kind.value("run_time") instanceof Value.Text word && word.text().equals(FOREVER)) {
            return Life.stays();
        }
        var seconds = DistributionPart.of(kind, "run_time", Unit.DURATION);
        return kind.made(() -> new Life.Runs(seconds, kind.number("cpu_correlation")));
    }

    private static JobShape job(Section kind, Placement placement, ClusterSpec cluster) throws ScenarioException {
        boolean each =
                kind.value("tasks") instanceof Value.Text word && word.text().equals(EACH_NODE);
        List<String> nodes = each ? eachNode(kind, placement, cluster) : List.of();
        var tasks = each ? Amount.of(nodes.size()) : DistributionPart.amount(kind, "tasks", Unit.COUNT);
        var stagger = DistributionPart.of(kind, "stagger", Unit.DURATION);
        var members = DistributionPart.amount(kind, "members", Unit.COUNT);
        return kind.made(() -> new JobShape(tasks, stagger, members, kind.truth("same_sizes"), nodes));
    }

    private static List<String> eachNode(Section kind, Placement placement, ClusterSpec cluster)
            throws ScenarioException {
        if (cluster.isPool()) {
            throw ScenarioException.of(
                    kind.place("tasks"),
                    kind.path() + ".tasks is each-node, and no nodes are known here; expected a number, or a scenario"
                            + " whose cluster is of 'nodes', 'file' or 'model'");
        }
        List<String> nodes = placement.eachNode(cluster);
        if (nodes.isEmpty()) {
            throw ScenarioException.of(
                    kind.place("tasks"),
                    kind.path() + ".tasks is each-node, and its tasks may go on none of the cluster's nodes; expected"
                            + " tolerations, a node_selector and affinity that leave some");
        }
        return nodes;
    }

    private static Placement placement(Section kind, ClusterSpec cluster) throws ScenarioException {
        List<Tenant> tenants = new ArrayList<>();
        for (Section tenant : kind.sections("tenants")) {
            tenants.add(tenant.made(() -> new Tenant(tenant.text("name"), tenant.number("weight"))));
        }
        List<Toleration> tolerations = new ArrayList<>();
        for (Section each : kind.sections("tolerations")) {
            tolerations.add(toleration(each));
        }
        Section gang = kind.has("gang") ? kind.section("gang") : null;
        int members = gang == null ? 0 : gang.has("minMember") ? (int) gang.whole("minMember") : Placement.ALL;
        return new Placement(
                priority(kind, cluster),
                tenants,
                AllocsPart.labels(kind),
                kind.map("node_selector"),
                tolerations,
                PodPart.of(kind),
                members);
    }

    private static int priority(Section kind, ClusterSpec cluster) throws ScenarioException {
        String name = kind.textOrNull("priorityClassName");
        if (name == null) {
            return (int) kind.whole("priority");
        }
        SortedMap<String, Integer> classes = cluster.objects().priorityClasses();
        Integer priority = classes.get(name);
        if (priority == null) {
            throw ScenarioException.of(
                    kind.place("priorityClassName"),
                    "there is no priority class '" + name + "' in cluster.priorityClasses"
                            + (classes.isEmpty() ? "" : "; expected " + Checker.any(classes.keySet()))
                            + Checker.meant(name, classes.keySet()));
        }
        return priority;
    }

    /** As Kubernetes has it where an operator is given: Exists looks at no value, and Equal at the empty one if there is none. */
    private static Toleration toleration(Section each) throws ScenarioException {
        String effect = each.textOrNull("effect");
        String operator = each.textOrNull("operator");
        String value = each.textOrNull("value");
        if (operator != null && operator.equals("Exists") && value != null) {
            throw ScenarioException.of(
                    each.place("value"),
                    each.path() + " has operator Exists and a value; expected no value, or operator Equal");
        }
        if (operator != null && operator.equals("Equal") && value == null) {
            value = "";
        }
        return new Toleration(
                each.textOrNull("key"),
                value,
                effect == null ? null : ClusterPart.effect(effect),
                each.has("tolerationSeconds") ? each.whole("tolerationSeconds") : null);
    }

    private static Estimate estimate(Section kind) throws ScenarioException {
        if (kind.value("estimate") instanceof Value.Text word) {
            return word.text().equals("exact") ? new Estimate.Exact() : new Estimate.Unknown();
        }
        Section guess = kind.section("estimate");
        if (guess.has("said")) {
            var said = DistributionPart.of(guess, "said", Unit.DURATION);
            return guess.made(() -> new Estimate.Said(said, guess.number("run_time_correlation")));
        }
        var factor = DistributionPart.of(guess, "factor", Unit.COUNT);
        return guess.made(() -> new Estimate.Guess(factor, guess.number("grid", Unit.DURATION)));
    }
}
