package io.wavetank.policy.kubernetes.autoscale.ca;

import io.wavetank.policy.ClusterView;
import io.wavetank.policy.NodeView;
import io.wavetank.policy.Resources;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.TaskView;
import io.wavetank.policy.constraint.Owner;
import io.wavetank.policy.kubernetes.cluster.NodeSpec;
import io.wavetank.policy.kubernetes.cluster.PodTemplate;
import io.wavetank.policy.scaling.FleetView;
import io.wavetank.policy.scaling.NodeGroupView;
import io.wavetank.policy.scaling.ServiceView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The cluster in the autoscaler's words: nodes with the pods on them, kept up to date from the feed of changes.
 *
 * <p>A task is a pod of one container; one that names no controller has a job of its own, as whatever is evicted here comes back. The label
 * {@code cluster-autoscaler.kubernetes.io/safe-to-evict} stands for the annotation of that name.
 */
public final class ClusterMirror {
    /** The label that stands for the annotation. */
    public static final String SAFE_TO_EVICT = "cluster-autoscaler.kubernetes.io/safe-to-evict";

    private static final String HOSTNAME = "kubernetes.io/hostname";
    private static final long MILLI = 1_000_000L;

    private final List<@Nullable NodeSpec> specs = new ArrayList<>();
    private final List<List<RunningPod>> pods = new ArrayList<>();
    private final List<@Nullable Long> leavingSince = new ArrayList<>();
    private final Map<TaskClass, PodTemplate> templates = new HashMap<>();
    /** Nodes that are not as open as they are described. */
    private final Map<Integer, NodeSpec> others = new HashMap<>();

    /** How many pods each controller has. */
    private final Map<ScaleDownCluster.Workload, Integer> controlled = new HashMap<>();

    private long seenVersion = -1;

    /** Takes in what changed. */
    void refresh(FleetView fleet, long nowNanos) {
        ClusterView cluster = fleet.cluster();
        while (specs.size() < cluster.nodeCount()) {
            specs.add(
                    spec(cluster.node(specs.size()), cluster.node(specs.size()).name()));
            pods.add(List.of());
            leavingSince.add(null);
        }
        long version = cluster.version();
        boolean reaches = seenVersion >= 0
                && cluster.changesSince(seenVersion, (node, mayFitMore) -> look(fleet, node, nowNanos));
        for (int node = 0; !reaches && node < specs.size(); node++) {
            look(fleet, node, nowNanos);
        }
        seenVersion = version;
    }

    private void look(FleetView fleet, int node, long nowNanos) {
        if (!fleet.present(node)) {
            specs.set(node, null);
            pods.get(node).forEach(pod -> count(pod, -1));
            pods.set(node, List.of());
            return;
        }
        Long since = leavingSince.get(node);
        leavingSince.set(node, !fleet.leaving(node) ? null : since == null ? Long.valueOf(nowNanos / MILLI) : since);
        pods.get(node).forEach(pod -> count(pod, -1));
        List<RunningPod> there = new ArrayList<>();
        for (TaskView task : fleet.tasksOn(node)) {
            there.add(pod(task, fleet.cluster().node(node).name(), nowNanos));
        }
        pods.set(node, List.copyOf(there));
        there.forEach(pod -> count(pod, 1));
    }

    private void count(RunningPod pod, int sign) {
        RunningPod.Owner owner = pod.owner();
        if (owner != null) {
            var workload = new ScaleDownCluster.Workload(owner.kind(), pod.namespace(), owner.name());
            controlled.merge(workload, sign, (one, other) -> one + other == 0 ? null : one + other);
        }
    }

    private RunningPod pod(TaskView task, String node, long nowNanos) {
        Owner owner = owner(task);
        String safe = task.taskClass().labels().getOrDefault(SAFE_TO_EVICT, "");
        return new RunningPod(
                task.id(),
                node,
                template(task.taskClass()),
                new RunningPod.Owner(owner.kind(), owner.name()),
                false,
                false,
                safe.equals("true")
                        ? RunningPod.Eviction.SAFE
                        : safe.equals("false") ? RunningPod.Eviction.NOT_SAFE : RunningPod.Eviction.UNSAID,
                List.of(),
                "",
                RunningPod.Phase.RUNNING,
                RunningPod.Restart.ALWAYS,
                task.stopping() ? new RunningPod.Deletion(nowNanos / MILLI, 0) : null);
    }

    private static Owner owner(TaskView task) {
        Owner owner = task.taskClass().pod().owner();
        return owner != null ? owner : new Owner("Job", task.job().isEmpty() ? task.id() : task.job());
    }

