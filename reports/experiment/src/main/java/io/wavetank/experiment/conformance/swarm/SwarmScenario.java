package io.wavetank.experiment.conformance.swarm;

import com.fasterxml.jackson.databind.JsonNode;
import io.wavetank.policy.swarm.orchestrate.Service;
import io.wavetank.policy.swarm.orchestrate.Swarm;
import io.wavetank.policy.swarm.placement.NodeBook;
import io.wavetank.policy.swarm.placement.VisitingOrder;
import io.wavetank.policy.swarm.task.SwarmTask;
import io.wavetank.policy.swarm.task.TaskState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Plays a recorded scenario step for step: all events of a step, then a round of the scheduler, and a second one at once if tasks still wait,
 * as the change of what is said of them is an event that calls for one.
 */
public final class SwarmScenario {
    private static final long NANOS_PER_MILLI = 1_000_000L;

    /**
     * What a step did.
     *
     * @param created names of the tasks that were made
     * @param removed names of those that were taken away
     * @param assigned the node of each task that got one
     * @param pending names of those that wait
     */
    public record Step(
            SortedSet<String> created,
            SortedSet<String> removed,
            SortedMap<String, String> assigned,
            SortedSet<String> pending) {
        /** How many tasks of a service got a node. */
        public long assigned(String service) {
            return assigned.keySet().stream()
                    .filter(task -> serviceOf(task).equals(service))
                    .count();
        }
    }

    private final Swarm swarm;

    /** Begins with an empty swarm. */
    public SwarmScenario(VisitingOrder order) {
        this.swarm = new Swarm(order);
    }

    /**
     * Plays a step.
     *
     * @throws IllegalArgumentException if it cannot be read
     */
    public Step play(JsonNode step) {
        swarm.at(Math.multiplyExact(step.path("atMs").asLong(), NANOS_PER_MILLI));
        step.path("events").forEach(event -> apply(event, step.path("atMs").asLong() * NANOS_PER_MILLI));
        SortedSet<String> created = names(swarm.takeCreated());
        SortedSet<String> removed = names(swarm.takeRemoved());
        SortedMap<String, String> assigned = new TreeMap<>();
        round(assigned);
        if (!swarm.pending().isEmpty()) {
            round(assigned);
        }
        return new Step(created, removed, assigned, names(swarm.pending()));
    }

    private void round(SortedMap<String, String> assigned) {
        for (SwarmTask task : swarm.round().placed()) {
            assigned.put(task.id(), String.valueOf(task.node()));
            task.reach(TaskState.RUNNING);
        }
    }

    private void apply(JsonNode event, long nowNanos) {
        String type = event.path("type").asText();
        String id = event.path("id").asText();
        switch (type) {
            case "node" -> swarm.node(SwarmText.node(event.path("node")));
            case "removeNode" -> swarm.removeNode(id);
            case "pause" -> swarm.pause(id);
            case "activate" -> swarm.activate(id);
            case "drain" -> swarm.drain(id);
            case "down" -> swarm.down(id);
            case "service" -> swarm.service(SwarmText.service(event.path("service"), nowNanos));
            case "scale" ->
                swarm.service(service(id).scaled(event.path("replicas").asLong()));
            case "reconcileGlobal" -> swarm.reconcile(service(id));
            case "failOn" -> end(onNode(id, event.path("state").asText()), TaskState.FAILED);
            case "end" -> end(inSlot(id), SwarmText.word(TaskState.class, event, "state", TaskState.COMPLETE));
            default -> throw new IllegalArgumentException("an event of the kind '" + type + "' is not known here");
        }
    }

    private Service service(String id) {
        Service service = swarm.service(id);
        if (service == null) {
            throw new IllegalArgumentException("there is no service '" + id + "' yet");
        }
        return service;
    }

    private void end(List<SwarmTask> candidates, TaskState state) {
        candidates.stream()
                .filter(task -> task.active() && task.state() == TaskState.RUNNING)
                .findFirst()
                .ifPresent(task -> swarm.ended(task, state));
    }

    private List<SwarmTask> onNode(String node, String service) {
        return swarm.tasks(service).stream()
                .filter(task -> node.equals(task.node()))
                .toList();
    }

    private List<SwarmTask> inSlot(String slot) {
        return swarm.tasks(serviceOf(slot)).stream()
                .filter(task -> task.id().startsWith(slot + "."))
                .toList();
    }

    /** The service that a task, by its name, is of. */
    static String serviceOf(String task) {
        int at = task.indexOf('@');
        return task.substring(0, at >= 0 ? at : task.indexOf('.'));
    }

    private static SortedSet<String> names(Collection<SwarmTask> tasks) {
        var names = new TreeSet<String>();
        tasks.forEach(task -> names.add(task.id()));
        return names;
    }

    /** How many tasks of a service count on each node, none included, most first. */
    public List<Integer> countsPerNode(String service) {
        List<Integer> counts = new ArrayList<>();
        for (NodeBook book : swarm.placer().nodes()) {
            counts.add(book.active(service));
        }
        counts.sort(Comparator.<Integer>reverseOrder());
        return counts;
    }

    /** How many tasks of each service count on each node that has any. */
    public SortedMap<String, SortedMap<String, Integer>> activePerNode() {
        var all = new TreeMap<String, SortedMap<String, Integer>>();
        for (NodeBook book : swarm.placer().nodes()) {
            var counts = new TreeMap<String, Integer>();
            for (Service service : swarm.services()) {
                if (book.active(service.id()) > 0) {
                    counts.put(service.id(), book.active(service.id()));
                }
            }
            if (!counts.isEmpty()) {
                all.put(book.spec().id(), counts);
            }
        }
        return all;
    }
}
