package io.wavetank.policy.swarm.node;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a node is and has.
 *
 * @param id its name in the swarm; nodes are visited in this order where order is not left to chance
 * @param hostname what it calls itself
 * @param address its IP address, as text
 * @param role {@code worker} or {@code manager}
 * @param availability what its operator allows
 * @param state what the managers know of it
 * @param nanoCpus processors in billionths
 * @param memoryBytes memory in bytes
 * @param generic user-defined resources, in the order in which it names them
 * @param labels labels that its operator gave it
 * @param engineLabels labels of its engine
 * @param platform operating system and architecture
 * @param plugins what its engine has; everything is taken to be there if none is reported
 */
public record NodeSpec(
        String id,
        String hostname,
        String address,
        String role,
        Availability availability,
        NodeState state,
        long nanoCpus,
        long memoryBytes,
        List<GenericResource> generic,
        SortedMap<String, String> labels,
        SortedMap<String, String> engineLabels,
        Platform platform,
        List<Plugin> plugins) {
    /** Copies its parts. */
    public NodeSpec {
        generic = List.copyOf(generic);
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        engineLabels = Collections.unmodifiableSortedMap(new TreeMap<>(engineLabels));
        plugins = List.copyOf(plugins);
    }

    /** Whether new tasks may be placed on it. */
    public boolean ready() {
        return state == NodeState.READY && availability == Availability.ACTIVE;
    }

    /** Whether no task is to be on it. */
    public boolean invalid() {
        return state == NodeState.DOWN || availability == Availability.DRAIN;
    }

    /** The same node with another availability and state. */
    public NodeSpec with(Availability changedAvailability, NodeState changedState) {
        return new NodeSpec(
                id,
                hostname,
                address,
                role,
                changedAvailability,
                changedState,
                nanoCpus,
                memoryBytes,
                generic,
                labels,
                engineLabels,
                platform,
                plugins);
    }
}
