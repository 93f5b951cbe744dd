package io.wavetank.experiment.failover;

import io.wavetank.policy.Resources;
import io.wavetank.policy.Taint;
import io.wavetank.policy.TaskClass;
import io.wavetank.sim.RunListener;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.sim.cluster.NodeSpec;
import io.wavetank.sim.cluster.TaskState;
import io.wavetank.sim.cluster.TaskTable;
import io.wavetank.sim.record.MaintenanceFigures;
import io.wavetank.sim.record.RunResult;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks on at a run in which much breaks, and keeps what must not be: a task that starts on a node that is down, more on a node than it offers, a task
 * in two final states, one that waited until a leader was made anew though nothing else had changed, a disruption budget violated for a reason that could wait, counts that do not add up; and, if nothing has happened for long before the end, a task that waits though it fits a node.
 */
final class Invariants implements RunListener {
    /** How long nothing must have happened for a run to be at rest: longer than any back-off or flush of any scheduler. */
    private static final long REST_NANOS = 15 * 60_000_000_000L;

    private final ClusterSpec cluster;
    private final boolean anyMayGo;
    private final boolean settles;
    private final boolean mayForce;
    private final long[] held;
    private final int resources;
    private final BitSet away = new BitSet();
    private final Map<Long, Integer> places = new HashMap<>();
    private final Map<Long, TaskState> ended = new HashMap<>();
    private final List<TaskClass> waiting = new ArrayList<>();
    private final StringBuilder waitingIds = new StringBuilder();
    private final BudgetWatch budgets;
    private long lastNanos;
    /** Since when nothing has happened but that the control plane has a new leader; never, if something has. */
    private long restNanos = Long.MAX_VALUE;

    private long digest;
    private @Nullable String violation;

    /**
     * Looks on at a run.
     *
     * @param anyMayGo whether the scheduler lets a task go past others that find no place
     * @param settles whether the scheduler, made anew, finds no place for what it left waiting at rest
     * @param mayForce whether maintenance may evict whatever budgets say
     */
    Invariants(ClusterSpec cluster, boolean anyMayGo, boolean settles, boolean mayForce) {
        this.settles = settles;
        this.mayForce = mayForce;
        this.cluster = cluster;
        this.anyMayGo = anyMayGo;
        this.resources = cluster.resources().count();
        this.budgets = new BudgetWatch(cluster.objects().budgets());
        this.held = new long[resources * cluster.nodes().size()];
    }

    private void violated(String what) {
        violation = violation == null ? what : violation;
    }

    /** What happened, as a number: that of the same run made again. */
    long digest() {
        return digest;
    }

    private void mix(long nanos, String what, long whom) {
        long mixed = (digest * 31 + nanos) * 31 + whom;
        for (int i = 0; i < what.length(); i++) {
            mixed = mixed * 31 + what.charAt(i);
        }
        digest = mixed * 0x9E3779B97F4A7C15L;
    }

    @Override
    public void clusterEvent(long nowNanos, ClusterMoment moment, int node) {
        mix(nowNanos, moment.name(), node);
        if (moment == ClusterMoment.LEADER_LOST && nowNanos - lastNanos > REST_NANOS) {
            restNanos = nowNanos;
        } else if (moment != ClusterMoment.LEADER_LOST && moment != ClusterMoment.LEADER_ELECTED) {
            restNanos = Long.MAX_VALUE;
        }
        budgets.clusterEvent(moment, node);
        lastNanos = nowNanos;
        if (moment == ClusterMoment.NODE_DOWN || moment == ClusterMoment.NODE_CUT_OFF) {
            away.set(node);
        } else if (moment == ClusterMoment.NODE_UP) {
            away.clear(node);
        }
    }

    @Override
    public void event(long nowNanos, Moment moment, TaskTable tasks, int task) {
        budgets.event(moment, tasks, task);
        int node = tasks.node(task);
        mix(nowNanos, moment.name(), tasks.sequence(task) * 1000 + node);
        if (nowNanos < lastNanos) {
            violated("time goes back at " + nowNanos + " ns");
        }
        lastNanos = moment == Moment.REJECTED ? lastNanos : nowNanos;
        String who = "task " + tasks.id(task) + " at " + nowNanos / 1_000_000_000L + " s";
        switch (moment) {
            case STARTED, RESTARTED -> {
                if (settles && restNanos < nowNanos && tasks.submitNanos(task) < restNanos) {
                    violated(who + " waits at rest though a scheduler made anew finds a place for it on node " + node);
                }
                if (away.get(node)) {
                    violated(who + " starts on node " + name(node) + ", which is down or cut off");
                }
                place(tasks, task, node, who);
            }
            case HELD, BOUND -> place(tasks, task, node, who);
            case FINISHED, EVICTED, LOST, FAILED, RELEASED, REMOVED -> {
                restNanos = moment == Moment.RELEASED ? restNanos : Long.MAX_VALUE;
                leave(tasks, task);
            }
            case SUBMITTED, REJECTED, NOMINATED, STOPPING, CRASHED -> {}
        }
    }

