package io.wavetank.policy.swarm.control;

import io.wavetank.policy.ClusterView;
import io.wavetank.policy.NodeView;
import io.wavetank.policy.Resources;
import io.wavetank.policy.Taint;
import io.wavetank.policy.swarm.node.Availability;
import io.wavetank.policy.swarm.node.GenericResource;
import io.wavetank.policy.swarm.node.NodeSpec;
import io.wavetank.policy.swarm.node.NodeState;
import io.wavetank.policy.swarm.node.Platform;
import io.wavetank.policy.swarm.placement.TaskPlacer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Keeps the scheduler's nodes like those of the cluster. What swarm has no word for is told in its own: a taint and the model of a GPU are labels
 * of the engine, slots, scratch space, GPUs and extended resources are generic resources. A node that is cordoned or down is paused,
 * and one that is gone for good is removed.
 */
final class NodeMirror {
    /** Billionths of a processor in a thousandth. */
    static final long NANO_CPUS_PER_MILLI = 1_000_000L;
    /** The kind of generic resource that GPUs are, each with a name. */
    static final String GPU = "gpu";
    /** The value of the engine's labels that stand for a taint or for the model of the GPUs. */
    static final String PRESENT = "yes";

    private static final int WHOLE_DEVICE = 1000;
    private static final String OS = "kubernetes.io/os";
    private static final String ARCHITECTURE = "kubernetes.io/arch";

    private final ClusterView cluster;
    private final TaskPlacer placer;
    /** What was taken of each node before the scheduler came. */
    private final List<long[]> takenBefore = new ArrayList<>();

    private final List<BitSet> devicesTakenBefore = new ArrayList<>();
    private final SortedSet<Taint> taints = new TreeSet<>(
            Comparator.comparing(Taint::key).thenComparing(Taint::value).thenComparing(Taint::effect));
    private final SortedSet<String> models = new TreeSet<>();

    private final SortedMap<String, Integer> numbers = new TreeMap<>();
    private final List<Boolean> schedulable = new ArrayList<>();
    private long seenVersion;
    private boolean changed;

    NodeMirror(ClusterView cluster, TaskPlacer placer) {
        this.cluster = cluster;
        this.placer = placer;
        while (schedulable.size() < cluster.nodeCount()) {
            add(schedulable.size());
        }
        this.seenVersion = cluster.version();
    }

    /** Returns a node's number. */
    int number(String name) {
        Integer number = numbers.get(name);
        if (number == null) {
            throw new IllegalStateException("There is no node '" + name + "'");
        }
        return number;
    }

    /** Whether nothing can be put on a node at the moment, as the cluster has it now. */
    boolean gone(String name) {
        Integer number = numbers.get(name);
        return number == null || !cluster.node(number).schedulable();
    }

    String name(int node) {
        return cluster.node(node).name();
    }

    /** Takes in what has changed of the nodes; returns whether anything has. */
    boolean refresh() {
        long version = cluster.version();
        if (version == seenVersion) {
            return false;
        }
        changed = false;
        if (!cluster.changesSince(seenVersion, (node, mayFitMore) -> look(node))) {
            for (int node = 0; node < cluster.nodeCount(); node++) {
                look(node);
            }
        }
        seenVersion = version;
        return changed;
    }

    private void look(int node) {
        while (schedulable.size() <= node) {
            add(schedulable.size());
            changed = true;
        }
        boolean now = cluster.node(node).schedulable();
        if (now != schedulable.get(node)) {
            schedulable.set(node, now);
            if (cluster.node(node).present()) {
                placer.node(spec(node));
            } else {
                placer.removeNode(name(node));
            }
            changed = true;
        }
    }

    private void add(int node) {
        NodeView view = cluster.node(node);
        long[] taken = new long[cluster.resources().count()];
        for (int resource = 0; resource < taken.length; resource++) {
            taken[resource] = view.requested(resource);
        }
        takenBefore.add(taken);
        var devices = new BitSet();
        for (int device = 0; device < view.gpuCount(); device++) {
            devices.set(device, view.gpuFreeMillis(device) < WHOLE_DEVICE);
        }
        devicesTakenBefore.add(devices);
        taints.addAll(view.taints());
        if (view.gpuCount() > 0) {
            models.add(view.gpuModel());
        }
        schedulable.add(view.schedulable());
        numbers.put(view.name(), node);
        placer.node(spec(node));
    }

    private NodeSpec spec(int number) {
        NodeView node = cluster.node(number);
        return new NodeSpec(
                node.name(),
                node.name(),
                "",
                "worker",
                node.schedulable() ? Availability.ACTIVE : Availability.PAUSE,
                NodeState.READY,
                Math.multiplyExact(left(number, Resources.CPU), NANO_CPUS_PER_MILLI),
                left(number, Resources.MEMORY),
                generic(number, node),
                node.labels(),
                engineLabels(node),
                new Platform(
                        node.labels().getOrDefault(OS, "linux"), node.labels().getOrDefault(ARCHITECTURE, "amd64")),
                List.of());
    }

    private long left(int node, int resource) {
        return cluster.node(node).allocatable(resource) - takenBefore.get(node)[resource];
    }

    private List<GenericResource> generic(int number, NodeView node) {
        List<GenericResource> generic = new ArrayList<>();
        for (int resource = Resources.EPHEMERAL_STORAGE;
                resource < cluster.resources().count();
                resource++) {
            if (resource != Resources.GPU && node.allocatable(resource) > 0) {
                generic.add(GenericResource.discrete(cluster.resources().name(resource), left(number, resource)));
            }
        }
        for (int device = 0; device < node.gpuCount(); device++) {
            if (!devicesTakenBefore.get(number).get(device)) {
                generic.add(GenericResource.named(GPU, Integer.toString(device)));
            }
        }
        return generic;
    }

    private static SortedMap<String, String> engineLabels(NodeView node) {
        SortedMap<String, String> labels = new TreeMap<>();
        if (node.gpuCount() > 0) {
            labels.put(label(node.gpuModel()), PRESENT);
        }
        node.taints().forEach(taint -> labels.put(label(taint), PRESENT));
        return labels;
    }

    /** The engine's label that stands for a taint. */
    static String label(Taint taint) {
        return "taint." + taint.effect() + "." + taint.key() + "=" + taint.value();
    }

    /** The engine's label that stands for a model of GPUs. */
    static String label(String gpuModel) {
        return "gpu.model=" + gpuModel;
    }

    /** The taints that there are on any node. */
    SortedSet<Taint> taints() {
        return taints;
    }

    /** The models of GPUs that there are on any node. */
    SortedSet<String> models() {
        return models;
    }
}
