package io.wavetank.policy.kubernetes.autoscale.karpenter;

import io.wavetank.policy.NodeView;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.TaskView;
import io.wavetank.policy.kubernetes.autoscale.ca.ClusterMirror;
import io.wavetank.policy.kubernetes.autoscale.ca.Snapshot;
import io.wavetank.policy.kubernetes.cluster.Pod;
import io.wavetank.policy.kubernetes.cluster.PodTemplate;
import io.wavetank.policy.scaling.FleetView;
import io.wavetank.policy.scaling.NodeGroupView;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/**
 * Tries out where pods would go: to nodes that are there, to nodes that boot, to nodes that are yet to be bought. Who fits is said by kube-scheduler's own
 * filters.
 *
 * <p>The largest pods go first. Each goes to the first node that holds it, else to the new node with the fewest pods that some offering would still serve,
 * else to a new node in the zone of the cheapest offering in which it may be.
 *
 * <p>Source: Karpenter v1, {@code provisioning/scheduling/scheduler.go}, {@code queue.go}.
 */
final class SchedulingSimulation {
    private final Offerings offerings;
    private final long nowNanos;
    private final Snapshot snapshot = new Snapshot();
    /** By number in the snapshot: the node of the cluster, or -1. */
    private final List<Integer> nodes = new ArrayList<>();
    /** The pods on nodes of the cluster. */
    private final SortedMap<Integer, List<Pod>> onNode = new TreeMap<>();

    private final SortedMap<Integer, List<PodTemplate>> templatesOn = new TreeMap<>();
    private final SortedMap<Integer, Integer> numbers = new TreeMap<>();
    private final Map<TaskClass, PodTemplate> templates = new HashMap<>();
    private long cpuLeft;
    private int claimed;

    /**
     * What became of pods.
     *
     * @param claims the nodes that are to be bought
     * @param unplaced how many pods would go nowhere
     * @param nominated the nodes of the cluster that received a pod
     */
    record Outcome(List<Claim> claims, int unplaced, BitSet nominated) {}

    /** Begins with the nodes that are there and take pods, and those that boot if they count. */
    SchedulingSimulation(FleetView fleet, Offerings offerings, boolean booting, long mostCpuMillis, long nowNanos) {
        this.offerings = offerings;
        this.nowNanos = nowNanos;
        this.cpuLeft = mostCpuMillis == 0 ? Long.MAX_VALUE : mostCpuMillis;
        for (int node = 0; node < fleet.cluster().nodeCount(); node++) {
            NodeView view = fleet.cluster().node(node);
            if (fleet.present(node)) {
                spend(fleet.groupOf(node) == FleetView.NO_GROUP ? 0 : view.allocatable(0), 1);
                if (view.schedulable()) {
                    add(fleet, node, view);
                }
            }
        }
        for (NodeGroupView group : fleet.groups()) {
            spend(group.template().allocatable(0), group.booting());
            for (int i = 0; booting && i < group.booting(); i++) {
                snapshot.addNode(ClusterMirror.spec(group.template(), "upcoming-" + group.name() + "-" + i));
                nodes.add(-1);
            }
        }
    }

    private void spend(long cpuMillis, int times) {
        cpuLeft -= cpuLeft == Long.MAX_VALUE ? 0 : cpuMillis * times;
    }

    private void add(FleetView fleet, int node, NodeView view) {
        int number = snapshot.addNode(ClusterMirror.spec(view, view.name()));
        nodes.add(node);
        numbers.put(node, number);
        List<Pod> pods = new ArrayList<>();
        List<PodTemplate> there = new ArrayList<>();
        for (TaskView task : fleet.tasksOn(node)) {
            PodTemplate template = template(task.taskClass());
            Pod pod = snapshot.pod(template);
            snapshot.put(pod, number);
            if (!task.stopping()) {
                pods.add(pod);
                there.add(template);
            }
        }
        onNode.put(node, pods);
        templatesOn.put(node, there);
    }

    /** The pod that a task of a class is. */
    PodTemplate template(TaskClass taskClass) {
        return templates.computeIfAbsent(taskClass, PodTemplate::of);
    }

