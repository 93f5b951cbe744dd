package io.wavetank.policy.swarm.placement;

import io.wavetank.policy.swarm.node.NodeSpec;
import io.wavetank.policy.swarm.task.SwarmTask;
import io.wavetank.policy.swarm.task.TaskSpec;
import io.wavetank.policy.swarm.task.TaskState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Swarm's scheduler: it knows the nodes and what is on them, keeps the tasks that wait, and places them in rounds.
 *
 * <p>A waiting task that is deleted is not taken out of the queue. It takes part in the next round, and what it gets is given back when the
 * round is over; if it gets nothing it goes on waiting. Production does so too.
 */
public final class TaskPlacer {
    /** Which tasks are placed together. */
    private record Group(String service, long version) implements Comparable<Group> {
        static Group of(TaskSpec spec) {
            return new Group(spec.service(), spec.version());
        }

        @Override
        public int compareTo(Group other) {
            int byService = service.compareTo(other.service);
            return byService != 0 ? byService : Long.compare(version, other.version);
        }
    }

    /**
     * What a round did.
     *
     * @param placed the tasks that got a node, in the order in which they did
     * @param left the tasks that wait on
     * @param keptOut for each group of tasks that wait on, by service: how many nodes were kept out by which filter
     * @param ownKeptOut by which filter its node was kept out, by name of a task with a node of its own that waits on
     * @param looks how many nodes were looked at
     */
    public record Round(
            List<SwarmTask> placed,
            List<SwarmTask> left,
            SortedMap<String, SortedMap<String, Integer>> keptOut,
            SortedMap<String, SortedMap<String, Integer>> ownKeptOut,
            int looks) {}

    private final VisitingOrder order;
    private final SortedMap<String, NodeBook> nodes = new TreeMap<>();
    private final ServiceCounts activeOfServices = new ServiceCounts();
    private final SortedMap<String, SwarmTask> unassigned = new TreeMap<>();
    private final SortedMap<String, SwarmTask> preassigned = new TreeMap<>();

    /** Makes a scheduler that knows nothing yet. */
    public TaskPlacer(VisitingOrder order) {
        this.order = order;
    }

    /** Takes in a new node, or what has changed of one. */
    public void node(NodeSpec spec) {
        NodeBook book = nodes.get(spec.id());
        if (book == null) {
            nodes.put(spec.id(), new NodeBook(spec, activeOfServices));
        } else {
            book.update(spec);
        }
    }

    /** Forgets a node, with what was on it. */
    public void removeNode(String id) {
        NodeBook book = nodes.remove(id);
        if (book != null) {
            book.close();
        }
    }

    /** The nodes, by name. */
    public Collection<NodeBook> nodes() {
        return nodes.values();
    }

    /** Returns a node, or null if there is none of that name. */
    public @Nullable NodeBook node(@Nullable String id) {
        return id == null ? null : nodes.get(id);
    }

    /** Whether anything waits, what is deleted included. */
    public boolean waiting() {
        return !unassigned.isEmpty() || !preassigned.isEmpty();
    }

    /** Takes in a new task: one that waits, or one that is on a node already. */
    public void created(SwarmTask task) {
        if (task.state() == TaskState.PENDING) {
            (task.preassigned() ? preassigned : unassigned).put(task.id(), task);
        } else {
            NodeBook book = node(task.node());
            if (book != null) {
                book.add(task);
            }
        }
    }

    /** Notes how far a task is wanted to come: a task that is to stop counts no more. */
    public void want(SwarmTask task, TaskState desired) {
        NodeBook book = node(task.node());
        if (book == null) {
            task.want(desired);
        } else {
            book.want(task, desired);
        }
    }

    /** Notes that a task has ended: what it held is free, and failures count against the node if the scheduler chose it. */
    public void ended(SwarmTask task, TaskState state, long nowNanos) {
        NodeBook book = node(task.node());
        if (book != null && state.failure() && !task.preassigned()) {
            book.failed(task.spec(), nowNanos);
        }
        forget(task);
        task.reach(state);
    }

    /** Notes that a task is known no more. One that waits for the scheduler's choice of a node goes on waiting. */
    public void deleted(SwarmTask task) {
        forget(task);
        task.delete();
    }

    /** Notes that a task cannot start where it was placed after all: it waits again. */
    public void placementFailed(SwarmTask task) {
        NodeBook book = node(task.node());
        if (book != null) {
            book.remove(task);
        }
        task.unassign();
        (task.preassigned() ? preassigned : unassigned).put(task.id(), task);
    }

    /** Takes a task that waits out of the queue at once. */
    public void withdraw(SwarmTask task) {
        unassigned.remove(task.id());
        preassigned.remove(task.id());
    }

    private void forget(SwarmTask task) {
        preassigned.remove(task.id());
        NodeBook book = node(task.node());
        if (book != null) {
            book.remove(task);
        }
    }

    /**
     * Places what waits: tasks whose node was chosen elsewhere, then the others, by groups of one version of a service.
     *
     * @param nowNanos the time, in nanoseconds
     */
    public Round round(long nowNanos) {
        var round = new Round(new ArrayList<>(), new ArrayList<>(), new TreeMap<>(), new TreeMap<>(), 0);
        int looks = confirmPreassigned(round);
        SortedMap<Group, List<SwarmTask>> groups = new TreeMap<>();
        for (SwarmTask task : unassigned.values()) {
            groups.computeIfAbsent(Group.of(task.spec()), key -> new ArrayList<>())
                    .add(task);
        }
        unassigned.clear();
        List<NodeBook> books = List.copyOf(nodes.values());
        List<SwarmTask> ghosts = new ArrayList<>();
        for (List<SwarmTask> group : order.arrange(List.copyOf(groups.values()), VisitingOrder.Of.GROUPS)) {
            GroupPlacement placement = GroupPlacement.of(group, books, order, nowNanos);
            looks += placement.pipeline().looks();
            for (SwarmTask task : placement.placed()) {
                (task.deleted() ? ghosts : round.placed()).add(task);
            }
            for (SwarmTask task : placement.left()) {
                unassigned.put(task.id(), task);
                if (!task.deleted()) {
                    round.left().add(task);
                    round.keptOut()
                            .put(task.spec().service(), placement.pipeline().keptOut());
                }
            }
        }
        ghosts.forEach(this::forget);
        return new Round(round.placed(), round.left(), round.keptOut(), round.ownKeptOut(), looks);
    }

    private int confirmPreassigned(Round round) {
        int looks = 0;
        for (SwarmTask task : order.arrange(List.copyOf(preassigned.values()), VisitingOrder.Of.PREASSIGNED)) {
            NodeBook book = node(task.node());
            if (book == null) {
                continue;
            }
            var pipeline = new Pipeline(task.spec());
            looks++;
            if (pipeline.passes(book)) {
                task.assign(book.spec().id());
                book.add(task);
                preassigned.remove(task.id());
                round.placed().add(task);
            } else {
                round.left().add(task);
                round.ownKeptOut().put(task.id(), pipeline.keptOut());
            }
        }
        return looks;
    }
}
