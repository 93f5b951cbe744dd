package io.wavetank.policy.kubernetes.autoscale.ca;

import io.wavetank.policy.kubernetes.cluster.ClusterCache;
import io.wavetank.policy.kubernetes.cluster.NodeSpec;
import io.wavetank.policy.kubernetes.cluster.Pod;
import io.wavetank.policy.kubernetes.cluster.PodTemplate;
import io.wavetank.policy.kubernetes.framework.Filters;
import io.wavetank.policy.kubernetes.framework.Nominations;
import io.wavetank.policy.kubernetes.plugin.InTreePlugins;
import io.wavetank.policy.kubernetes.profile.Compatibility;
import io.wavetank.policy.kubernetes.profile.SchedulerProfile;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * The cluster on which the autoscaler tries things out, judged by kube-scheduler's own filters with the default profile.
 *
 * <p>A search for a node goes round all nodes from where the last success was, also past those that are not allowed: the index is kept between
 * pods, and unchanged by a search that finds nothing. Nodes are numbered from 0 in the order in which they came. What pods were put and taken
 * can be undone back to a mark; the index is not.
 *
 * <p>Source: Cluster Autoscaler 1.26, {@code SchedulerBasedPredicateChecker}; its own order of nodes is that of a hash.
 */
public final class Snapshot {
    /** No node will do. */
    public static final int NOWHERE = -1;

    private final ClusterCache cluster = new ClusterCache();
    private final Filters filters = new Filters(
            InTreePlugins.filters(SchedulerProfile.defaults(Compatibility.V1_26), cluster), cluster, new Nominations());
    private final List<Integer> slots = new ArrayList<>();
    private final BitSet cordoned = new BitSet();
    private final List<Step> steps = new ArrayList<>();
    private int start;
    private int pods;

    /** A pod that was put on a node, or taken off it. */
    private record Step(Pod pod, int node, boolean put) {}

    /** Begins with no nodes, and to search from the first. */
    public Snapshot() {
        this(0);
    }

    /** Begins with no nodes, and to search from a node that is yet to come. */
    Snapshot(int start) {
        this.start = start;
    }

    /** Where the next search starts. */
    int start() {
        return start;
    }

    /** Begins anew with what there is: numbers are given again, and what was done before cannot be undone any more. */
    void begin(int startAt) {
        start = startAt;
        slots.clear();
        cordoned.clear();
        steps.clear();
    }

    /** Describes a node, and returns the slot that it is in from then on, whatever its number. */
    int describe(NodeSpec spec) {
        return cluster.putNode(spec);
    }

    /** Gives the next number to the node in a slot. */
    void addSlot(int slot, boolean closed) {
        cordoned.set(slots.size(), closed);
        slots.add(slot);
    }

    /** A node is gone, with nothing on it. */
    void forget(String name) {
        cluster.removeNode(name);
    }

    /** Puts a pod into a slot; that cannot be undone. */
    void putOn(Pod pod, int slot) {
        cluster.putPod(pod, slot);
    }

    /** Takes a pod off wherever it is; that cannot be undone. */
    void takeOff(Pod pod) {
        cluster.removePod(pod);
    }

    /** Adds a node and returns its number. */
    public int addNode(NodeSpec spec) {
        cordoned.set(slots.size(), spec.unschedulable());
        slots.add(cluster.putNode(spec));
        return slots.size() - 1;
    }

    /** Makes a pod that is on no node. */
    public Pod pod(PodTemplate template) {
        return new Pod("pod-" + pods, cluster.podClass(template), 0, pods++);
    }

    /** Puts a pod on a node. */
    public void put(Pod pod, int node) {
        cluster.putPod(pod, slots.get(node));
        steps.add(new Step(pod, node, true));
    }

    /** Takes a pod off the node that it is on. */
    public void take(Pod pod, int node) {
        cluster.removePod(pod);
        steps.add(new Step(pod, node, false));
    }

    /** Marks a pod as told to stop: rules of spreading pass it over. */
    void terminate(Pod pod) {
        cluster.terminate(pod);
    }

    /** What was done so far, to be handed to {@link #undo}. */
    public int mark() {
        return steps.size();
    }

    /** Undoes what was done since the mark, the last first. */
    public void undo(int mark) {
        while (steps.size() > mark) {
            Step step = steps.remove(steps.size() - 1);
            if (step.put()) {
                cluster.removePod(step.pod());
            } else {
                cluster.putPod(step.pod(), slots.get(step.node()));
            }
        }
    }

    /** A node of which nothing is left in the way goes; its number is not given again. */
    public void dropNode(int node) {
        cluster.removeNode(cluster.nodes().name(slots.get(node)));
        cordoned.set(node);
    }

    /** Returns the first node in order that is allowed and fits, or {@link #NOWHERE}; the index stays as it is. */
    public int first(Pod pod, IntPredicate allowed) {
        if (filters.preFilter(pod.podClass()) != null) {
            return NOWHERE;
        }
        for (int node = 0; node < slots.size(); node++) {
            if (!cordoned.get(node) && allowed.test(node) && filters.filter(pod.podClass(), slots.get(node)) == null) {
                return node;
            }
        }
        return NOWHERE;
    }

    /** Whether the pod would fit on a node; the index stays as it is. */
    public boolean fits(Pod pod, int node) {
        return filters.preFilter(pod.podClass()) == null && filters.filter(pod.podClass(), slots.get(node)) == null;
    }

    /**
     * Returns the next node that is allowed and fits, going round, or {@link #NOWHERE}. A cordoned node is passed over even for a pod that
     * tolerates that.
     */
    int search(Pod pod, IntPredicate allowed) {
        if (filters.preFilter(pod.podClass()) != null) {
            return NOWHERE;
        }
        int count = slots.size();
        for (int i = 0; i < count; i++) {
            int node = (start + i) % count;
            if (!cordoned.get(node) && allowed.test(node) && filters.filter(pod.podClass(), slots.get(node)) == null) {
                start = (node + 1) % count;
                return node;
            }
        }
        return NOWHERE;
    }
}
