package io.wavetank.sim;

import io.wavetank.policy.Decision;
import io.wavetank.policy.EvictionCause;
import io.wavetank.policy.TaskView;
import io.wavetank.sim.cluster.Cluster;
import io.wavetank.sim.cluster.TaskState;
import io.wavetank.sim.cluster.TaskTable;
import io.wavetank.sim.control.ControlPlane;
import io.wavetank.sim.record.Recorder;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What becomes of tasks whose node breaks. */
final class Casualties implements NodeFaults.Fate, TaskCrashes.Fate, Controllers.Fate {
    private final int mostAttempts;
    private final Agenda agenda;
    private final Execution execution;
    private final Aftermath aftermath;
    private final Cluster cluster;
    private final TaskTable tasks;
    private final ControlPlane control;
    private final Recorder recorder;
    private final RunListener listener;
    private final @Nullable Failovers guards;
    private @Nullable Controllers controllers;

    Casualties(
            int mostAttempts,
            Agenda agenda,
            Execution execution,
            Aftermath aftermath,
            Cluster cluster,
            ControlPlane control,
            Recorder recorder,
            RunListener listener,
            @Nullable Failovers guards) {
        this.mostAttempts = mostAttempts;
        this.agenda = agenda;
        this.execution = execution;
        this.aftermath = aftermath;
        this.cluster = cluster;
        this.tasks = cluster.tasks();
        this.control = control;
        this.recorder = recorder;
        this.listener = listener;
        this.guards = guards;
    }

    @Override
    public void freeze(int task) {
        agenda.cancelEnd(task);
    }

    @Override
    public void lose(long now, int task, long untilNanos) throws IOException {
        agenda.cancelEnd(task);
        if (tasks.state(task) == TaskState.STOPPING) {
            execution.evicted(now, task);
        } else if (tasks.state(task) == TaskState.HELD) {
            execution.release(now, task);
        } else {
            recorder.workLost(task, untilNanos, execution.abort(untilNanos, task));
            lose(now, task, "node lost");
        }
    }

    @Override
    public void loseGpu(long now, int task) throws IOException {
        if (tasks.state(task) == TaskState.HELD) {
            lose(now, task, now);
            return;
        }
        stopWork(now, task);
        lose(now, task, "its GPU is gone");
    }

    private void lose(long now, int task, String why) throws IOException {
        int node = tasks.node(task);
        cluster.giveBack(tasks.taskClass(task), node, tasks.devices(task));
        if (tasks.attempts(task) >= mostAttempts) {
            failed(now, task, node, why);
            return;
        }
        tasks.lose(task, why);
        recorder.lost(now, task);
        listener.event(now, RunListener.Moment.LOST, tasks, task);
        control.placeLost(now, tasks.view(task), node);
    }

    private void failed(long now, int task, int node, String why) throws IOException {
        tasks.stop(task, TaskState.FAILED, why);
        recorder.failed(now, task);
        listener.event(now, RunListener.Moment.FAILED, tasks, task);
        listener.finalState(tasks, task, TaskState.FAILED, now);
        control.taskEnded(now, tasks.view(task), node);
        aftermath.failed(now, task);
        tasks.leave(task);
    }

    @Override
    public void fail(long now, int task) throws IOException {
        stopWork(now, task);
        int node = tasks.node(task);
        cluster.giveBack(tasks.taskClass(task), node, tasks.devices(task));
        failed(now, task, node, "crashed too often");
    }

    private void stopWork(long now, int task) {
        agenda.cancelEnd(task);
        recorder.workLost(task, now, execution.abort(now, task));
    }

    @Override
    public void restartAfter(long now, int task, long waitNanos) throws IOException {
        stopWork(now, task);
        recorder.stopped(now, task);
        int node = tasks.node(task);
        execution.scheduleEndAfter(now, task, node, waitNanos);
        tasks.start(task, now, node, tasks.devices(task));
        listener.event(now, RunListener.Moment.CRASHED, tasks, task);
    }

