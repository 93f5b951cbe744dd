package io.wavetank.policy.swarm.orchestrate;

import io.wavetank.policy.swarm.node.Availability;
import io.wavetank.policy.swarm.node.NodeSpec;
import io.wavetank.policy.swarm.node.NodeState;
import io.wavetank.policy.swarm.placement.NodeBook;
import io.wavetank.policy.swarm.placement.TaskPlacer;
import io.wavetank.policy.swarm.placement.VisitingOrder;
import io.wavetank.policy.swarm.task.SwarmTask;
import io.wavetank.policy.swarm.task.TaskSpec;
import io.wavetank.policy.swarm.task.TaskState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the managers of a swarm hold and do: nodes, services and their tasks; orchestrators that make and end tasks, and the scheduler that
 * places them. Whoever drives it says what happens and when there is a round.
 *
 * <p>A replacement is made at once; how long it waits before it starts is the driver's affair.
 */
public final class Swarm {
    private final TaskPlacer placer;
    private final RestartSupervisor restarts = new RestartSupervisor();
    private final SortedMap<String, Service> services = new TreeMap<>();
    private final SortedMap<String, SortedMap<String, SwarmTask>> tasks = new TreeMap<>();
    private final SortedMap<String, Integer> generations = new TreeMap<>();
    private final SortedMap<String, Long> joinedNanos = new TreeMap<>();
    private final List<SwarmTask> created = new ArrayList<>();
    private final List<SwarmTask> removed = new ArrayList<>();
    private long nowNanos;

    /** Makes a swarm with nothing in it. */
    public Swarm(VisitingOrder order) {
        this.placer = new TaskPlacer(order);
    }

    /** Moves the clock on. */
    public void at(long timeNanos) {
        nowNanos = timeNanos;
    }

    /** The scheduler and its accounts. */
    public TaskPlacer placer() {
        return placer;
    }

    /** Returns a service, or null if there is none of that name. */
    public @Nullable Service service(String id) {
        return services.get(id);
    }

    /** The services, by name. */
    public Collection<Service> services() {
        return services.values();
    }

    /** The tasks of a service that are known, by name. */
    public List<SwarmTask> tasks(String service) {
        return List.copyOf(of(service).values());
    }

    /** Returns the tasks that were made since this was asked last, in the order in which they were. */
    public List<SwarmTask> takeCreated() {
        return taken(created);
    }

    /** Returns the tasks that were taken away since this was asked last because they are wanted no more. */
    public List<SwarmTask> takeRemoved() {
        return taken(removed);
    }

    private static List<SwarmTask> taken(List<SwarmTask> list) {
        List<SwarmTask> copy = List.copyOf(list);
        list.clear();
        return copy;
    }

    private SortedMap<String, SwarmTask> of(String service) {
        return tasks.computeIfAbsent(service, key -> new TreeMap<>());
    }

    /** Takes in a node, new or changed. */
    public void node(NodeSpec spec) {
        joinedNanos.putIfAbsent(spec.id(), nowNanos);
        placer.node(spec);
    }

    /** Forgets a node. */
    public void removeNode(String id) {
        joinedNanos.remove(id);
        placer.removeNode(id);
    }

    long joinedNanos(String node) {
        return joinedNanos.getOrDefault(node, 0L);
    }

    /** Lets no new tasks onto a node. */
    public void pause(String id) {
        change(id, Availability.PAUSE, null);
    }

    /** Lets new tasks onto a node that answers. */
    public void activate(String id) {
        change(id, Availability.ACTIVE, NodeState.READY);
    }

    /** Empties a node: its tasks stop, and those of replicated services are replaced. */
    public void drain(String id) {
        change(id, Availability.DRAIN, null);
        for (SwarmTask task : activeOn(id)) {
            placer.want(task, TaskState.SHUTDOWN);
            end(task, TaskState.SHUTDOWN);
            if (!task.preassigned()) {
                replace(task, TaskState.SHUTDOWN);
            }
        }
    }

