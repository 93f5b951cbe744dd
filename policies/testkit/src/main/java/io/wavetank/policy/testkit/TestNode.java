package io.wavetank.policy.testkit;

import io.wavetank.policy.Taint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A node written in a line: {@code TestNode.named("a").cpu(4000).memory(8L << 30).gpus(2, "T4")}. A value; each call returns a new one.
 *
 * @param name the node's name
 * @param cpuMillis what it offers of CPU
 * @param memoryBytes what it offers of memory
 * @param pods how many tasks it takes
 * @param gpuCount how many GPU devices it has
 * @param gpuModel their model; the empty string if it has none
 * @param labels its labels
 * @param taints its taints
 * @param cordoned whether it takes nothing new at first
 */
public record TestNode(
        String name,
        long cpuMillis,
        long memoryBytes,
        int pods,
        int gpuCount,
        String gpuModel,
        SortedMap<String, String> labels,
        List<Taint> taints,
        boolean cordoned) {
    private static final int USUAL_PODS = 110;

    /** Keeps copies. */
    public TestNode {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        taints = List.copyOf(taints);
    }

    /** Returns a node with 110 slots and nothing else. */
    public static TestNode named(String name) {
        return new TestNode(name, 0, 0, USUAL_PODS, 0, "", new TreeMap<>(), List.of(), false);
    }

    /** Returns a node named {@code n} with CPU and memory: what most tables need. */
    public static TestNode of(long cpuMillis, long memoryBytes) {
        return named("n").cpu(cpuMillis).memory(memoryBytes);
    }

    /** Sets the CPU on offer, in millicores. */
    public TestNode cpu(long millis) {
        return new TestNode(name, millis, memoryBytes, pods, gpuCount, gpuModel, labels, taints, cordoned);
    }

    /** Sets the memory on offer, in bytes. */
    public TestNode memory(long bytes) {
        return new TestNode(name, cpuMillis, bytes, pods, gpuCount, gpuModel, labels, taints, cordoned);
    }

    /** Sets how many tasks the node takes. */
    public TestNode pods(int count) {
        return new TestNode(name, cpuMillis, memoryBytes, count, gpuCount, gpuModel, labels, taints, cordoned);
    }

    /** Sets the GPU devices. */
    public TestNode gpus(int count, String model) {
        return new TestNode(name, cpuMillis, memoryBytes, pods, count, model, labels, taints, cordoned);
    }

    /** Adds a label. */
    public TestNode label(String key, String value) {
        Map<String, String> more = new TreeMap<>(labels);
        more.put(key, value);
        return new TestNode(
                name, cpuMillis, memoryBytes, pods, gpuCount, gpuModel, new TreeMap<>(more), taints, cordoned);
    }

    /** Adds a taint. */
    public TestNode taint(String key, String value, Taint.Effect effect) {
        List<Taint> more = new ArrayList<>(taints);
        more.add(new Taint(key, value, effect));
        return new TestNode(name, cpuMillis, memoryBytes, pods, gpuCount, gpuModel, labels, more, cordoned);
    }

    /** Has the node take nothing new at first. */
    public TestNode cordon() {
        return new TestNode(name, cpuMillis, memoryBytes, pods, gpuCount, gpuModel, labels, taints, true);
    }
}
