package io.wavetank.policy.kubernetes.admission;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a container, or all of a pod, asks for and is limited to, by Kubernetes' resource names: {@code cpu} in millicores, {@code memory} in bytes.
 *
 * @param requests what it asks for
 * @param limits what it may have at most
 */
public record Amounts(SortedMap<String, Long> requests, SortedMap<String, Long> limits) {
    /** Nothing said. */
    public static final Amounts NONE = of(Map.of(), Map.of());

    /** Checks the amounts and copies its parts. */
    public Amounts {
        requests = copy(requests);
        limits = copy(limits);
    }

    /** The amounts of these tables. */
    public static Amounts of(Map<String, Long> requests, Map<String, Long> limits) {
        return new Amounts(new TreeMap<>(requests), new TreeMap<>(limits));
    }

    private static SortedMap<String, Long> copy(SortedMap<String, Long> amounts) {
        amounts.forEach((name, amount) -> {
            if (amount < 0) {
                throw new IllegalArgumentException("Negative amount of " + name + ": " + amount);
            }
        });
        return Collections.unmodifiableSortedMap(new TreeMap<>(amounts));
    }

    /** The sums over containers; a resource that none names is not there. */
    public static Amounts sum(List<Amounts> containers) {
        var requests = new TreeMap<String, Long>();
        var limits = new TreeMap<String, Long>();
        for (Amounts each : containers) {
            each.requests.forEach((name, amount) -> requests.merge(name, amount, Math::addExact));
            each.limits.forEach((name, amount) -> limits.merge(name, amount, Math::addExact));
        }
        return new Amounts(requests, limits);
    }

    /** The same with a request where there is none but a limit: the API's own default, before any admission. */
    public Amounts withRequestsFromLimits() {
        var asked = new TreeMap<>(limits);
        asked.putAll(requests);
        return new Amounts(asked, limits);
    }
}
