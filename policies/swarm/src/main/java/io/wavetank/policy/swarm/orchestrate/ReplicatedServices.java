package io.wavetank.policy.swarm.orchestrate;

import io.wavetank.policy.swarm.task.SwarmTask;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Keeps as many slots of a service filled as it has replicas. New slots get the lowest numbers that are free. What is left of slots that were
 * given up, such as tasks that could not be stopped because their node is down, is forgotten with the next reconciliation.
 */
final class ReplicatedServices {
    private final Swarm swarm;

    ReplicatedServices(Swarm swarm) {
        this.swarm = swarm;
    }

    void reconcile(Service service) {
        SortedMap<Long, List<SwarmTask>> filled = new TreeMap<>();
        for (SwarmTask task : swarm.tasks(service.id())) {
            if (task.active()) {
                filled.computeIfAbsent(task.slot(), key -> new ArrayList<>()).add(task);
            }
        }
        List<SwarmTask> leftovers = swarm.tasks(service.id()).stream()
                .filter(task -> !filled.containsKey(task.slot()))
                .toList();
        int wanted = Math.toIntExact(service.replicas());
        if (filled.size() > wanted) {
            ScaleDown.surplus(List.copyOf(filled.values()), wanted).forEach(slot -> slot.forEach(swarm::remove));
        }
        int missing = wanted - filled.size();
        for (long slot = 1; missing > 0; slot++) {
            if (filled.putIfAbsent(slot, List.of()) == null) {
                swarm.create(service, slot, null);
                missing--;
            }
        }
        leftovers.stream().filter(task -> !filled.containsKey(task.slot())).forEach(swarm::remove);
    }
}
