package io.wavetank.policy.constraint;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One container of a pod.
 *
 * @param image the image's name; the empty string if none is known
 * @param requests what it asks for by Kubernetes' resource names: {@code cpu} in millicores, {@code memory}, {@code ephemeral-storage} and
 *     huge pages in bytes, extended resources in their own unit. A resource that is missing is not the same as one with amount 0: the
 *     scheduler assumes a little for scoring where nothing is said
 * @param ports the ports of the node that it takes
 */
public record ContainerSpec(String image, SortedMap<String, Long> requests, List<HostPort> ports) {
    /** Checks the amounts and copies its parts. */
    public ContainerSpec {
        requests = amounts(requests);
        ports = List.copyOf(ports);
    }

    /** Returns a container without image and ports. */
    public static ContainerSpec of(Map<String, Long> requests) {
        return new ContainerSpec("", new TreeMap<>(requests), List.of());
    }

    static SortedMap<String, Long> amounts(SortedMap<String, Long> amounts) {
        amounts.forEach((name, amount) -> {
            if (amount < 0) {
                throw new IllegalArgumentException("Negative request for " + name + ": " + amount);
            }
        });
        return Collections.unmodifiableSortedMap(new TreeMap<>(amounts));
    }
}
