package io.wavetank.workload.generate;

import io.wavetank.policy.TaskClass;
import io.wavetank.policy.Toleration;
import io.wavetank.policy.constraint.PodSpec;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.sim.cluster.NodeSpec;
import io.wavetank.workload.daemon.DaemonRules;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What else a scheduler knows of a task: who it is for and where it may go.
 *
 * @param priority higher goes first; default 0
 * @param tenants who submits, one for each job by weight; default nobody
 * @param labels the task's own; default none
 * @param nodeSelector labels that a node must have; default none
 * @param tolerations of taints; default none
 * @param pod what it says as a Kubernetes pod beyond that; its containers say what they run and which ports they take, and the first requests what
 *     the task asks for
 * @param gangMembers how many tasks of a job must have a place before any of them starts; 0 if each starts by itself, {@link #ALL} for all
 */
public record Placement(
        int priority,
        List<Tenant> tenants,
        SortedMap<String, String> labels,
        SortedMap<String, String> nodeSelector,
        List<Toleration> tolerations,
        PodSpec pod,
        int gangMembers) {
    /** All tasks of a job. */
    public static final int ALL = -1;

    /** Anybody's, anywhere. */
    public static final Placement ANYWHERE =
            new Placement(0, List.of(), Collections.emptySortedMap(), Collections.emptySortedMap(), List.of());

    /** Of a task that is no Kubernetes pod. */
    public Placement(
            int priority,
            List<Tenant> tenants,
            SortedMap<String, String> labels,
            SortedMap<String, String> nodeSelector,
            List<Toleration> tolerations) {
        this(priority, tenants, labels, nodeSelector, tolerations, PodSpec.NONE, 0);
    }

    /** Copies what could change. */
    public Placement {
        tenants = List.copyOf(tenants);
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        nodeSelector = Collections.unmodifiableSortedMap(new TreeMap<>(nodeSelector));
        tolerations = List.copyOf(tolerations);
    }

    /** The nodes of a cluster that have a task of one that is to have one on each, by name: it may go there, and they are not cordoned. */
    public List<String> eachNode(ClusterSpec cluster) {
        TaskClass task = TaskClass.builder()
                .nodeSelector(nodeSelector)
                .tolerations(DaemonRules.tolerating(tolerations, false))
                .pod(pod)
                .build();
        return cluster.nodes().stream()
                .filter(node -> !node.cordoned() && DaemonRules.runsOn(task, node))
                .map(NodeSpec::name)
                .toList();
    }

    /** Returns tasks of that priority that may go anywhere. */
    public static Placement priority(int value) {
        return ANYWHERE.withPriority(value);
    }

    /** Returns the same with that priority. */
    public Placement withPriority(int value) {
        return new Placement(value, tenants, labels, nodeSelector, tolerations, pod, gangMembers);
    }

    /** Returns the same with those tenants. */
    public Placement withTenants(List<Tenant> values) {
        return new Placement(priority, values, labels, nodeSelector, tolerations, pod, gangMembers);
    }

    /** Returns the same with those labels. */
    public Placement withLabels(Map<String, String> values) {
        return new Placement(priority, tenants, new TreeMap<>(values), nodeSelector, tolerations, pod, gangMembers);
    }

    /** Returns the same with that node selector. */
    public Placement withNodeSelector(Map<String, String> values) {
        return new Placement(priority, tenants, labels, new TreeMap<>(values), tolerations, pod, gangMembers);
    }

    /** Returns the same with those tolerations. */
    public Placement withTolerations(List<Toleration> values) {
        return new Placement(priority, tenants, labels, nodeSelector, values, pod, gangMembers);
    }
}
