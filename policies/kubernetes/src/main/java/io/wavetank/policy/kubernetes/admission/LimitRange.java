package io.wavetank.policy.kubernetes.admission;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One item of a LimitRange: amounts that containers get where they name none, and bounds that they, or whole pods, must keep.
 *
 * <p>An item for containers defaults itself first: limits to the most, requests to the default limits, requests to the least. Containers then get
 * what they lack; after that every bound must hold. A bound needs the amount to be named: a least one the request, a most one the limit, a ratio both.
 *
 * <p>Source: Kubernetes 1.26, {@code plugin/pkg/admission/limitranger} and {@code SetDefaults_LimitRangeItem}. Claims for volumes are left out.
 *
 * @param ofPods whether it is about whole pods (type Pod), not containers
 * @param least of requests and limits
 * @param most of requests and limits
 * @param defaultLimits of containers that name no limit
 * @param defaultRequests of containers that name no request
 * @param mostRatio of limit to request
 */
public record LimitRange(
        boolean ofPods,
        SortedMap<String, Long> least,
        SortedMap<String, Long> most,
        SortedMap<String, Long> defaultLimits,
        SortedMap<String, Long> defaultRequests,
        SortedMap<String, Double> mostRatio) {
    /** Copies its parts; those of containers are completed. */
    public LimitRange {
        least = new TreeMap<>(least);
        most = new TreeMap<>(most);
        var limits = new TreeMap<String, Long>();
        var requests = new TreeMap<String, Long>();
        if (!ofPods) {
            limits.putAll(most);
            limits.putAll(defaultLimits);
            requests.putAll(least);
            requests.putAll(limits);
            requests.putAll(defaultRequests);
        }
        defaultLimits = limits;
        defaultRequests = requests;
        mostRatio = new TreeMap<>(mostRatio);
    }

    /** Gives a container what it lacks. */
    public Amounts complete(Amounts container) {
        var requests = new TreeMap<>(defaultRequests);
        requests.putAll(container.requests());
        var limits = new TreeMap<>(defaultLimits);
        limits.putAll(container.limits());
        return new Amounts(requests, limits);
    }

    /** What a pod does wrong, in words; nothing if it may be. */
    public List<String> violations(List<Amounts> containers) {
        List<String> found = new ArrayList<>();
        if (ofPods) {
            check("Pod", Amounts.sum(containers), found);
        } else {
            containers.forEach(container -> check("Container", container, found));
        }
        return found;
    }

    private void check(String of, Amounts amounts, List<String> found) {
        for (Map.Entry<String, Long> bound : least.entrySet()) {
            String name = bound.getKey();
            Long request = amounts.requests().get(name);
            Long limit = amounts.limits().get(name);
            if (request == null) {
                found.add("minimum " + name + " usage per " + of + " is " + bound.getValue()
                        + ". No request is specified");
            } else if (request < bound.getValue() || (limit != null && limit < bound.getValue())) {
                found.add("minimum " + name + " usage per " + of + " is " + bound.getValue() + ", but request is "
                        + request);
            }
        }
        for (Map.Entry<String, Long> bound : most.entrySet()) {
            String name = bound.getKey();
            Long request = amounts.requests().get(name);
            Long limit = amounts.limits().get(name);
            if (limit == null) {
                found.add(
                        "maximum " + name + " usage per " + of + " is " + bound.getValue() + ". No limit is specified");
            } else if (limit > bound.getValue() || (request != null && request > bound.getValue())) {
                found.add(
                        "maximum " + name + " usage per " + of + " is " + bound.getValue() + ", but limit is " + limit);
            }
        }
        mostRatio.forEach((name, bound) -> {
            Long request = amounts.requests().get(name);
            Long limit = amounts.limits().get(name);
            if (request == null || request == 0 || limit == null) {
                found.add(name + " max limit to request ratio per " + of + " is " + bound
                        + ", but no request or limit is specified or request is 0");
            } else if ((double) limit / request > bound) {
                found.add(name + " max limit to request ratio per " + of + " is " + bound + ", but provided ratio is "
                        + (double) limit / request);
            }
        });
    }
}
