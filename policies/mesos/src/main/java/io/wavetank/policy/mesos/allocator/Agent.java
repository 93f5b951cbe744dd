package io.wavetank.policy.mesos.allocator;

import io.wavetank.policy.mesos.resource.ResourceBag;
import java.util.SortedMap;
import java.util.TreeMap;

/** An agent as the allocator knows it: what it has, who holds what of it, what is left. */
final class Agent {
    private AgentSpec spec;
    private boolean active = true;
    /** By framework; each resource says to which role it is allocated. */
    private final TreeMap<String, ResourceBag> held = new TreeMap<>();

    private ResourceBag heldInAll = ResourceBag.EMPTY;
    private ResourceBag available;

    Agent(AgentSpec spec, SortedMap<String, ResourceBag> used) {
        this.spec = spec;
        this.available = spec.total();
        used.forEach(this::take);
    }

    String id() {
        return spec.id();
    }

    AgentSpec spec() {
        return spec;
    }

    ResourceBag total() {
        return spec.total();
    }

    /** What nobody holds, and shared volumes in any case. */
    ResourceBag available() {
        return available;
    }

    SortedMap<String, ResourceBag> held() {
        return new TreeMap<>(held);
    }

    ResourceBag heldBy(String framework) {
        return held.getOrDefault(framework, ResourceBag.EMPTY);
    }

    boolean active() {
        return active;
    }

    void setActive(boolean on) {
        active = on;
    }

    boolean hasGpus() {
        return total().thousandths("gpus") > 0;
    }

    void updateTotal(ResourceBag total) {
        spec = spec.withTotal(total);
        updateAvailable();
    }

    void take(String framework, ResourceBag resources) {
        put(framework, heldBy(framework).plus(resources));
        heldInAll = heldInAll.plus(resources.allocatedTo(""));
        updateAvailable();
    }

    void giveBack(String framework, ResourceBag resources) {
        put(framework, heldBy(framework).minus(resources));
        heldInAll = heldInAll.minus(resources.allocatedTo(""));
        updateAvailable();
    }

    private void put(String framework, ResourceBag resources) {
        if (resources.isEmpty()) {
            held.remove(framework);
        } else {
            held.put(framework, resources);
        }
    }

    private void updateAvailable() {
        available = total().nonShared().minus(heldInAll.nonShared()).plus(total().shared());
    }
}
