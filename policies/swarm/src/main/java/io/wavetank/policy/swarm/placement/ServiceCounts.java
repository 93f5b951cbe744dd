package io.wavetank.policy.swarm.placement;

import java.util.HashMap;
import java.util.Map;

/**
 * How many tasks of each service count on each node. Kept by service and not by node: a round asks all nodes about one service after the other, most of
 * which have none of it.
 */
final class ServiceCounts {
    private final Map<String, Map<String, Integer>> byService = new HashMap<>();

    /** How many of a service there are on a node. */
    int of(String service, String node) {
        Map<String, Integer> byNode = byService.get(service);
        Integer there = byNode == null ? null : byNode.get(node);
        return there == null ? 0 : there;
    }

    /** There are so many more on a node, or less. */
    void add(String service, String node, int change) {
        Map<String, Integer> byNode = byService.computeIfAbsent(service, key -> new HashMap<>());
        int sum = byNode.getOrDefault(node, 0) + change;
        if (sum != 0) {
            byNode.put(node, sum);
            return;
        }
        byNode.remove(node);
        if (byNode.isEmpty()) {
            byService.remove(service);
        }
    }
}
