package io.wavetank.policy.kubernetes.autoscale.ca;

import io.wavetank.policy.Draws;
import io.wavetank.policy.NodeView;
import io.wavetank.policy.Resources;
import io.wavetank.policy.TaskView;
import io.wavetank.policy.constraint.ContainerSpec;
import io.wavetank.policy.kubernetes.cluster.NodeSpec;
import io.wavetank.policy.kubernetes.cluster.PodTemplate;
import io.wavetank.policy.scaling.FleetView;
import io.wavetank.policy.scaling.NodeDecision;
import io.wavetank.policy.scaling.NodeGroupView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One way up: which pods wait that no node, there or on its way, has room for; what nodes of each group would do for them; the option that the
 * expanders prefer; and its nodes spread over groups that are alike.
 *
 * <p>Source: Cluster Autoscaler 1.26, {@code core.ScaleUp}, the pod list processor that filters out what is schedulable, and
 * {@code nodegroupset.BalancingNodeGroupSetProcessor}.
 */
final class ScaleUp {
    private static final List<String> PLACE =
            List.of("kubernetes.io/hostname", "topology.kubernetes.io/zone", "topology.kubernetes.io/region");
    private static final double MILLI = 1000;
    private static final double GIBI = 1L << 30;

    private final CaSettings settings;
    /** Expanders that are not among the usual ones, by name. */
    private final SortedMap<String, Expander> own;

    private final TrialState existing = new TrialState(false);
    private final ClusterMirror mirror;
    private final Backoff backoff = new Backoff();
    private final Draws draws;
    private long decisions;

    ScaleUp(CaSettings settings, SortedMap<String, Expander> own, ClusterMirror mirror, Draws draws) {
        this.settings = settings;
        this.own = own;
        this.mirror = mirror;
        this.draws = draws;
    }

    /** Returns what is to be asked for; nothing if nothing would help. */
    List<NodeDecision> decide(FleetView fleet, long nowNanos) {
        List<TaskView> waiting = fleet.unplaced();
        List<NodeGroupView> open = new ArrayList<>();
        for (NodeGroupView group : fleet.groups()) {
            boolean held = backoff.holds(group, nowNanos);
            if (!held && group.size() < group.most() && settings.limits().room(fleet, group.template(), 1) > 0) {
                open.add(group);
            }
        }
        if (waiting.isEmpty() || open.isEmpty()) {
            return List.of();
        }
        List<PodGroup> groups = unhelped(fleet, waiting);
        boolean apart = groups.stream().allMatch(group -> standsAlone(group.template()));
        List<BinPackingEstimator.Occupied> occupied = apart ? List.of() : mirror.occupied(fleet);
        Map<String, NodeGroupView> byId = new TreeMap<>();
        List<Option> options = new ArrayList<>();
        for (NodeGroupView group : open) {
            Option option = option(group, groups, occupied, fleet);
            if (option.nodes() > 0 && option.pods() > 0) {
                options.add(option);
                byId.put(option.id(), group);
            }
        }
        if (options.isEmpty()) {
            return List.of();
        }
        List<Option> best = expander(fleet).best(options);
        Option chosen = best.isEmpty() ? options.get(0) : best.get(0);
        NodeGroupView group = byId.get(chosen.id());
        return group == null ? List.of() : spread(group, open, room(fleet, group, chosen.nodes()));
    }

    /** Whether what is on the nodes that there are says nothing about where the pod may go among new ones. */
    private static boolean standsAlone(PodTemplate pod) {
        return pod.spec().podAffinity().isEmpty()
                && pod.spec().podAntiAffinity().isEmpty()
                && pod.spec().spread().isEmpty();
    }

    /** The pods that fit neither on a node that is there nor on one that is coming, in groups of equal ones. */
    private List<PodGroup> unhelped(FleetView fleet, List<TaskView> waiting) {
        List<NodeSpec> nodes = new ArrayList<>();
        List<List<RunningPod>> pods = new ArrayList<>();
        mirror.open(fleet, nodes, pods);
        for (NodeGroupView group : fleet.groups()) {
            for (int i = 0; i < group.booting(); i++) {
                nodes.add(ClusterMirror.spec(group.template(), "upcoming-" + group.name() + "-" + i));
                pods.add(List.of());
            }
        }
        existing.show(nodes, pods, 0);
        Snapshot snapshot = existing.snapshot();
        LinkedHashMap<PodTemplate, Integer> left = new LinkedHashMap<>();
        for (TaskView task : waiting) {
            PodTemplate template = mirror.template(task.taskClass());
            // what did not fit for one does not fit for the next that is equal
            if (left.containsKey(template)) {
                left.merge(template, 1, Integer::sum);
                continue;
            }
            var pod = snapshot.pod(template);
            int node = snapshot.search(pod, each -> true);
            if (node == Snapshot.NOWHERE) {
                left.put(template, 1);
            } else {
                snapshot.put(pod, node);
            }
        }
        snapshot.undo(0);
        List<PodGroup> groups = new ArrayList<>();
        left.forEach((template, count) -> groups.add(new PodGroup(template, count)));
        return groups;
    }

