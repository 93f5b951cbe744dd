package io.wavetank.policy.swarm.orchestrate;

import io.wavetank.policy.swarm.constraint.NodeCondition;
import io.wavetank.policy.swarm.node.Availability;
import io.wavetank.policy.swarm.node.NodeSpec;
import io.wavetank.policy.swarm.placement.NodeBook;
import io.wavetank.policy.swarm.task.SwarmTask;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Keeps one task of a global service on each node that is up, not drained, and meets the constraints. A paused node keeps what it has and
 * gets nothing. Whether the task fits is not looked at here; if it does not it waits for that node.
 */
final class GlobalServices {
    private final Swarm swarm;

    GlobalServices(Swarm swarm) {
        this.swarm = swarm;
    }

    void reconcile(Service service) {
        SortedMap<String, List<SwarmTask>> byNode = new TreeMap<>();
        for (SwarmTask task : swarm.tasks(service.id())) {
            String node = task.node();
            if (task.active() && node != null) {
                byNode.computeIfAbsent(node, key -> new ArrayList<>()).add(task);
            }
        }
        for (NodeBook book : swarm.placer().nodes()) {
            NodeSpec node = book.spec();
            if (!node.invalid()
                    && NodeCondition.allMatch(service.spec().placement().constraints(), node)) {
                List<SwarmTask> there = byNode.remove(node.id());
                if (there == null && node.availability() != Availability.PAUSE) {
                    swarm.create(service, 0, node.id());
                }
            }
        }
        byNode.values().forEach(elsewhere -> elsewhere.forEach(swarm::remove));
    }
}
