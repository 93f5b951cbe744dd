package io.wavetank.policy.constraint;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the API server of a cluster knows besides nodes and pods, as far as placement looks at it.
 *
 * @param namespaces the labels of each namespace
 * @param services services, in order
 * @param workloads the controllers that make pods, in order
 * @param budgets disruption budgets, in order
 * @param priorityClasses the priority of each class
 */
public record ApiObjects(
        SortedMap<String, SortedMap<String, String>> namespaces,
        List<Service> services,
        List<Workload> workloads,
        List<BudgetSpec> budgets,
        SortedMap<String, Integer> priorityClasses) {
    /** Nothing. */
    public static final ApiObjects NONE =
            new ApiObjects(Collections.emptySortedMap(), List.of(), List.of(), List.of(), Collections.emptySortedMap());

    /**
     * A service.
     *
     * @param selector labels of the pods behind it
     */
    public record Service(String namespace, String name, SortedMap<String, String> selector) {
        /** Copies the selector. */
        public Service {
            selector = Collections.unmodifiableSortedMap(new TreeMap<>(selector));
        }
    }

    /**
     * A controller that makes pods and replaces those that go.
     *
     * @param kind {@code ReplicaSet}, {@code StatefulSet} or {@code ReplicationController}
     * @param selector chooses its pods
     * @param replicas how many pods there should be; -1 if that is as many as have been submitted
     */
    public record Workload(String kind, String namespace, String name, LabelSelector selector, int replicas) {}

    /** Copies its parts. */
    public ApiObjects {
        namespaces = Collections.unmodifiableSortedMap(new TreeMap<>(namespaces));
        services = List.copyOf(services);
        workloads = List.copyOf(workloads);
        budgets = List.copyOf(budgets);
        priorityClasses = Collections.unmodifiableSortedMap(new TreeMap<>(priorityClasses));
    }
}
