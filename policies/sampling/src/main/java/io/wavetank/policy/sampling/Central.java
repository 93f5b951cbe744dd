package io.wavetank.policy.sampling;

import io.wavetank.policy.Decision;
import io.wavetank.policy.Resources;
import io.wavetank.policy.SchedulerEvent;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.TaskView;
import io.wavetank.policy.Unfit;
import io.wavetank.policy.compose.Actor;
import io.wavetank.policy.compose.Outbox;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The central scheduler of long jobs: puts each task into the queue of the node whose long tasks would be done first, by their estimates; of
 * equals the lowest-numbered. A task counts for its estimated run time times the share of the node's processors that it asks for.
 */
final class Central implements Actor {
    private record Load(long nanos, int node) {}

    private final SamplingSettings settings;
    private final Nodes nodes;
    private final Places places;
    private final Tallies tallies;
    private final long[] loads;
    private final int[] tasks;
    private final TreeSet<Load> order =
            new TreeSet<>(Comparator.comparingLong(Load::nanos).thenComparingInt(Load::node));
    private final BitSet withLong = new BitSet();
    private final List<TaskView> parked = new ArrayList<>();
    private long version;

    Central(SamplingSettings settings, Nodes nodes, Places places, Tallies tallies) {
        this.settings = settings;
        this.nodes = nodes;
        this.places = places;
        this.tallies = tallies;
        this.loads = new long[nodes.general()];
        this.tasks = new int[nodes.general()];
        for (int node = 0; node < loads.length; node++) {
            order.add(new Load(0, node));
        }
    }

    boolean hasParked() {
        return !parked.isEmpty();
    }

    @Override
    public void on(int from, Object message, Outbox out) {
        if (message instanceof SchedulerEvent.TaskSubmitted submitted) {
            place(submitted.task(), out);
        } else if (message instanceof Message.LongDone done) {
            change(done.node(), -done.loadNanos(), -1);
        } else if (message instanceof Message.Bounce bounce && bounce.item().task() != null) {
            place(bounce.item().task(), out);
        } else if (message instanceof SchedulerEvent.TimerFired) {
            List<TaskView> all = List.copyOf(parked);
            parked.clear();
            all.forEach(task -> place(task, out));
        }
    }

    private void place(TaskView task, Outbox out) {
        int[] able = nodes.able(task.taskClass());
        Load chosen = null;
        for (Load each : order) {
            if (nodes.cluster().columns().schedulable(each.node()) && Arrays.binarySearch(able, each.node()) >= 0) {
                chosen = each;
                break;
            }
        }
        if (chosen == null) {
            parked.add(task);
            out.add(new Decision.Reject(task.index(), Unfit.explain(task.taskClass(), nodes.cluster())));
            return;
        }
        int node = chosen.node();
        change(node, load(task, node), 1);
        tallies.longTasks++;
        var item = new Message.Item(places.central(), -1, task.taskClass(), task, task.sequence(), true, 0);
        @Nullable BitSet known = settings.avoidsLong() ? (BitSet) withLong.clone() : null;
        out.send(places.node(node), new Message.Enqueue(item, 0, 0, known, version), settings.latencyNanos());
    }

    /** What a task adds to the load of a node. */
    long load(TaskView task, int node) {
        TaskClass asked = task.taskClass();
        long all = Math.max(1, nodes.cluster().columns().allocatable(Resources.CPU, node));
        long estimate = Math.max(1, task.estimateNanos() < 0 ? settings.longFromNanos() : task.estimateNanos());
        return (long) ((double) estimate * Math.max(1, asked.totalRequest(Resources.CPU)) / all);
    }

    private void change(int node, long nanos, int count) {
        order.remove(new Load(loads[node], node));
        loads[node] += nanos;
        tasks[node] += count;
        order.add(new Load(loads[node], node));
        withLong.set(node, tasks[node] > 0);
        version++;
    }
}
