package io.wavetank.workload.snapshot;

import io.wavetank.workload.input.TraceFormatException;
import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The priority classes of a cluster, those of Kubernetes among them, and the priority of a pod by them. */
final class Priorities {
    private static final int MOST = 2_000_001_000;

    private final SortedMap<String, Integer> values = new TreeMap<>();
    private final Set<String> never = new TreeSet<>();
    private final SortedMap<String, Long> unknown = new TreeMap<>();
    private String fallback = "";

    /** What a pod gets of its class. */
    record Priority(int value, boolean neverPreempts) {}

    Priorities() {
        values.put("system-cluster-critical", 2_000_000_000);
        values.put("system-node-critical", MOST);
    }

    void add(Fields object) throws TraceFormatException {
        String name = object.at("metadata", "name").text("");
        values.put(name, object.at("value").number(0, Integer.MIN_VALUE, MOST));
        if (object.at("preemptionPolicy").text("").equals("Never")) {
            never.add(name);
        }
        // of several defaults, that of the lowest value counts
        if (object.at("globalDefault").truth()
                && (fallback.isEmpty() || values.getOrDefault(name, 0) < values.getOrDefault(fallback, 0))) {
            fallback = name;
        }
    }

    /** What the pod says itself goes first, as where a class changed since it came; then its class, then the default class. */
    Priority of(Fields spec) throws TraceFormatException {
        Fields stated = spec.at("priority");
        String written = spec.at("priorityClassName").text("");
        String name = written.isEmpty() ? fallback : written;
        String policy = spec.at("preemptionPolicy").text(never.contains(name) ? "Never" : "");
        int value = stated.number(values.getOrDefault(name, 0), Integer.MIN_VALUE, MOST);
        return new Priority(value, policy.equals("Never"));
    }

    /** Counts a pod that is made, if nobody defines its class. */
    void count(Fields spec) throws TraceFormatException {
        String name = spec.at("priorityClassName").text("");
        if (!name.isEmpty() && !values.containsKey(name) && !spec.at("priority").given()) {
            unknown.merge(name, 1L, Long::sum);
        }
    }

    SortedMap<String, Integer> values() {
        return Collections.unmodifiableSortedMap(values);
    }

    /** Classes that pods name and nobody defines, and how many pods do: they have priority 0. */
    SortedMap<String, Long> unknown() {
        return Collections.unmodifiableSortedMap(unknown);
    }
}