    private Option option(
            NodeGroupView group, List<PodGroup> pods, List<BinPackingEstimator.Occupied> existing, FleetView fleet) {
        NodeView node = group.template();
        Estimate estimate = BinPackingEstimator.estimate(
                existing, ClusterMirror.spec(node, group.name() + "-template"), List.of(), pods, 0);
        int count = 0;
        long cpu = 0;
        long memory = 0;
        for (int i = 0; i < pods.size(); i++) {
            int scheduled = estimate.scheduled().get(i);
            count += scheduled;
            cpu += scheduled * request(pods.get(i).template(), "cpu");
            memory += scheduled * request(pods.get(i).template(), "memory");
        }
        return new Option(
                group.name(),
                true,
                node.allocatable(Resources.CPU),
                node.allocatable(Resources.MEMORY),
                node.gpuCount() > 0,
                true,
                node.pricePerHour(),
                estimate.nodes(),
                count,
                cpu,
                memory,
                price(fleet, cpu, memory));
    }

    private static long request(PodTemplate pod, String resource) {
        long sum = 0;
        for (ContainerSpec container : pod.spec().containers()) {
            sum += container.requests().getOrDefault(resource, 0L);
        }
        return sum;
    }

    /** What pods cost: half by their cores, half by their memory, each at the price at which the cheapest group has it. */
    private static double price(FleetView fleet, long cpuMillis, long memoryBytes) {
        double perCore = Double.MAX_VALUE;
        double perGibi = Double.MAX_VALUE;
        for (NodeGroupView group : fleet.groups()) {
            NodeView node = group.template();
            double half = node.pricePerHour() / 2;
            perCore = Math.min(perCore, half / Math.max(1, node.allocatable(Resources.CPU) / MILLI));
            perGibi = Math.min(perGibi, half / Math.max(1, node.allocatable(Resources.MEMORY) / GIBI));
        }
        return cpuMillis / MILLI * perCore + memoryBytes / GIBI * perGibi;
    }

    private Expander expander(FleetView fleet) {
        List<Expander> chain = new ArrayList<>();
        for (String name : settings.expanders()) {
            Expander mine = own.get(name);
            if (mine != null) {
                chain.add(mine);
            } else if (name.equals("least-waste")) {
                chain.add(new LeastWaste());
            } else if (name.equals("most-pods")) {
                chain.add(new MostPods());
            } else if (name.equals("least-nodes")) {
                chain.add(new LeastNodes());
            } else if (name.equals("priority")) {
                chain.add(new ByPriority(settings.priorities()));
            } else if (name.equals("price")) {
                double small = price(fleet, 500, 500L << 20);
                chain.add(new ByPrice(small, fleet.cluster().nodeCount()));
            }
        }
        chain.add(Expander.random(draws, decisions++));
        return Expander.chain(chain);
    }

    private int room(FleetView fleet, NodeGroupView group, int asked) {
        int nodes = settings.limits().room(fleet, group.template(), asked);
        int all = fleet.groups().stream().mapToInt(NodeGroupView::size).sum();
        for (int node = 0; node < fleet.cluster().nodeCount(); node++) {
            all += fleet.present(node) && fleet.groupOf(node) == FleetView.NO_GROUP ? 1 : 0;
        }
        return settings.mostNodes() == 0 ? nodes : Math.max(0, Math.min(nodes, settings.mostNodes() - all));
    }

    /** Gives each node to the group that is smallest then, of those that are like the one chosen. */
    private List<NodeDecision> spread(NodeGroupView chosen, List<NodeGroupView> open, int nodes) {
        List<NodeGroupView> alike = new ArrayList<>();
        for (NodeGroupView group : open) {
            if (group.index() == chosen.index() || (settings.balance() && alike(group, chosen))) {
                alike.add(group);
            }
        }
        SortedMap<Integer, Integer> more = new TreeMap<>();
        for (int i = 0; i < nodes; i++) {
            NodeGroupView smallest = null;
            int least = Integer.MAX_VALUE;
            for (NodeGroupView group : alike) {
                int size = group.size() + more.getOrDefault(group.index(), 0);
                if (size < group.most() && size < least) {
                    smallest = group;
                    least = size;
                }
            }
            if (smallest != null) {
                more.merge(smallest.index(), 1, Integer::sum);
            }
        }
        List<NodeDecision> decisions = new ArrayList<>();
        more.forEach((group, count) -> decisions.add(new NodeDecision.Provision(group, count)));
        return decisions;
    }

    private static boolean alike(NodeGroupView a, NodeGroupView b) {
        return ClusterMirror.spec(a.template(), "")
                        .allocatable()
                        .equals(ClusterMirror.spec(b.template(), "").allocatable())
                && labels(a).equals(labels(b))
                && a.template().gpuModel().equals(b.template().gpuModel())
                && a.template().taints().equals(b.template().taints());
    }

    private static SortedMap<String, String> labels(NodeGroupView group) {
        SortedMap<String, String> labels = new TreeMap<>(group.template().labels());
        labels.keySet().removeAll(PLACE);
        return labels;
    }
}