    private String name(int node) {
        return cluster.nodes().get(node).name();
    }

    private void place(TaskTable tasks, int task, int node, String who) {
        leave(tasks, task);
        if (node >= cluster.nodes().size()) {
            return; // it came while the run went on
        }
        places.put(tasks.sequence(task), node);
        TaskClass asks = tasks.taskClass(task);
        NodeSpec spec = cluster.nodes().get(node);
        for (int resource = 0; resource < Math.min(resources, asks.resourceCount()); resource++) {
            held[node * resources + resource] += asks.totalRequest(resource);
            if (asks.totalRequest(resource) > 0 && held[node * resources + resource] > spec.allocatable(resource)) {
                violated(who + " takes more " + cluster.resources().name(resource) + " than node " + name(node)
                        + " offers");
            }
        }
    }

    private void leave(TaskTable tasks, int task) {
        Integer node = places.remove(tasks.sequence(task));
        if (node != null) {
            TaskClass asks = tasks.taskClass(task);
            for (int resource = 0; resource < Math.min(resources, asks.resourceCount()); resource++) {
                held[node * resources + resource] -= asks.totalRequest(resource);
            }
        }
    }

    @Override
    public void finalState(TaskTable tasks, int task, TaskState state, long endNanos) {
        if (ended.put(tasks.sequence(task), state) != null) {
            violated("task " + tasks.id(task) + " is in two final states");
        }
        if (state.waiting()) {
            waiting.add(tasks.taskClass(task));
            waitingIds.append(waitingIds.length() > 200 ? "" : " " + tasks.id(task));
        }
    }

    /** The run is over. Returns what was wrong first; null if nothing was. */
    @Nullable
    String verdict(RunResult result) {
        if (ended.size() != result.tasks().submitted()) {
            violated(ended.size() + " tasks are in a final state, and "
                    + result.tasks().submitted() + " were submitted");
        }
        MaintenanceFigures maintenance = result.failover().maintenance();
        boolean replicas = result.elastic() != null; // those that are drained are replaced, and not seen to be evicted
        if (replicas
                ? budgets.violations() > maintenance.violations()
                : budgets.violations() != maintenance.violations()) {
            violated(budgets.violations()
                    + " tasks were told to stop though a disruption budget did not allow it, and the run says "
                    + maintenance.violations());
        }
        if (maintenance.violations() > 0 && !mayForce) {
            violated(maintenance.violations() + " disruption budgets were violated for reasons that could wait");
        }
        atRest(result.endNanos());
        return violation;
    }

    /** What was wrong first; null if nothing was. */
    @Nullable
    String violation() {
        return violation;
    }

    /** Nothing will happen any more. */
    void atRest(long endNanos) {
        if (anyMayGo && endNanos - lastNanos > REST_NANOS) {
            for (TaskClass task : waiting) {
                for (int node = 0; node < cluster.nodes().size(); node++) {
                    if (!away.get(node) && fits(task, node)) {
                        violated("a task waits at rest though node " + name(node) + " has room for it; one of:"
                                + waitingIds);
                    }
                }
            }
        }
    }

    private boolean fits(TaskClass task, int node) {
        NodeSpec spec = cluster.nodes().get(node);
        for (int resource = 0; resource < Math.min(resources, task.resourceCount()); resource++) {
            long asked = task.totalRequest(resource);
            boolean counted = resource != Resources.PODS || asked > 0;
            if (counted && asked > 0 && held[node * resources + resource] + asked > spec.allocatable(resource)) {
                return false;
            }
        }
        for (Taint taint : spec.taints()) {
            if (taint.effect() != Taint.Effect.PREFER_NO_SCHEDULE && !task.tolerates(taint)) {
                return false;
            }
        }
        return !spec.cordoned()
                && task.gpuCount() == 0
                && spec.labels().entrySet().containsAll(task.nodeSelector().entrySet());
    }
}
