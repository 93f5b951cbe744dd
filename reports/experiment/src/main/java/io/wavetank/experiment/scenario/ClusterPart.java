package io.wavetank.experiment.scenario;

import io.wavetank.policy.Resources;
import io.wavetank.policy.Taint;
import io.wavetank.policy.constraint.ContainerImage;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.sim.cluster.NodeSpec;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Turns groups of nodes into nodes. */
final class ClusterPart {
    private static final String NUMBER = "{i}";
    private static final int MOST_NODES = 1_000_000;
    private static final List<String> TOPOLOGY = List.of("region", "zone", "rack");

    private final List<NodeSpec> nodes = new ArrayList<>();
    private final Map<String, String> groupByName = new HashMap<>();
    private final Resources resources;

    static final String CAPACITY_TYPE = "karpenter.sh/capacity-type";
    private static final String INSTANCE_TYPE = "node.kubernetes.io/instance-type";

    private ClusterPart(Resources resources) {
        this.resources = resources;
    }

    /** Returns the cluster of {@code cluster.nodes}. */
    static ClusterSpec of(Section cluster) throws ScenarioException {
        SortedSet<String> extended = new TreeSet<>();
        List<Section> groups = cluster.sections("nodes");
        long count = 0;
        for (Section group : groups) {
            extended.addAll(group.section("capacity")
                    .section("extended")
                    .entries()
                    .entries()
                    .keySet());
            count += group.whole("count");
        }
        if (count == 0) {
            throw ScenarioException.of(
                    cluster.place("nodes"),
                    "cluster.nodes has no node at the start; expected a 'count' of 1 or more in one group at least");
        }
        if (count > MOST_NODES) {
            throw ScenarioException.of(
                    cluster.place("nodes"), "cluster.nodes has " + count + " nodes; expected at most " + MOST_NODES);
        }
        for (String name : extended) {
            if (Resources.basic().indexOf(name) >= 0) {
                throw ScenarioException.of(
                        cluster.place("nodes"),
                        "'" + name + "' is no extended resource; expected it under capacity itself");
            }
        }
        var part = new ClusterPart(Resources.withExtended(List.copyOf(extended)));
        for (Section group : groups) {
            part.add(group);
        }
        part.checkSums(cluster);
        return new ClusterSpec(part.resources, part.nodes, ObjectsPart.of(cluster));
    }

    /** Returns a node of a group, in the zone of that number, under a name. */
    static NodeSpec template(Section group, String name, int zone, Resources resources) {
        return new ClusterPart(resources).node(group, name, zone);
    }

    private void add(Section group) throws ScenarioException {
        long count = group.whole("count");
        if (count == 0 && !group.has("scale")) {
            throw ScenarioException.of(
                    group.place("count"),
                    group.path() + " has no nodes, and none that could come; expected count of 1 at least, or 'scale'");
        }
        String pattern = group.text("name");
        if (count > 1 && !pattern.contains(NUMBER)) {
            throw ScenarioException.of(
                    group.place("name"),
                    group.path() + ".name is '" + pattern + "' for " + count + " nodes; expected " + NUMBER
                            + " in it, for the number of the node; did you mean '" + pattern + "-" + NUMBER + "'?");
        }
        for (int i = 0; i < count; i++) {
            String name = pattern.replace(NUMBER, Integer.toString(i + 1));
            String other = groupByName.putIfAbsent(name, group.path());
            if (other != null) {
                throw ScenarioException.of(
                        group.place("name"),
                        group.path() + " has a node '" + name + "', and so has " + other
                                + "; expected names of their own, such as name: big-" + NUMBER);
            }
            int number = i;
            nodes.add(group.made(() -> node(group, name, number)));
        }
    }

    /** What is counted of a resource over all nodes is a long, those that could come included. */
    private void checkSums(Section cluster) throws ScenarioException {
        for (int resource = 0; resource < resources.count(); resource++) {
            BigInteger sum = BigInteger.ZERO;
            for (Section group : cluster.sections("nodes")) {
                NodeSpec one = group.made(() -> node(group, ElasticPart.stem(group), 0));
                BigInteger each = BigInteger.valueOf(one.capacity(resource));
                sum = sum.add(each.multiply(BigInteger.valueOf(mostNodes(group))));
            }
            if (sum.bitLength() >= Long.SIZE) {
                throw ScenarioException.of(
                        cluster.place("nodes"),
                        "cluster.nodes has more " + resources.name(resource)
                                + " over all nodes than can be counted; expected less of it, or fewer nodes");
            }
        }
    }

