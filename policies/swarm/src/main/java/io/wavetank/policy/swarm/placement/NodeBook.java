package io.wavetank.policy.swarm.placement;

import io.wavetank.policy.swarm.node.GenericResource;
import io.wavetank.policy.swarm.node.NodeSpec;
import io.wavetank.policy.swarm.task.PublishedPort;
import io.wavetank.policy.swarm.task.Reservation;
import io.wavetank.policy.swarm.task.SwarmTask;
import io.wavetank.policy.swarm.task.TaskSpec;
import io.wavetank.policy.swarm.task.TaskState;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The scheduler's account of one node: which tasks are on it, what they leave, and how many of them count.
 *
 * <p>A task that is to stop counts no more, and keeps what it reserved until it has ended.
 */
public final class NodeBook {
    /** A task and which of the user-defined resources are its own. */
    private record Holder(SwarmTask task, List<GenericResource> generic) {}

    private NodeSpec spec;
    private long freeNanoCpus;
    private long freeMemoryBytes;
    private GenericPool generic;
    private final SortedMap<String, Holder> tasks = new TreeMap<>();
    private final ServiceCounts activeOfServices;
    private final Set<PublishedPort> ports = new TreeSet<>();
    private final FailureLog failures = new FailureLog();
    private int active;

    NodeBook(NodeSpec spec) {
        this(spec, new ServiceCounts());
    }

    /** An account beside others, which count what is active of services together. */
    NodeBook(NodeSpec spec, ServiceCounts activeOfServices) {
        this.activeOfServices = activeOfServices;
        this.spec = spec;
        this.freeNanoCpus = spec.nanoCpus();
        this.freeMemoryBytes = spec.memoryBytes();
        this.generic = new GenericPool(spec.generic());
    }

    /** The node. */
    public NodeSpec spec() {
        return spec;
    }

    /** How many tasks count here. */
    public int active() {
        return active;
    }

    /** How many tasks of a service count here. */
    public int active(String service) {
        return activeOfServices.of(service, spec.id());
    }

    /** The tasks that hold something here, in order of their names. */
    public List<SwarmTask> tasks() {
        return tasks.values().stream().map(Holder::task).toList();
    }

    /** What is left of the processors, in billionths. */
    public long freeNanoCpus() {
        return freeNanoCpus;
    }

    /** What is left of the memory, in bytes. */
    public long freeMemoryBytes() {
        return freeMemoryBytes;
    }

    /** Whether what a task reserves is left. */
    boolean holds(Reservation asked) {
        if (asked.nanoCpus() > freeNanoCpus || asked.memoryBytes() > freeMemoryBytes) {
            return false;
        }
        for (GenericResource each : asked.generic()) {
            if (!generic.holds(each)) {
                return false;
            }
        }
        return true;
    }

    boolean taken(PublishedPort port) {
        return ports.contains(port);
    }

    int recentFailures(TaskSpec task, long nowNanos) {
        return failures.recent(task, nowNanos);
    }

    void failed(TaskSpec task, long nowNanos) {
        failures.add(task, nowNanos);
    }

    /** Takes in what the node is now; what its tasks hold stays held. */
    void update(NodeSpec changed) {
        spec = changed;
        freeNanoCpus = changed.nanoCpus();
        freeMemoryBytes = changed.memoryBytes();
        generic = new GenericPool(changed.generic());
        for (Holder each : tasks.values()) {
            book(each.task().spec().reservation(), -1);
            generic.consume(each.generic());
        }
    }

    /** Puts a task here. */
    void add(SwarmTask task) {
        Reservation asked = task.spec().reservation();
        if (tasks.putIfAbsent(task.id(), new Holder(task, generic.take(asked.generic()))) != null) {
            throw new IllegalStateException(task + " is on " + spec.id() + " already");
        }
        book(asked, -1);
        ports.addAll(task.spec().placement().hostPorts());
        if (task.active()) {
            count(task, 1);
        }
    }

    /** Takes a task away, if it is here. */
    boolean remove(SwarmTask task) {
        Holder holder = tasks.remove(task.id());
        if (holder == null) {
            return false;
        }
        book(task.spec().reservation(), 1);
        generic.giveBack(holder.generic(), spec.generic());
        task.spec().placement().hostPorts().forEach(ports::remove);
        if (task.active()) {
            count(task, -1);
        }
        return true;
    }

    /** Notes how far a task is wanted to come, which says whether it counts. */
    void want(SwarmTask task, TaskState desired) {
        boolean before = task.active();
        task.want(desired);
        if (tasks.containsKey(task.id()) && before != task.active()) {
            count(task, task.active() ? 1 : -1);
        }
    }

    /** The node is forgotten, with what is on it. */
    void close() {
        for (Holder each : tasks.values()) {
            if (each.task().active()) {
                count(each.task(), -1);
            }
        }
    }

    private void book(Reservation asked, int sign) {
        freeNanoCpus += sign * asked.nanoCpus();
        freeMemoryBytes += sign * asked.memoryBytes();
    }

    private void count(SwarmTask task, int change) {
        active += change;
        activeOfServices.add(task.spec().service(), spec.id(), change);
    }
}
