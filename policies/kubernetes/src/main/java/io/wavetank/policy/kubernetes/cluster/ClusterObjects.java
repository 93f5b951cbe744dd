package io.wavetank.policy.kubernetes.cluster;

import io.wavetank.policy.constraint.LabelSelector;
import io.wavetank.policy.constraint.Owner;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a cluster holds besides nodes and pods, as far as scheduling looks at it: namespaces, services, workloads, disruption budgets. */
public final class ClusterObjects {
    private static final SortedMap<String, String> NO_LABELS = Collections.emptySortedMap();

    private final Map<String, SortedMap<String, String>> namespaces = new HashMap<>();
    private final LinkedHashMap<String, Service> services = new LinkedHashMap<>();
    private final LinkedHashMap<String, Workload> workloads = new LinkedHashMap<>();
    private final LinkedHashMap<String, DisruptionBudget> budgets = new LinkedHashMap<>();
    private final Map<PodClass, LabelSelector> selectors = new HashMap<>();
    private long version;

    /**
     * A service.
     *
     * @param selector labels of the pods behind it; null selects none
     */
    public record Service(
            String namespace, String name, @Nullable SortedMap<String, String> selector) {}

    /**
     * A controller whose selector says which pods are alike.
     *
     * @param kind {@code ReplicaSet}, {@code StatefulSet} or {@code ReplicationController}
     * @param selector chooses its pods; null chooses none
     */
    public record Workload(
            String kind,
            String namespace,
            String name,
            @Nullable LabelSelector selector) {}

    ClusterObjects() {}

    /** How often anything but a disruption budget was put or removed here: what was worked out at another version may be wrong now. */
    public long version() {
        return version;
    }

    /** Puts a namespace, or its new labels. */
    public void putNamespace(String name, Map<String, String> labels) {
        namespaces.put(name, Collections.unmodifiableSortedMap(new TreeMap<>(labels)));
        changed();
    }

    /** The namespace's labels; none if it was never put. */
    public SortedMap<String, String> namespaceLabels(String name) {
        return namespaces.getOrDefault(name, NO_LABELS);
    }

    /** Puts a service, or its new selector. */
    public void putService(Service service) {
        services.put(service.namespace() + "/" + service.name(), service);
        changed();
    }

    /** Removes a service. */
    public void removeService(String namespace, String name) {
        services.remove(namespace + "/" + name);
        changed();
    }

    /** Puts a workload, or its new selector. */
    public void putWorkload(Workload workload) {
        workloads.put(key(workload.kind(), workload.namespace(), workload.name()), workload);
        changed();
    }

    /** Removes a workload. */
    public void removeWorkload(String kind, String namespace, String name) {
        workloads.remove(key(kind, namespace, name));
        changed();
    }

    private static String key(String kind, String namespace, String name) {
        return kind + "/" + namespace + "/" + name;
    }

    private void changed() {
        version++;
        selectors.clear();
    }

    /** Puts a disruption budget, or its new state; a new one goes to the end of the list. */
    public void putBudget(DisruptionBudget budget) {
        budgets.put(budget.namespace() + "/" + budget.name(), budget);
    }

    /** Removes a disruption budget. */
    public void removeBudget(String namespace, String name) {
        budgets.remove(namespace + "/" + name);
    }

    /** The disruption budgets in order. */
    public List<DisruptionBudget> budgets() {
        return new ArrayList<>(budgets.values());
    }

    /**
     * Returns what says which pods are like those of a kind where nothing in the pods themselves says so: the labels of all services that
     * select them, and the selector of the workload that made them. Empty if there is neither.
     */
    public LabelSelector likes(PodClass kind) {
        LabelSelector known = selectors.get(kind);
        if (known == null) {
            known = findLikes(kind);
            selectors.put(kind, known);
        }
        return known;
    }

    private LabelSelector findLikes(PodClass kind) {
        var labels = new TreeMap<String, String>();
        for (Service service : services.values()) {
            SortedMap<String, String> selector = service.selector();
            if (selector != null
                    && service.namespace().equals(kind.namespace())
                    && kind.labels().entrySet().containsAll(selector.entrySet())) {
                labels.putAll(selector);
            }
        }
        Owner owner = kind.spec().owner();
        Workload workload = owner == null ? null : workloads.get(key(owner.kind(), kind.namespace(), owner.name()));
        LabelSelector selector = workload == null ? null : workload.selector();
        if (workload == null || selector == null) {
            return LabelSelector.of(labels);
        } else if (workload.kind().equals("ReplicationController")) {
            labels.putAll(selector.matchLabels());
            return LabelSelector.of(labels);
        }
        return LabelSelector.of(labels).and(selector);
    }
}
