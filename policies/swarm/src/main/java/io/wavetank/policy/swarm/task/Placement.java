package io.wavetank.policy.swarm.task;

import io.wavetank.policy.swarm.constraint.NodeCondition;
import io.wavetank.policy.swarm.node.Platform;
import io.wavetank.policy.swarm.node.Plugin;
import java.util.List;

/**
 * Where the tasks of a service may go and where they should.
 *
 * @param constraints what a node must be, all of it
 * @param spreads labels over whose values tasks are spread, the first first: {@code node.labels.KEY} or {@code engine.labels.KEY}
 * @param platforms what the image runs on; none is everything
 * @param maxReplicas how many of the service a node takes at most; 0 is without bound
 * @param hostPorts ports of the node that a task takes
 * @param plugins what the node's engine must have
 */
public record Placement(
        List<NodeCondition> constraints,
        List<String> spreads,
        List<Platform> platforms,
        long maxReplicas,
        List<PublishedPort> hostPorts,
        List<Plugin> plugins) {
    /** Anywhere. */
    public static final Placement ANYWHERE = new Placement(List.of(), List.of(), List.of(), 0, List.of(), List.of());

    /** Copies its parts. */
    public Placement {
        constraints = List.copyOf(constraints);
        spreads = List.copyOf(spreads);
        platforms = List.copyOf(platforms);
        hostPorts = List.copyOf(hostPorts);
        plugins = List.copyOf(plugins);
    }
}
