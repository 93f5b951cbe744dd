package io.wavetank.policy.swarm.orchestrate;

import io.wavetank.policy.swarm.constraint.NodeCondition;
import io.wavetank.policy.swarm.node.NodeSpec;
import io.wavetank.policy.swarm.placement.NodeBook;
import io.wavetank.policy.swarm.task.Mode;
import io.wavetank.policy.swarm.task.SwarmTask;
import io.wavetank.policy.swarm.task.TaskState;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Keeps the tasks of jobs: services whose tasks are to end well. A replicated job has slots from 0 on, a task each, at most so many at a time
 * until so many have ended well. A global job has one task on each node that takes new tasks, meets the constraints and was there before the
 * job was asked for; none on nodes that are down or drained. Tasks of an earlier version are taken away.
 */
final class Jobs {
    private final Swarm swarm;

    Jobs(Swarm swarm) {
        this.swarm = swarm;
    }

    void reconcile(Service service) {
        for (SwarmTask task : swarm.tasks(service.id())) {
            if (task.spec().version() != service.spec().version()) {
                swarm.remove(task);
            }
        }
        if (service.spec().mode() == Mode.REPLICATED_JOB) {
            replicated(service);
        } else {
            global(service);
        }
    }

    private void replicated(Service service) {
        SortedSet<Long> slots = new TreeSet<>();
        long running = 0;
        long complete = 0;
        for (SwarmTask task : swarm.tasks(service.id())) {
            boolean done = task.state() == TaskState.COMPLETE;
            if (done || task.active()) {
                complete += done ? 1 : 0;
                running += done ? 0 : 1;
                slots.add(task.slot());
            }
        }
        long allowed = Math.min(service.concurrent() - running, service.replicas() - complete - running);
        for (long slot = 0; allowed > 0 && slot < service.replicas(); slot++) {
            if (slots.add(slot)) {
                swarm.create(service, slot, null);
                allowed--;
            }
        }
    }

    private void global(Service service) {
        SortedSet<String> covered = new TreeSet<>();
        for (SwarmTask task : swarm.tasks(service.id())) {
            String node = task.node();
            NodeBook book = swarm.placer().node(node);
            boolean lost = book == null || book.spec().invalid();
            if (lost && task.active() && !task.state().ended()) {
                swarm.remove(task);
            } else if (node != null && (task.active() || task.state() == TaskState.COMPLETE)) {
                covered.add(node);
            }
        }
        for (NodeBook book : swarm.placer().nodes()) {
            NodeSpec node = book.spec();
            if (node.ready()
                    && swarm.joinedNanos(node.id()) < service.createdNanos()
                    && NodeCondition.allMatch(service.spec().placement().constraints(), node)
                    && !covered.contains(node.id())) {
                swarm.create(service, 0, node.id());
            }
        }
    }
}
