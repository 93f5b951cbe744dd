package io.wavetank.policy.mesos.allocator;

import java.util.TreeMap;

/** How often each framework was offered an agent's free part, and how often a filter of its own kept one from it. */
final class AllocationCounts {
    private final TreeMap<String, Long> offered = new TreeMap<>();
    private final TreeMap<String, Long> filtered = new TreeMap<>();

    void offered(String framework) {
        offered.merge(framework, 1L, Long::sum);
    }

    void filtered(String framework) {
        filtered.merge(framework, 1L, Long::sum);
    }

    long offersTo(String framework) {
        return offered.getOrDefault(framework, 0L);
    }

    long filteredFor(String framework) {
        return filtered.getOrDefault(framework, 0L);
    }
}
