package io.wavetank.policy.swarm.control;

import io.wavetank.policy.swarm.task.RestartPolicy;
import java.util.List;

/**
 * A swarm as a scenario describes it, apart from its nodes.
 *
 * @param serviceLabel the label of tasks whose value names their service; the empty string takes their job
 * @param spreads placement preferences of every service
 * @param maxReplicas how many tasks of a service a node takes at most; 0 is without bound
 * @param restart when tasks that lost their place are replaced
 * @param managers how many managers there are
 * @param debounceNanos how long the scheduler waits for more after something has changed, in nanoseconds
 * @param debounceMostNanos how long at most, in nanoseconds
 * @param byName whether nodes, services and tasks are visited in order of their names and not as chance has it
 */
public record SwarmSettings(
        String serviceLabel,
        List<String> spreads,
        long maxReplicas,
        RestartPolicy restart,
        int managers,
        long debounceNanos,
        long debounceMostNanos,
        boolean byName) {
    /** Copies the list. */
    public SwarmSettings {
        spreads = List.copyOf(spreads);
    }
}