    /** How many nodes of a group there can be: to its 'scale', in each zone, and as spot beside those on demand. */
    private static long mostNodes(Section group) {
        long zones = Math.max(1, group.texts("zones").size());
        long most = group.has("scale") ? group.section("scale").whole("most") * zones : 0;
        return Math.max(group.whole("count"), ElasticPart.boughtAsSpot(group) ? 2 * most : most);
    }

    private NodeSpec node(Section group, String name, int number) {
        var node = NodeSpec.builder(name);
        Section capacity = group.section("capacity");
        Section reserved = group.section("reserved");
        node.capacity(Resources.CPU, capacity.whole("cpu", Unit.CPU));
        node.capacity(Resources.MEMORY, capacity.whole("memory", Unit.BYTES));
        node.capacity(Resources.EPHEMERAL_STORAGE, capacity.whole("ephemeral-storage", Unit.BYTES));
        if (capacity.has("pods")) {
            node.capacity(Resources.PODS, capacity.whole("pods"));
        }
        node.reserved(Resources.CPU, reserved.whole("cpu", Unit.CPU));
        node.reserved(Resources.MEMORY, reserved.whole("memory", Unit.BYTES));
        node.reserved(Resources.EPHEMERAL_STORAGE, reserved.whole("ephemeral-storage", Unit.BYTES));
        node.reserved(Resources.PODS, reserved.whole("pods"));
        Section gpu = capacity.section("gpu");
        node.gpus((int) gpu.whole("count"), gpu.text("model"));
        Section extended = capacity.section("extended");
        extended.entries()
                .entries()
                .keySet()
                .forEach(key -> node.capacity(resources.indexOf(key), extended.whole(key)));
        Section kept = reserved.section("extended");
        kept.entries().entries().keySet().forEach(key -> {
            if (resources.indexOf(key) < Resources.FIXED) {
                throw new IllegalArgumentException("no node has any '" + key + "' that could be reserved");
            }
            node.reserved(resources.indexOf(key), kept.whole(key));
        });
        if (ElasticPart.boughtAsSpot(group)) {
            node.label(CAPACITY_TYPE, "on-demand");
            node.label(INSTANCE_TYPE, ElasticPart.stem(group));
        }
        group.map("labels").forEach(node::label);
        for (String level : TOPOLOGY) {
            List<String> names = group.texts(level + "s");
            if (!names.isEmpty()) {
                node.label("topology.kubernetes.io/" + level, names.get(number % names.size()));
            }
        }
        node.taints(taints(group));
        node.speed(group.number("speed"));
        node.pricePerHour(group.number("price"));
        node.cordoned(group.truth("cordoned"));
        List<ContainerImage> images = new ArrayList<>();
        for (Section image : group.sections("images")) {
            images.add(new ContainerImage(image.texts("names"), image.whole("size", Unit.BYTES)));
        }
        node.images(images);
        SortedMap<String, Integer> limits = new TreeMap<>();
        Section attach = group.section("attach_limits");
        attach.entries().entries().keySet().forEach(driver -> limits.put(driver, (int) attach.whole(driver)));
        node.attachLimits(limits);
        return node.build();
    }

    private static List<Taint> taints(Section group) {
        List<Taint> taints = new ArrayList<>();
        for (Section taint : group.sections("taints")) {
            taints.add(new Taint(taint.text("key"), taint.text("value"), effect(taint.text("effect"))));
        }
        return taints;
    }

    static Taint.Effect effect(String word) {
        return switch (word) {
            case "NoSchedule" -> Taint.Effect.NO_SCHEDULE;
            case "PreferNoSchedule" -> Taint.Effect.PREFER_NO_SCHEDULE;
            case "NoExecute" -> Taint.Effect.NO_EXECUTE;
            default -> throw new IllegalStateException("The schema let pass the effect " + word);
        };
    }
}
