package io.wavetank.policy.fixed;

import io.wavetank.policy.ClusterView;
import io.wavetank.policy.Decision;
import io.wavetank.policy.Decisions;
import io.wavetank.policy.Draws;
import io.wavetank.policy.Elastic;
import io.wavetank.policy.EvictionLimits;
import io.wavetank.policy.FailoverDefaults;
import io.wavetank.policy.Leadership;
import io.wavetank.policy.LostNodePolicy;
import io.wavetank.policy.Metered;
import io.wavetank.policy.NodeHealth;
import io.wavetank.policy.QueueSort;
import io.wavetank.policy.Scheduler;
import io.wavetank.policy.SchedulerEvent;
import io.wavetank.policy.TaskView;
import io.wavetank.policy.Unfit;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A fleet in which each machine has a role for good, and what runs is put on the machines of its role: the least used that has room, the first of equal
 * ones. What finds no room there waits, though others stand empty. When a machine is gone, monitoring notices after some failed looks, and an
 * {@link Operator} puts a spare in its place.
 *
 * <p>Waiting tasks are tried in order of priority, then of submission; one that finds no room holds up those of its class alone.
 *
 * <p>Source: definition here. Monitoring as Nagios has it: {@code check_interval}, {@code max_check_attempts}.
 */
final class FixedFleet implements Scheduler, Elastic, FailoverDefaults, Metered {
    private final FleetSettings settings;
    private final ClusterView cluster;
    private final Draws draws;
    private final Machines machines;
    private final FleetCounts counts = new FleetCounts();
    private final TreeSet<TaskView> waiting = new TreeSet<>(QueueSort.PRIORITY_FIFO);
    /** Sequences of those that were told why they wait. */
    private final TreeSet<Long> told = new TreeSet<>();

    FixedFleet(FleetSettings settings, ClusterView cluster, Draws draws) {
        this.settings = settings;
        this.cluster = cluster;
        this.draws = draws;
        this.machines = new Machines(cluster, settings.roles(), settings.spares());
    }

    @Override
    public void on(SchedulerEvent event, Decisions out) {
        if (event instanceof SchedulerEvent.TaskSubmitted submitted) {
            waiting.add(submitted.task());
        } else if (event instanceof SchedulerEvent.TaskWithdrawn withdrawn) {
            waiting.removeIf(each -> each.index() == withdrawn.task().index());
        } else if (event instanceof SchedulerEvent.Refused refused
                && refused.decision() instanceof Decision.Bind bind) {
            TaskView task = cluster.task(bind.task());
            if (task.node() < 0) {
                waiting.add(task);
            }
        } else if (event instanceof SchedulerEvent.Pass) {
            placeOne(out);
        }
    }

    /** Places the first task for which there is room. */
    private void placeOne(Decisions out) {
        TreeSet<Integer> blocked = new TreeSet<>();
        for (TaskView task : waiting) {
            if (blocked.contains(task.classIndex())) {
                continue;
            }
            int role = machines.roleFor(task.taskClass());
            int node = role == Machines.SPARE ? -1 : machines.place(task.taskClass(), role);
            out.considered(1, cluster.nodeCount());
            if (node >= 0) {
                waiting.remove(task);
                told.remove(task.sequence());
                out.add(new Decision.Bind(task.index(), node));
                out.passAgain();
                return;
            }
            blocked.add(task.classIndex());
            if (told.add(task.sequence())) {
                out.add(new Decision.Reject(task.index(), Unfit.explain(task.taskClass(), cluster)));
            }
        }
    }

    @Override
    public Leadership leadership() {
        return Leadership.ALONE;
    }

    @Override
    public NodeHealth nodeHealth() {
        long heartbeat = settings.heartbeatNanos();
        return new NodeHealth(heartbeat, heartbeat * settings.attempts(), 0, 0, true);
    }

    @Override
    public LostNodePolicy lostNodes(ClusterView view, NodeHealth health, @Nullable EvictionLimits limits) {
        return limits == null
                ? new Operator(
                        settings.operator(), machines, counts, health.tolerationNanos(), draws.stream("operator"))
                : FailoverDefaults.atOnceOrPaced(view, health, limits);
    }

    @Override
    public SortedMap<String, Long> counts() {
        return counts.byName();
    }

    @Override
    public List<String> gauges() {
        return List.of();
    }

    @Override
    public long[] readings() {
        return new long[0];
    }
}