    @Override
    public void runs(long now, int task) throws IOException {
        recorder.restarted(now, task);
        listener.event(now, RunListener.Moment.RESTARTED, tasks, task);
    }

    @Override
    public void takeOff(long now, int task) throws IOException {
        stopWork(now, task);
        int node = tasks.node(task);
        cluster.giveBack(tasks.taskClass(task), node, tasks.devices(task));
        tasks.lose(task, "crashed");
        recorder.lost(now, task);
        listener.event(now, RunListener.Moment.LOST, tasks, task);
        control.placeGone(now, tasks.view(task), node);
    }

    @Override
    public void waits(long now, int task) throws IOException {
        control.taskSubmitted(now, tasks.view(task));
    }

    @Override
    public void schedule(long timeNanos, int task) {
        agenda.schedule(timeNanos, EventKind.CRASH, task);
    }

    @Override
    public void resume(long now, int task) {
        execution.scheduleRest(now, task);
        execution.reached(now, task);
    }

    @Override
    public void changeRate(int task, boolean heard) {
        execution.changeRate(task, heard);
    }

    @Override
    public void evict(long now, int task, long graceNanos, EvictionCause cause) throws IOException {
        if (cause != EvictionCause.SHORTAGE && guards != null && guards.leaves(now, task, graceNanos)) {
            return;
        }
        String why = cause == EvictionCause.RECLAIMED
                ? "its node is taken away"
                : cause == EvictionCause.SHORTAGE ? "the disk of its node is full" : "maintenance";
        execution.evict(now, new Decision.Evict(task, cause, graceNanos, why));
    }

    @Override
    public void restart(long now, int task, long untilNanos) throws IOException {
        recorder.workLost(task, untilNanos, execution.abort(untilNanos, task));
        int node = tasks.node(task);
        execution.scheduleEnd(now, task, node);
        tasks.start(task, now, node, tasks.devices(task));
        recorder.restarted(now, task);
        execution.runs(now, task);
        listener.event(now, RunListener.Moment.RESTARTED, tasks, task);
    }

    @Override
    public boolean guarded(int task) {
        return guards != null && guards.givesUp(task);
    }

    @Override
    public void startBound(long now, int task) throws IOException {
        int node = tasks.node(task);
        long devices = tasks.devices(task);
        cluster.giveBack(tasks.taskClass(task), node, devices);
        execution.start(now, task, node, devices);
    }

    /** Tasks have controllers. */
    void controlledBy(Controllers whom) {
        controllers = whom;
    }

    @Override
    public boolean deleted(long now, int task) {
        return controllers != null && controllers.deleted(now, task);
    }

    @Override
    public void failForGood(long now, int task, String why) throws IOException {
        if (tasks.state(task) == TaskState.HELD) {
            agenda.cancelEnd(task);
            execution.release(now, task); // who is told of that may place it again at once
        }
        TaskState state = tasks.state(task);
        if (state == TaskState.RUNNING || state == TaskState.STOPPING) {
            if (state == TaskState.RUNNING) {
                stopWork(now, task);
            } else {
                agenda.cancelEnd(task);
            }
            int node = tasks.node(task);
            cluster.giveBack(tasks.taskClass(task), node, tasks.devices(task));
            failed(now, task, node, why);
            return;
        }
        TaskView view = tasks.view(task);
        control.taskWithdrawn(now, view);
        tasks.stop(task, TaskState.FAILED, why);
        recorder.failedWaiting(now, task);
        listener.event(now, RunListener.Moment.FAILED, tasks, task);
        listener.finalState(tasks, task, TaskState.FAILED, now);
        aftermath.failed(now, task);
        tasks.leave(task);
    }

    @Override
    public void dropHold(long now, int task) throws IOException {
        agenda.cancelEnd(task);
        execution.dropHold(now, task);
    }

    @Override
    public void schedule(long timeNanos, EventKind kind, int subject) {
        agenda.schedule(timeNanos, kind, subject);
    }
}
