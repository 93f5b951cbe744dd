package io.wavetank.policy.mesos.framework;

import io.wavetank.policy.ClusterView;
import io.wavetank.policy.Feasibility;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.TaskView;
import io.wavetank.policy.compose.Outbox;
import io.wavetank.policy.mesos.resource.Quantities;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The tasks of a framework: those that wait, in the order in which they came, and those that it launched. */
final class FrameworkTasks {
    private final ClusterView cluster;
    private final TaskNeeds needs;
    private final long thinkPerTaskNanos;
    private final LinkedHashMap<Integer, TaskView> queue = new LinkedHashMap<>();
    private final ClassCounts waiting = new ClassCounts();
    /** The tasks that it launched and that have not ended, by number. */
    private final Map<Integer, Launched> launched = new HashMap<>();
    /** Tasks with devices that were launched and have not started, by node: which devices they will take is open until then. */
    private final Map<Integer, Integer> underWay = new TreeMap<>();

    /** A task and its place in the order of submission, since its number may be given to another. */
    private record Launched(TaskView task, long sequence, int node) {}

    FrameworkTasks(ClusterView cluster, TaskNeeds needs, long thinkPerTaskNanos) {
        this.cluster = cluster;
        this.needs = needs;
        this.thinkPerTaskNanos = thinkPerTaskNanos;
    }

    /** Whether any waits. */
    boolean waits() {
        return !queue.isEmpty();
    }

    /** Those that wait, in their order. */
    Collection<TaskView> waiting() {
        return queue.values();
    }

    /** A task is to be started, for the first time or again. */
    void submit(TaskView task) {
        launched.remove(task.index());
        enqueue(task);
    }

    private void enqueue(TaskView task) {
        if (queue.put(task.index(), task) == null) {
            waiting.add(task.classIndex(), 1);
        }
    }

    /** A task is not wanted any more; returns the node on which it was to start, null if it waited. */
    @Nullable
    Integer withdraw(TaskView task) {
        if (queue.remove(task.index()) != null) {
            waiting.add(task.classIndex(), -1);
        }
        Launched own = launched.remove(task.index());
        return own == null ? null : own.node();
    }

    /** A task has ended. */
    void ended(int task, long sequence) {
        Launched own = launched.get(task);
        if (own != null && own.sequence() == sequence) {
            launched.remove(task);
        }
    }

    /** A task with devices has started on a node, or will not. */
    void started(int node) {
        underWay.computeIfPresent(node, (key, count) -> count > 1 ? count - 1 : null);
    }

    /** The master is not there: what was under way to agents is as it may be. */
    void disconnected() {
        underWay.clear();
    }

    /** Takes back into the queue what was launched and no agent knows of: it never got past the master that is gone. */
    void reconcile(Set<Integer> known) {
        for (Map.Entry<Integer, Launched> each : new TreeMap<>(launched).entrySet()) {
            if (!known.contains(each.getKey())) {
                launched.remove(each.getKey());
                enqueue(each.getValue().task());
            }
        }
    }

    /** Takes from the queue what fits into an agent's part, in the order of the queue: it counts as launched. */
    List<TaskView> choose(int node, Quantities part, int most, Outbox out) {
        List<TaskView> chosen = new ArrayList<>();
        Quantities left = part;
        var devices = new FreeDevices(cluster.node(node));
        BitSet tooLarge = new BitSet();
        int considered = 0;
        int withDevices = 0;
        for (Iterator<TaskView> tasks = queue.values().iterator(); tasks.hasNext() && chosen.size() < most; ) {
            TaskView task = tasks.next();
            if (tooLarge.get(task.classIndex())) {
                continue;
            }
            considered++;
            if (left.contains(needs(task)) && mayRun(task.taskClass(), node) && devices.take(task.taskClass())) {
                left = left.minus(needs(task));
                chosen.add(task);
                launched.put(task.index(), new Launched(task, task.sequence(), node));
                withDevices += task.taskClass().gpuCount() > 0 ? 1 : 0;
                tasks.remove();
                waiting.add(task.classIndex(), -1);
            } else {
                tooLarge.set(task.classIndex());
                if (tooLarge.cardinality() == waiting.classes()) {
                    break; // nothing that waits is of another class
                }
            }
        }
        if (withDevices > 0) {
            underWay.merge(node, withDevices, Integer::sum);
        }
        out.think(thinkPerTaskNanos * considered);
        out.considered(considered, considered);
        return chosen;
    }

    /** What a task asks for. */
    Quantities needs(TaskView task) {
        return needs.of(task.taskClass(), task.classIndex());
    }

    /** Whether so many that wait would fit on what is held. */
    boolean fit(int wanted, HeldOffers held) {
        return wanted <= queue.size()
                && held.suffice(wanted, queue.values(), needs, (task, node) -> mayRun(task.taskClass(), node));
    }

    private boolean mayRun(TaskClass task, int node) {
        var view = cluster.node(node);
        return view.schedulable()
                && Feasibility.fitsConstraints(task, view)
                && (task.gpuCount() == 0 || (!underWay.containsKey(node) && Feasibility.fitsDevices(task, view)));
    }
}