    /** The pod that a task of a class is. */
    PodTemplate template(TaskClass taskClass) {
        return templates.computeIfAbsent(taskClass, PodTemplate::of);
    }

    /** Adds the nodes that take new pods, and the pods on each of them. */
    void open(FleetView fleet, List<NodeSpec> nodes, List<List<RunningPod>> there) {
        for (int node = 0; node < specs.size(); node++) {
            NodeSpec spec = specs.get(node);
            if (spec != null && fleet.cluster().node(node).schedulable()) {
                nodes.add(spec);
                there.add(pods.get(node));
            }
        }
    }

    /** The nodes with the pods on them, as far as new pods care. */
    List<BinPackingEstimator.Occupied> occupied(FleetView fleet) {
        List<BinPackingEstimator.Occupied> occupied = new ArrayList<>();
        for (int node = 0; node < specs.size(); node++) {
            NodeSpec spec = specs.get(node);
            if (spec != null && fleet.cluster().node(node).schedulable()) {
                occupied.add(new BinPackingEstimator.Occupied(
                        spec, pods.get(node).stream().map(RunningPod::template).toList()));
            }
        }
        return occupied;
    }

    /** The cluster as scaling down sees it. */
    ScaleDownCluster scaleDown(FleetView fleet) {
        List<ScalableNode> nodes = new ArrayList<>();
        List<List<RunningPod>> there = new ArrayList<>();
        Map<ScaleDownCluster.Workload, Integer> workloads = new HashMap<>(controlled);
        for (int node = 0; node < specs.size(); node++) {
            NodeSpec spec = specs.get(node);
            if (spec == null) {
                continue;
            }
            int group = fleet.groupOf(node);
            boolean closed = !fleet.cluster().node(node).schedulable();
            nodes.add(new ScalableNode(
                    spec.unschedulable() == closed ? spec : other(node, spec, closed),
                    group == FleetView.NO_GROUP
                            ? null
                            : fleet.groups().get(group).name(),
                    true,
                    leavingSince.get(node),
                    !closed || fleet.leaving(node)));
            there.add(pods.get(node));
        }
        for (ServiceView service : fleet.services()) {
            Owner owner = service.replicaClass().pod().owner();
            if (owner != null) {
                String namespace = service.replicaClass().pod().namespace();
                workloads.put(new ScaleDownCluster.Workload(owner.kind(), namespace, owner.name()), service.wanted());
            }
        }
        return new ScaleDownCluster(nodes, there, sizes(fleet), workloads, budgets(fleet));
    }

    private NodeSpec other(int node, NodeSpec spec, boolean closed) {
        return others.computeIfAbsent(node, number -> spec.withUnschedulable(closed));
    }

    private static SortedMap<String, NodeGroupSize> sizes(FleetView fleet) {
        int[] leaving = new int[fleet.groups().size()];
        for (int node = 0; node < fleet.cluster().nodeCount(); node++) {
            if (fleet.groupOf(node) != FleetView.NO_GROUP && fleet.leaving(node)) {
                leaving[fleet.groupOf(node)]++;
            }
        }
        SortedMap<String, NodeGroupSize> sizes = new TreeMap<>();
        for (NodeGroupView group : fleet.groups()) {
            sizes.put(group.name(), new NodeGroupSize(group.least(), group.size() - leaving[group.index()]));
        }
        return sizes;
    }

    private static List<EvictionBudget> budgets(FleetView fleet) {
        return fleet.budgets().stream()
                .map(each ->
                        new EvictionBudget(each.spec().namespace(), each.spec().selector(), each.allowed()))
                .toList();
    }

    /** The node that a view shows, under a name. */
    public static NodeSpec spec(NodeView node, String name) {
        SortedMap<String, String> labels = new TreeMap<>(node.labels());
        labels.put(HOSTNAME, name);
        SortedMap<String, Long> amounts = new TreeMap<>();
        amounts.put("cpu", node.allocatable(Resources.CPU));
        amounts.put("memory", node.allocatable(Resources.MEMORY));
        amounts.put("ephemeral-storage", node.allocatable(Resources.EPHEMERAL_STORAGE));
        amounts.put("pods", node.allocatable(Resources.PODS));
        if (node.gpuCount() > 0) {
            amounts.put(Utilization.GPU, (long) node.gpuCount());
        }
        return NodeSpec.of(name, labels, amounts).withTaints(node.taints());
    }
}