    /** Notes that a node does not answer: its tasks count no more but keep what they hold, and those of replicated services are replaced. */
    public void down(String id) {
        change(id, null, NodeState.DOWN);
        for (SwarmTask task : activeOn(id)) {
            placer.want(task, TaskState.SHUTDOWN);
            if (!task.preassigned()) {
                replace(task, task.state());
            }
        }
    }

    /** The tasks that count and are on a node or for it, by name. */
    private List<SwarmTask> activeOn(String id) {
        return tasks.values().stream()
                .flatMap(each -> each.values().stream())
                .filter(task -> task.active() && id.equals(task.node()))
                .sorted(Comparator.comparing(SwarmTask::id))
                .toList();
    }

    /** The tasks that count and wait for a node, or for room on theirs. */
    public List<SwarmTask> pending() {
        return tasks.values().stream()
                .flatMap(each -> each.values().stream())
                .filter(task -> task.active() && task.state() == TaskState.PENDING)
                .toList();
    }

    private void change(String id, @Nullable Availability availability, @Nullable NodeState state) {
        NodeBook book = placer.node(id);
        if (book != null) {
            NodeSpec old = book.spec();
            placer.node(old.with(
                    Objects.requireNonNullElse(availability, old.availability()),
                    Objects.requireNonNullElse(state, old.state())));
        }
    }

    /** Takes in a service, new or changed, and makes and ends tasks as it wants them. */
    public void service(Service service) {
        services.put(service.id(), service);
        reconcile(service);
    }

    /** Forgets a service and ends its tasks. */
    public void removeService(String id) {
        services.remove(id);
        restarts.forget(id);
        tasks(id).forEach(this::remove);
    }

    /** Makes and ends tasks of a service so that it has those that it is to have. */
    public void reconcile(Service service) {
        boolean job = service.spec().mode().job();
        of(service.id())
                .values()
                .removeIf(task -> task.state().ended() && !(job && task.state() == TaskState.COMPLETE));
        switch (service.spec().mode()) {
            case REPLICATED -> new ReplicatedServices(this).reconcile(service);
            case GLOBAL -> new GlobalServices(this).reconcile(service);
            case REPLICATED_JOB, GLOBAL_JOB -> new Jobs(this).reconcile(service);
        }
    }

    /** Notes that a task ended by itself, and replaces it if its service's restart policy says so. */
    public void ended(SwarmTask task, TaskState state) {
        boolean wanted = task.active();
        end(task, state);
        placer.want(task, TaskState.SHUTDOWN);
        if (wanted) {
            replace(task, state);
        }
    }

    private void end(SwarmTask task, TaskState state) {
        placer.ended(task, state, nowNanos);
    }

    private void replace(SwarmTask task, TaskState state) {
        Service service = services.get(task.spec().service());
        if (service != null && restarts.replaces(task, state, nowNanos)) {
            SwarmTask replacement = create(service, task.slot(), task.preassigned() ? task.node() : null);
            restarts.restarted(replacement, nowNanos);
        }
    }

    /** Makes a task. Its name is that of its slot with a number that goes on counting after the slot was given up. */
    SwarmTask create(Service service, long slot, @Nullable String node) {
        TaskSpec spec = service.spec();
        String name = node == null ? spec.service() + "." + padded(slot) : spec.service() + "@" + node;
        var task = new SwarmTask(name + "." + (generations.merge(name, 1, Integer::sum) - 1), spec, slot, node);
        if (spec.mode().job()) {
            task.want(TaskState.COMPLETE);
        }
        of(spec.service()).put(task.id(), task);
        placer.created(task);
        created.add(task);
        return task;
    }

    private static String padded(long slot) {
        String digits = Long.toString(slot);
        return "0".repeat(Math.max(0, 4 - digits.length())) + digits;
    }

    /** Takes a task away for good. */
    void remove(SwarmTask task) {
        boolean wasActive = task.active();
        placer.want(task, TaskState.REMOVE);
        placer.deleted(task);
        of(task.spec().service()).remove(task.id());
        if (wasActive) {
            removed.add(task);
        }
    }

    /** Places what waits. */
    public TaskPlacer.Round round() {
        return placer.round(nowNanos);
    }
}