    /** Where pods would go. */
    Outcome place(List<PodTemplate> pods) {
        return place(pods, node -> true);
    }

    /** Where the pods on nodes would go if these went. Nothing of it lasts. */
    Outcome without(List<Integer> gone) {
        int mark = snapshot.mark();
        var removed = new BitSet();
        List<PodTemplate> homeless = new ArrayList<>();
        for (int node : gone) {
            Integer number = numbers.get(node);
            if (number == null) {
                return new Outcome(List.of(), 1, new BitSet());
            }
            removed.set(number);
            for (Pod pod : onNode.getOrDefault(node, List.of())) {
                snapshot.take(pod, number);
            }
            homeless.addAll(templatesOn.getOrDefault(node, List.of()));
        }
        Outcome outcome = place(homeless, number -> !removed.get(number));
        snapshot.undo(mark);
        outcome.claims().forEach(claim -> snapshot.dropNode(claim.node));
        return outcome;
    }

    private Outcome place(List<PodTemplate> pods, IntPredicate allowed) {
        List<PodTemplate> order = new ArrayList<>(pods);
        order.sort(Requests.LARGEST_FIRST);
        List<Claim> claims = new ArrayList<>();
        var own = new BitSet();
        var nominated = new BitSet();
        int unplaced = 0;
        for (PodTemplate template : order) {
            Pod pod = snapshot.pod(template);
            int number = snapshot.first(pod, each -> allowed.test(each) && !own.get(each));
            if (number != Snapshot.NOWHERE) {
                snapshot.put(pod, number);
                if (nodes.get(number) >= 0) {
                    nominated.set(nodes.get(number));
                }
            } else if (!join(pod, template, claims) && !open(pod, template, claims, own)) {
                unplaced++;
            }
        }
        return new Outcome(claims, unplaced, nominated);
    }

    private boolean join(Pod pod, PodTemplate template, List<Claim> claims) {
        List<Claim> emptiest = new ArrayList<>(claims);
        emptiest.sort(Comparator.comparingInt(Claim::pods));
        for (Claim claim : emptiest) {
            List<Offerings.Offering> left = claim.optionsWith(template, offerings);
            if (!left.isEmpty() && snapshot.fits(pod, claim.node)) {
                snapshot.put(pod, claim.node);
                claim.add(template, left);
                return true;
            }
        }
        return false;
    }

    private boolean open(Pod pod, PodTemplate template, List<Claim> claims, BitSet own) {
        LinkedHashMap<String, List<Offerings.Offering>> byZone = new LinkedHashMap<>();
        for (Offerings.Offering offering : offerings.fitting(template, nowNanos)) {
            if (offering.spec().allocatable().getOrDefault("cpu", 0L) <= cpuLeft
                    && bought(offering, claims) < room(offering)) {
                byZone.computeIfAbsent(offering.zone(), zone -> new ArrayList<>())
                        .add(offering);
            }
        }
        for (Map.Entry<String, List<Offerings.Offering>> zone : byZone.entrySet()) {
            int number = snapshot.addNode(Claim.stand("claim-" + claimed++, zone.getValue()));
            nodes.add(-1);
            if (snapshot.fits(pod, number)) {
                var claim = new Claim(number, zone.getValue());
                snapshot.put(pod, number);
                claim.add(template, zone.getValue());
                claims.add(claim);
                own.set(number);
                spend(largest(claim.options()), 1);
                return true;
            }
            snapshot.dropNode(number);
        }
        return false;
    }

    /** The CPU of the largest: until it is known which is bought, that counts against the limit. */
    private static long largest(List<Offerings.Offering> options) {
        long most = 0;
        for (Offerings.Offering option : options) {
            most = Math.max(most, option.spec().allocatable().getOrDefault("cpu", 0L));
        }
        return most;
    }

    private static int bought(Offerings.Offering offering, List<Claim> claims) {
        int count = 0;
        for (Claim claim : claims) {
            count += claim.options().get(0).group().index() == offering.group().index() ? 1 : 0;
        }
        return count;
    }

    private static int room(Offerings.Offering offering) {
        return offering.group().most() - offering.group().size();
    }
}
