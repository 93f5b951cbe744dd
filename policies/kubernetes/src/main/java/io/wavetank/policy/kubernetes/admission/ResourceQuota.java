package io.wavetank.policy.kubernetes.admission;

import io.wavetank.policy.constraint.Requirement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A bound on what the pods of a namespace ask for in all.
 *
 * <p>It counts pods that match all its scopes. A pod that it counts must name every amount of processors and memory that is bounded, and may not lead above any
 * bound; it then counts until it has ended. Names of bounds are {@code pods}, {@code cpu} or {@code requests.cpu}, {@code limits.cpu}, and so for memory and any other
 * resource.
 *
 * <p>Source: Kubernetes 1.26, {@code pkg/quota/v1/evaluator/core/pods.go} and {@code apiserver/pkg/admission/plugin/resourcequota}.
 */
public final class ResourceQuota {
    /** Which pods count. */
    public enum Scope {
        /** With a deadline for their run. */
        TERMINATING,
        /** Without. */
        NOT_TERMINATING,
        /** That ask for nothing. */
        BEST_EFFORT,
        /** That ask for something. */
        NOT_BEST_EFFORT;

        boolean counts(QuotaPod pod) {
            return switch (this) {
                case TERMINATING -> pod.terminating();
                case NOT_TERMINATING -> !pod.terminating();
                case BEST_EFFORT -> pod.bestEffort();
                case NOT_BEST_EFFORT -> !pod.bestEffort();
            };
        }
    }

    private static final String PRIORITY_CLASS = "PriorityClass";

    private final String name;
    private final SortedMap<String, Long> hard;
    private final Set<Scope> scopes;
    private final List<Requirement> priorityClasses;
    private final SortedMap<String, Long> used = new TreeMap<>();

    /**
     * Creates one of which nothing is used.
     *
     * @param name of it
     * @param hard the bounds
     * @param scopes all of which must hold
     * @param priorityClasses conditions on the name of the priority class, keyed {@code PriorityClass}, all of which must hold
     */
    public ResourceQuota(String name, Map<String, Long> hard, Set<Scope> scopes, List<Requirement> priorityClasses) {
        this.name = name;
        this.hard = new TreeMap<>(hard);
        this.scopes = scopes.isEmpty() ? EnumSet.noneOf(Scope.class) : EnumSet.copyOf(scopes);
        this.priorityClasses = List.copyOf(priorityClasses);
        for (String bound : this.hard.keySet()) {
            used.put(bound, 0L);
        }
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** Whether a pod counts. */
    public boolean counts(QuotaPod pod) {
        Map<String, String> labels =
                pod.priorityClass().isEmpty() ? Map.of() : Map.of(PRIORITY_CLASS, pod.priorityClass());
        for (Scope scope : Scope.values()) {
            if (scopes.contains(scope) && !scope.counts(pod)) {
                return false;
            }
        }
        return priorityClasses.stream().allMatch(each -> each.matches(labels));
    }

    /** What speaks against a pod, in words; nothing if it may be, or does not count. */
    public List<String> violations(QuotaPod pod) {
        if (!counts(pod)) {
            return List.of();
        }
        List<String> found = new ArrayList<>();
        List<String> missing = hard.keySet().stream()
                .filter(bound -> pod.containers().stream().anyMatch(each -> lacks(each, bound)))
                .toList();
        if (!missing.isEmpty()) {
            found.add("failed quota: " + name + ": must specify " + String.join(",", missing));
            return found;
        }
        hard.forEach((bound, most) -> {
            long more = amount(pod, bound);
            long now = used(bound);
            if (more > 0 && now + more > most) {
                found.add("exceeded quota: " + name + ", requested: " + bound + "=" + more + ", used: " + bound + "="
                        + now + ", limited: " + bound + "=" + most);
            }
        });
        return found;
    }

    /** Counts a pod that was admitted. */
    public void add(QuotaPod pod) {
        if (counts(pod)) {
            hard.keySet().forEach(bound -> used.merge(bound, amount(pod, bound), Long::sum));
        }
    }

    /** Counts a pod no more that has ended or is gone. */
    public void remove(QuotaPod pod) {
        if (counts(pod)) {
            hard.keySet().forEach(bound -> used.merge(bound, -amount(pod, bound), Long::sum));
        }
    }

    /** How much is used of what is bounded. */
    public long used(String bound) {
        return used.getOrDefault(bound, 0L);
    }

    private static boolean lacks(Amounts container, String bound) {
        if (bound.equals("pods")) {
            return false;
        }
        String resource = resource(bound);
        if (!resource.equals("cpu") && !resource.equals("memory")) {
            return false; // of others one that names none counts with none
        }
        return !(bound.startsWith("limits.") ? container.limits() : container.requests()).containsKey(resource);
    }

    private static long amount(QuotaPod pod, String bound) {
        if (bound.equals("pods")) {
            return 1;
        }
        Amounts sum = Amounts.sum(pod.containers());
        return (bound.startsWith("limits.") ? sum.limits() : sum.requests()).getOrDefault(resource(bound), 0L);
    }

    private static String resource(String bound) {
        return bound.startsWith("limits.") || bound.startsWith("requests.")
                ? bound.substring(bound.indexOf('.') + 1)
                : bound;
    }
}
