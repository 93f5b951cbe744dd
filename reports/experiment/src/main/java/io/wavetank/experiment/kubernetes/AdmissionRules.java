package io.wavetank.experiment.kubernetes;

import io.wavetank.policy.Admission;
import io.wavetank.policy.constraint.Requirement;
import io.wavetank.policy.kubernetes.admission.ClusterAdmission;
import io.wavetank.policy.kubernetes.admission.LimitRange;
import io.wavetank.policy.kubernetes.admission.NamespaceAdmission;
import io.wavetank.policy.kubernetes.admission.ResourceQuota;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The limit ranges and quotas of the namespaces of a cluster, as they are before a run: each run has its own, of which nothing is used. */
public final class AdmissionRules {
    private final SortedMap<String, Namespace> namespaces = new TreeMap<>();

    private static final class Namespace {
        private final List<LimitRange> ranges = new ArrayList<>();
        private final List<Quota> quotas = new ArrayList<>();

        NamespaceAdmission make() {
            return new NamespaceAdmission(
                    ranges, quotas.stream().map(Quota::make).toList());
        }
    }

    /**
     * A quota; amounts are in millicores and bytes.
     *
     * @param name its name
     * @param hard the bounds, by the names of Kubernetes
     * @param bestEffort whether it counts tasks that ask for neither processors nor memory alone
     * @param notBestEffort whether it counts the others alone
     * @param priorityClasses whose tasks it counts; all if there are none
     */
    public record Quota(
            String name,
            SortedMap<String, Long> hard,
            boolean bestEffort,
            boolean notBestEffort,
            List<String> priorityClasses) {
        private ResourceQuota make() {
            Set<ResourceQuota.Scope> scopes = EnumSet.noneOf(ResourceQuota.Scope.class);
            if (bestEffort) {
                scopes.add(ResourceQuota.Scope.BEST_EFFORT);
            }
            if (notBestEffort) {
                scopes.add(ResourceQuota.Scope.NOT_BEST_EFFORT);
            }
            List<Requirement> of = priorityClasses.isEmpty()
                    ? List.of()
                    : List.of(new Requirement("PriorityClass", Requirement.Operator.IN, priorityClasses));
            return new ResourceQuota(name, hard, scopes, of);
        }
    }

    /**
     * Amounts of a limit range, in millicores and bytes by the names of Kubernetes.
     *
     * @param least of requests and limits
     * @param defaultRequests of those that name none
     * @param defaultLimits of those that name none
     * @param most of limits and requests
     * @param mostRatio of limit to request
     */
    public record Range(
            SortedMap<String, Long> least,
            SortedMap<String, Long> defaultRequests,
            SortedMap<String, Long> defaultLimits,
            SortedMap<String, Long> most,
            SortedMap<String, Double> mostRatio) {}

    /** Adds a limit range. */
    public void add(String namespace, boolean ofPods, Range range) {
        namespaces
                .computeIfAbsent(namespace, name -> new Namespace())
                .ranges
                .add(new LimitRange(
                        ofPods,
                        range.least(),
                        range.most(),
                        range.defaultLimits(),
                        range.defaultRequests(),
                        range.mostRatio()));
    }

    /** Adds a quota and says whether its name is new in its namespace. */
    public boolean add(String namespace, Quota quota) {
        List<Quota> there = namespaces.computeIfAbsent(namespace, name -> new Namespace()).quotas;
        boolean fresh = there.stream().noneMatch(other -> other.name().equals(quota.name()));
        there.add(quota);
        return fresh;
    }

    /** Makes what is asked in a run. */
    public Admission.Factory factory(SortedMap<String, Integer> priorityClasses) {
        SortedMap<String, Namespace> rules = new TreeMap<>(namespaces);
        return () -> {
            SortedMap<String, NamespaceAdmission> fresh = new TreeMap<>();
            rules.forEach((name, namespace) -> fresh.put(name, namespace.make()));
            return new ClusterAdmission(fresh, priorityClasses);
        };
    }
}
