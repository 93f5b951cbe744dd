package io.wavetank.workload.generate;

import io.wavetank.policy.Toleration;
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
 */
public record Placement(
        int priority,
        List<Tenant> tenants,
        SortedMap<String, String> labels,
        SortedMap<String, String> nodeSelector,
        List<Toleration> tolerations) {
    /** Anybody's, anywhere. */
    public static final Placement ANYWHERE =
            new Placement(0, List.of(), Collections.emptySortedMap(), Collections.emptySortedMap(), List.of());

    /** Copies what could change. */
    public Placement {
        tenants = List.copyOf(tenants);
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        nodeSelector = Collections.unmodifiableSortedMap(new TreeMap<>(nodeSelector));
        tolerations = List.copyOf(tolerations);
    }

    /** Returns tasks of that priority that may go anywhere. */
    public static Placement priority(int value) {
        return ANYWHERE.withPriority(value);
    }

    /** Returns the same with that priority. */
    public Placement withPriority(int value) {
        return new Placement(value, tenants, labels, nodeSelector, tolerations);
    }

    /** Returns the same with those tenants. */
    public Placement withTenants(List<Tenant> values) {
        return new Placement(priority, values, labels, nodeSelector, tolerations);
    }

    /** Returns the same with those labels. */
    public Placement withLabels(Map<String, String> values) {
        return new Placement(priority, tenants, new TreeMap<>(values), nodeSelector, tolerations);
    }

    /** Returns the same with that node selector. */
    public Placement withNodeSelector(Map<String, String> values) {
        return new Placement(priority, tenants, labels, new TreeMap<>(values), tolerations);
    }

    /** Returns the same with those tolerations. */
    public Placement withTolerations(List<Toleration> values) {
        return new Placement(priority, tenants, labels, nodeSelector, values);
    }
}
