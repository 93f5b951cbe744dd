package io.wavetank.sim;

import io.wavetank.policy.Decision;
import io.wavetank.policy.Refusal;
import io.wavetank.policy.Unfit;
import io.wavetank.sim.cluster.Cluster;
import io.wavetank.sim.cluster.TaskState;
import io.wavetank.sim.cluster.TaskTable;
import io.wavetank.sim.control.Actions;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The way from the control plane into the cluster. */
final class EngineActions implements Actions {
    private final Agenda agenda;
    private final Cluster cluster;
    private final TaskTable tasks;
    private final RunListener listener;
    private @Nullable Execution execution;

    EngineActions(Agenda agenda, Cluster cluster, RunListener listener) {
        this.agenda = agenda;
        this.cluster = cluster;
        this.tasks = cluster.tasks();
        this.listener = listener;
    }

    /** Says who carries out what is decided, before anything is. */
    void carriedOutBy(Execution doer) {
        execution = doer;
    }

    private Execution execution() {
        Execution doer = execution;
        if (doer == null) {
            throw new IllegalStateException("A decision before the run began");
        }
        return doer;
    }

    /** Whether a task is there and in this state. */
    private boolean is(int task, TaskState state) {
        return tasks.alive(task) && tasks.state(task) == state;
    }

    @Override
    public @Nullable Refusal bind(int task, int node, long devices) throws IOException {
        Refusal obstacle = cluster.obstacle(task, node, devices);
        if (obstacle == null) {
            execution().start(agenda.nowNanos(), task, node, cluster.devicesFor(task, node, devices));
        } else if (is(task, TaskState.HELD) && tasks.node(task) == node && tasks.hasEnd(task)) {
            execution().startHeld(agenda.nowNanos(), task);
            return null;
        }
        return obstacle;
    }

    @Override
    public @Nullable Refusal evict(Decision.Evict evict) throws IOException {
        if (!is(evict.task(), TaskState.RUNNING)) {
            return Refusal.TASK_STATE;
        }
        execution().evict(agenda.nowNanos(), evict);
        return null;
    }

    @Override
    public @Nullable Refusal nominate(int task, int node) throws IOException {
        if (!tasks.alive(task) || !tasks.state(task).waiting()) {
            return Refusal.TASK_STATE;
        }
        if (node >= cluster.nodeCount()) {
            return Refusal.NODE_UNAVAILABLE;
        }
        tasks.nominate(task, Math.max(node, -1));
        if (node >= 0) {
            listener.event(agenda.nowNanos(), RunListener.Moment.NOMINATED, tasks, task);
        }
        return null;
    }

    @Override
    public @Nullable Refusal hold(Decision.Hold hold) throws IOException {
        Refusal obstacle = cluster.obstacle(hold.task(), hold.node(), hold.devices());
        if (obstacle == null) {
            execution().hold(agenda.nowNanos(), hold);
        }
        return obstacle;
    }

    @Override
    public @Nullable Refusal release(int task) throws IOException {
        if (!is(task, TaskState.HELD) || !tasks.hasEnd(task)) {
            return Refusal.TASK_STATE;
        }
        agenda.cancelEnd(task);
        execution().release(agenda.nowNanos(), task);
        return null;
    }

    @Override
    public @Nullable Refusal reject(int task, Unfit reasons) throws IOException {
        if (!tasks.alive(task) || !tasks.state(task).waiting()) {
            return Refusal.TASK_STATE;
        }
        tasks.setReason(task, reasons);
        listener.event(agenda.nowNanos(), RunListener.Moment.REJECTED, tasks, task);
        return null;
    }

    @Override
    public @Nullable Refusal reclaim(int node, long cpuMillis, long memoryBytes) {
        if (node < 0 || node >= cluster.nodeCount() || !cluster.present(node)) {
            return Refusal.NODE_UNAVAILABLE;
        }
        if (!cluster.mayReclaim(node, cpuMillis, memoryBytes)) {
            return Refusal.RESOURCES;
        }
        cluster.reclaim(node, cpuMillis, memoryBytes);
        return null;
    }

    @Override
    public @Nullable Refusal throttle(int task, double part) {
        return is(task, TaskState.RUNNING) && execution().throttle(task, part) ? null : Refusal.TASK_STATE;
    }

    @Override
    public boolean anyWaiting() {
        return execution().anyWaiting();
    }

    @Override
    public void wakeAt(long timeNanos, int timer) {
        agenda.schedule(Math.max(timeNanos, agenda.nowNanos()), EventKind.TIMER, timer);
    }

    @Override
    public void takeEffectAt(long timeNanos, int leader) {
        agenda.schedule(timeNanos, EventKind.DECISION, leader);
    }

    @Override
    public void passAt(long timeNanos) {
        agenda.passAt(timeNanos);
    }

    @Override
    public void passEarlier(long timeNanos) {
        agenda.passEarlier(timeNanos);
    }
}
