package io.wavetank.sim.elastic;

import io.wavetank.sim.cluster.TaskState;
import io.wavetank.sim.cluster.TaskTable;
import io.wavetank.sim.replica.Replica;
import java.io.IOException;
import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Nodes that are emptied in order to go. What is on them is evicted as soon as the disruption budgets allow, looked at every
 * {@value #RETRY_SECONDS} s; who is not empty after its time stays.
 */
final class Drains {
    private static final int RETRY_SECONDS = 5;
    private static final long SECOND = 1_000_000_000L;
    /** Notice before a spot node is gone, as AWS gives it. */
    private static final long NOTICE_NANOS = 120 * SECOND;
    /** What is told to stop has so long, as pods have by default. */
    private static final long GRACE_NANOS = 30 * SECOND;

    private final Fleet fleet;
    private final TaskTable tasks;
    private final Places places;
    private final Budgets budgets;
    private final Leaver leaver;
    private final Fleet.Arranged arranged;
    private final IntFunction<@Nullable Replica> replicas;
    /** When emptying began, by node. */
    private final Map<Integer, Long> begun = new TreeMap<>();

    private final BitSet takenBack = new BitSet();
    private long moved;
    private long kept;

    /** How tasks leave a node. */
    interface Leaver {
        /** A running task leaves a node that is to go, with no time to stop if the node is taken away; says whether it had not been told to stop before. */
        boolean leaves(long nowNanos, int task, boolean atOnce) throws IOException;
    }

    /** The last says which replicas tasks are. */
    Drains(
            Fleet fleet,
            TaskTable tasks,
            Places places,
            Budgets budgets,
            Leaver leaver,
            Fleet.Arranged arranged,
            IntFunction<@Nullable Replica> replicas) {
        this.replicas = replicas;
        this.fleet = fleet;
        this.tasks = tasks;
        this.places = places;
        this.budgets = budgets;
        this.leaver = leaver;
        this.arranged = arranged;
    }

    /** How many tasks had to leave. */
    long moved() {
        return moved;
    }

    /** How many nodes could not be emptied in time. */
    long kept() {
        return kept;
    }

    /** A node is to go when it is empty. */
    void begin(long now, int node, long patienceNanos) throws IOException {
        fleet.leave(node);
        begun.put(node, now);
        arranged.plant().setCordoned(now, node, true);
        arranged.remind(Math.addExact(now, patienceNanos), time -> giveUp(time, node, now));
        look(now, node, now);
    }

    private boolean answers() {
        return arranged.plant().answers();
    }

    private boolean goesOn(int node) {
        return fleet.present(node) && fleet.leaving(node);
    }

    /** Whether emptying goes on that began at a time. */
    private boolean goesOn(int node, long begunNanos) {
        return goesOn(node) && begun.getOrDefault(node, -1L) == begunNanos;
    }

    /** Whether a task is a replica that has been told to stop. */
    private boolean isLeaving(int task) {
        Replica replica = replicas.apply(task);
        return replica != null && replica.stopping();
    }

    private void look(long now, int node, long begunNanos) throws IOException {
        if (!goesOn(node, begunNanos)) {
            return;
        }
        for (int task : places.on(node)) {
            boolean may = answers() && tasks.state(task) == TaskState.RUNNING && !isLeaving(task);
            if (may && budgets.allow(task)) {
                moved += leaver.leaves(now, task, false) ? 1 : 0;
            }
        }
        if (places.count(node) == 0) {
            emptied(now, node);
        } else {
            arranged.remind(now + RETRY_SECONDS * SECOND, time -> look(time, node, begunNanos));
        }
    }

    /** Nothing is on a node that is to go. */
    void emptied(long now, int node) throws IOException {
        if (goesOn(node) && places.count(node) == 0) {
            fleet.go(now, node);
        }
    }

    private void giveUp(long now, int node, long begunNanos) throws IOException {
        if (goesOn(node, begunNanos) && !takenBack.get(node)) {
            kept++;
            fleet.stay(node);
            arranged.plant().keepNode(now, node);
        }
    }

    /** A node is taken back, as by a fault with a notice; when that is over whatever is on it is gone, budgets or no budgets, and so is the node. */
    void reclaim(long now, int node) throws IOException {
        takenBack.set(node);
        if (!fleet.leaving(node)) {
            fleet.leave(node);
            begun.put(node, now);
        }
        for (int task : places.on(node)) {
            moved += tasks.state(task) == TaskState.RUNNING && replicas.apply(task) == null ? 1 : 0;
        }
        arranged.plant().reclaim(now, node, GRACE_NANOS);
        arranged.remind(now + NOTICE_NANOS, time -> takeAway(time, node));
        emptied(now, node);
    }

    /** Replicas leave a node that is about to go, as soon as budgets allow and it is reached, while it is there and takes nothing new. */
    void vacate(long now, int node) throws IOException {
        if (!fleet.present(node) || fleet.cluster().node(node).schedulable()) {
            return;
        }
        boolean more = false;
        for (int task : places.on(node)) {
            if (tasks.state(task) != TaskState.RUNNING || replicas.apply(task) == null || isLeaving(task)) {
                continue;
            }
            if (fleet.reachable(node) && answers() && budgets.allow(task)) {
                moved += leaver.leaves(now, task, false) ? 1 : 0;
            } else {
                more = true;
            }
        }
        if (more) {
            arranged.remind(now + RETRY_SECONDS * SECOND, time -> vacate(time, node));
        }
    }

    private void takeAway(long now, int node) throws IOException {
        if (!goesOn(node)) {
            return;
        }
        for (int task : places.on(node)) {
            boolean replica = replicas.apply(task) != null; // the others were counted when they were told
            moved += leaver.leaves(now, task, true) && replica ? 1 : 0;
        }
        emptied(now, node);
    }
}
