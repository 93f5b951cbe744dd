package io.wavetank.policy.kubernetes.control;

import io.wavetank.policy.ClusterView;
import io.wavetank.policy.NodeView;
import io.wavetank.policy.Resources;
import io.wavetank.policy.constraint.ContainerSpec;
import io.wavetank.policy.constraint.PodSpec;
import io.wavetank.policy.kubernetes.cluster.ClusterCache;
import io.wavetank.policy.kubernetes.cluster.NodeImage;
import io.wavetank.policy.kubernetes.cluster.NodeSpec;
import io.wavetank.policy.kubernetes.cluster.Pod;
import io.wavetank.policy.kubernetes.cluster.PodTemplate;
import io.wavetank.policy.kubernetes.queue.ClusterEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Keeps the nodes of the cache like those of the cluster, and tells of what happened to them. A node's slot in the cache is its number in the
 * cluster.
 */
final class NodeSync {
    private static final String HOSTNAME = "kubernetes.io/hostname";

    /** Slots are counted by {@link DeviceFit}. */
    private static final long NO_LIMIT = 1L << 40;

    private static final long GPU_MILLIS_EACH = 1000;

    private final ClusterView cluster;
    private final ClusterCache cache;
    private final Told told;
    private int nodes;
    private long seenVersion;
    /** What each node offers of GPUs, as it was seen last. */
    private long[] gpuMillis = new long[0];

    /** Is told of an event of a node. */
    interface Told {
        void happened(ClusterEvent event, int node, long nowNanos);
    }

    NodeSync(ClusterView cluster, ClusterCache cache, Told told) {
        this.cluster = cluster;
        this.cache = cache;
        this.told = told;
        for (int node = 0; node < cluster.nodeCount(); node++) {
            add(node);
            takeWhatIsTaken(node);
            if (!cluster.node(node).present()) {
                cache.removeNode(cluster.node(node).name());
            }
        }
        this.nodes = cluster.nodeCount();
        this.seenVersion = cluster.version();
    }

    /** Takes in what changed since the last time. */
    void refresh(long nowNanos) {
        long version = cluster.version();
        if (version == seenVersion) {
            return;
        }
        if (!cluster.changesSince(seenVersion, (node, mayFitMore) -> look(node, nowNanos))) {
            for (int node = 0; node < cluster.nodeCount(); node++) {
                look(node, nowNanos);
            }
        }
        seenVersion = version;
    }

    private void look(int node, long nowNanos) {
        while (nodes <= node) {
            add(nodes);
            told.happened(ClusterEvent.NODE_ADD, nodes++, nowNanos);
        }
        if (!cluster.node(node).present()) {
            if (cache.nodes().present(node)) {
                cache.removeNode(cluster.node(node).name());
            }
            return;
        }
        boolean cordoned = !cluster.node(node).schedulable();
        NodeSpec known = cache.nodes().spec(node);
        boolean changed = hasOtherGpus(node);
        if (known.unschedulable() != cordoned || changed) {
            cache.putNode(changed ? spec(cluster.node(node)) : known.withUnschedulable(cordoned));
            ClusterEvent event =
                    ClusterEvent.ofNodeUpdate(known.unschedulable() && !cordoned, changed, false, false, false);
            if (event != null) {
                told.happened(event, node, nowNanos);
            }
        }
    }

    /** The device plug-in of a node takes devices that are gone off what it offers; whether it has since the last look. */
    private boolean hasOtherGpus(int node) {
        long now = cluster.node(node).allocatable(Resources.GPU);
        boolean changed = gpuMillis[node] != now;
        gpuMillis[node] = now;
        return changed;
    }

    private void add(int node) {
        int slot = cache.putNode(spec(cluster.node(node)));
        if (slot != node) {
            throw new IllegalStateException("Node " + node + " has slot " + slot);
        }
        if (node >= gpuMillis.length) {
            gpuMillis = Arrays.copyOf(gpuMillis, Math.max(node + 1, 2 * gpuMillis.length));
        }
        gpuMillis[node] = cluster.node(node).allocatable(Resources.GPU);
    }

    private NodeSpec spec(NodeView node) {
        SortedMap<String, String> labels = new TreeMap<>(node.labels());
        labels.putIfAbsent(HOSTNAME, node.name());
        if (!node.gpuModel().isEmpty()) {
            labels.put(Templates.GPU_MODEL, node.gpuModel());
        }
        List<NodeImage> images = new ArrayList<>();
        node.images().forEach(image -> images.add(new NodeImage(image.names(), image.sizeBytes())));
        return new NodeSpec(
                node.name(), labels, node.taints(), !node.schedulable(), amounts(node), images, node.attachLimits());
    }

    private SortedMap<String, Long> amounts(NodeView node) {
        SortedMap<String, Long> amounts = new TreeMap<>();
        amounts.put("cpu", node.allocatable(Resources.CPU));
        amounts.put("memory", node.allocatable(Resources.MEMORY));
        amounts.put("ephemeral-storage", node.allocatable(Resources.EPHEMERAL_STORAGE));
        amounts.put("pods", node.allocatable(Resources.PODS));
        amounts.put(Templates.MEMBERS, NO_LIMIT);
        if (node.gpuCount() > 0) {
            amounts.put(Templates.GPU, node.allocatable(Resources.GPU) / GPU_MILLIS_EACH);
            amounts.put(Templates.GPU_MILLIS, node.allocatable(Resources.GPU));
        }
        for (int resource = Resources.FIXED; resource < cluster.resources().count(); resource++) {
            if (node.allocatable(resource) > 0) {
                amounts.put(cluster.resources().name(resource), node.allocatable(resource));
            }
        }
        return amounts;
    }

    /** What was taken before the scheduler came is held by pods that it knows nothing of and never evicts. */
    private void takeWhatIsTaken(int node) {
        NodeView view = cluster.node(node);
        for (long slot = 0; slot < view.requested(Resources.PODS); slot++) {
            Map<String, Long> held = new TreeMap<>();
            if (slot == 0) {
                held.put("cpu", view.requested(Resources.CPU));
                held.put("memory", view.requested(Resources.MEMORY));
                held.put("ephemeral-storage", view.requested(Resources.EPHEMERAL_STORAGE));
            }
            PodSpec spec = PodSpec.builder()
                    .containers(List.of(ContainerSpec.of(held)))
                    .build();
            String name = view.name() + "-" + slot;
            cache.putPod(new Pod(name, cache.podClass(PodTemplate.of(Map.of(), spec)), Integer.MAX_VALUE, -1), node);
        }
    }
}
