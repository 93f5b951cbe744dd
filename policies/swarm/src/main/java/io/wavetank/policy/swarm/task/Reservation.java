package io.wavetank.policy.swarm.task;

import io.wavetank.policy.swarm.node.GenericResource;
import java.util.List;

/**
 * What a task reserves of its node.
 *
 * @param nanoCpus processors in billionths
 * @param memoryBytes memory in bytes
 * @param generic user-defined resources, counted
 */
public record Reservation(long nanoCpus, long memoryBytes, List<GenericResource> generic) {
    /** Nothing at all. */
    public static final Reservation NONE = new Reservation(0, 0, List.of());

    /** Copies the list. */
    public Reservation {
        generic = List.copyOf(generic);
        for (GenericResource each : generic) {
            if (!each.discrete()) {
                throw new IllegalArgumentException(
                        "A reservation counts; it names no " + each.kind() + ": " + each.name());
            }
        }
    }

    /** Whether it asks for nothing. */
    public boolean none() {
        return nanoCpus == 0 && memoryBytes == 0 && generic.isEmpty();
    }
}
