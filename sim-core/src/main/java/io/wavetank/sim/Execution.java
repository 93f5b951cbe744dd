package io.wavetank.sim;

import io.wavetank.policy.Decision;
import io.wavetank.policy.EvictionCause;
import io.wavetank.policy.TaskClass;
import io.wavetank.sim.cluster.Cluster;
import io.wavetank.sim.cluster.TaskState;
import io.wavetank.sim.cluster.TaskTable;
import io.wavetank.sim.control.ControlPlane;
import io.wavetank.sim.execution.NodeRates;
import io.wavetank.sim.execution.WorkLedger;
import io.wavetank.sim.record.Recorder;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of tasks once somebody decides for them: places held, starts, ends and evictions. Each is done in the cluster, put down in the
 * records, and told to the control plane.
 */
final class Execution {
    private final Agenda agenda;
    private final Cluster cluster;
    private final TaskTable tasks;
    private final ControlPlane control;
    private final Recorder recorder;
    private final RunListener listener;
    private final Aftermath aftermath;
    private final NodeRates rates;
    /** How tasks get on, in runs in which their start alone does not tell. */
    private final @Nullable WorkLedger ledger;

    private @Nullable TaskCrashes crashes;
    /** At what part of their nodes' speed tasks work; null until one is throttled. */
    private double @Nullable [] parts;

    Execution(
            Agenda agenda,
            Cluster cluster,
            ControlPlane control,
            Recorder recorder,
            RunListener listener,
            Aftermath aftermath,
            NodeRates rates,
            @Nullable WorkLedger ledger) {
        this.agenda = agenda;
        this.cluster = cluster;
        this.tasks = cluster.tasks();
        this.control = control;
        this.recorder = recorder;
        this.listener = listener;
        this.aftermath = aftermath;
        this.rates = rates;
        this.ledger = ledger;
    }

    /** A task gets its place, and starts there if the node is up. */
    void start(long now, int task, int node, long devices) throws IOException {
        TaskClass taskClass = tasks.taskClass(task);
        cluster.take(taskClass, node, devices);
        if (cluster.down(node)) {
            tasks.hold(task, node, devices);
            listener.event(now, RunListener.Moment.BOUND, tasks, task);
            return;
        }
        if (parts != null && task < parts.length) {
            parts[task] = 1;
        }
        scheduleEnd(now, task, node);
        tasks.start(task, now, node, devices);
        recorder.started(now, task);
        if (crashes != null) {
            crashes.runs(now, task);
        }
        listener.event(now, RunListener.Moment.STARTED, tasks, task);
    }

    /** Tasks may crash from now on. */
    void mayCrash(TaskCrashes which) {
        crashes = which;
    }

    /** Notes when the work of a task is done that is begun after a wait, if it has an end. */
    void scheduleEndAfter(long now, int task, int node, long waitNanos) {
        long work = tasks.workNanos(task);
        if (work == Submission.FOREVER || ledger == null) {
            scheduleEnd(now, task, node);
            return;
        }
        double rate = rate(node);
        scheduleEnd(
                task,
                ledger.begin(now, task, tasks.taskClass(task), tasks.attempts(task), work, rate, waitNanos * rate));
    }

    /** The node of a task is reached again. */
    void reached(long now, int task) {
        if (crashes != null) {
            crashes.reached(now, task);
        }
    }

    /** A task that was started is one that may crash. */
    void runs(long now, int task) {
        if (crashes != null) {
            crashes.runs(now, task);
        }
    }

    /** Notes when the work of a task, begun now, is done, if it has an end. */
    void scheduleEnd(long now, int task, int node) {
        long work = tasks.workNanos(task);
        long endNanos = ledger == null || work == Submission.FOREVER
                ? endNanos(now, work, cluster.speed(node))
                : ledger.begin(now, task, tasks.taskClass(task), tasks.attempts(task), work, rate(node));
        scheduleEnd(task, endNanos);
    }

    private void scheduleEnd(int task, long endNanos) {
        if (endNanos != Long.MAX_VALUE) {
            agenda.scheduleEnd(endNanos, EventKind.TASK_END, task);
        }
    }

    private double rate(int node) {
        return cluster.speed(node) * rates.factor(node);
    }

    private double part(int task) {
        return parts == null || task >= parts.length ? 1 : parts[task];
    }

    /** A running task works at a part of its node's speed from now on; says whether that can be done in this run. */
    boolean throttle(int task, double part) {
        if (ledger == null) {
            return false;
        }
        double[] all = parts;
        if (all == null || all.length <= task) {
            int known = all == null ? 0 : all.length;
            all = all == null ? new double[tasks.rows()] : Arrays.copyOf(all, tasks.rows());
            Arrays.fill(all, known, all.length, 1);
            parts = all;
        }
        all[task] = part;
        changeRate(task, true);
        return true;
    }

    /** Notes when the work of a task that has gone on unheard of is done, if it has an end: now, if it is done by now. */
    void scheduleRest(long now, int task) {
        if (ledger != null && tasks.workNanos(task) != Submission.FOREVER) {
            scheduleEnd(task, ledger.endNanos(now, task));
        }
    }

    /** A task works at the rate of its node, which has changed; its end will be heard of, or not. */
    void changeRate(int task, boolean heard) {
        if (ledger == null || tasks.workNanos(task) == Submission.FOREVER) {
            return;
        }
        long endNanos = ledger.changeRate(agenda.nowNanos(), task, rate(tasks.node(task)) * part(task));
        if (heard) {
            agenda.cancelEnd(task);
            scheduleEnd(task, endNanos);
        }
    }

    /** The attempt of a task is over before its end. Returns what became of its effort; null if its start alone tells. */
    WorkLedger.@Nullable Effort abort(long untilNanos, int task) {
        return ledger == null || tasks.workNanos(task) == Submission.FOREVER ? null : ledger.abort(untilNanos, task);
    }

    /** When work begun now is done: whole nanoseconds, rounded up; never, for work without an end. */
    private static long endNanos(long now, long workNanos, double speed) {
        if (workNanos == Submission.FOREVER) {
            return Long.MAX_VALUE;
        }
        return Math.addExact(now, speed == 1.0 ? workNanos : (long) Math.ceil(workNanos / speed));
    }

    /** The work of a task is done. */
    void finish(long now, int task) throws IOException {
        int node = tasks.node(task);
        cluster.giveBack(tasks.taskClass(task), node, tasks.devices(task));
        tasks.stop(task, TaskState.FINISHED, null);
        recorder.finished(now, task, ledger == null ? null : ledger.effort(now, task));
        listener.event(now, RunListener.Moment.FINISHED, tasks, task);
        listener.finalState(tasks, task, TaskState.FINISHED, now);
        control.taskEnded(now, tasks.view(task), node);
        aftermath.finished(now, task);
        tasks.leave(task);
    }

    /** What a running task has come to by the end of the run is put down. */
    void close(long endNanos, int task) {
        if (ledger != null && tasks.state(task) == TaskState.RUNNING && tasks.workNanos(task) != Submission.FOREVER) {
            WorkLedger.Effort effort = ledger.effort(endNanos, task);
            recorder.worked(task, endNanos, new WorkLedger.Effort(effort.safe(), effort.overhead(), 0));
        }
    }

    /** Whether any task waits to be placed. */
    boolean anyWaiting() {
        return recorder.pending() > 0;
    }

    /** A running task is told to stop. */
    void evict(long now, Decision.Evict evict) throws IOException {
        int task = evict.task();
        agenda.cancelEnd(task);
        if (ledger != null && tasks.workNanos(task) != Submission.FOREVER) {
            recorder.worked(task, now, ledger.stop(now, task, evict.graceNanos()));
        }
        var why = new Eviction(evict.cause(), evict.reason());
        if (evict.graceNanos() == 0) {
            tasks.setReason(task, why);
            evicted(now, task);
            return;
        }
        agenda.scheduleEnd(Math.addExact(now, evict.graceNanos()), EventKind.GRACE_END, task);
        tasks.stopping(task, why);
        listener.event(now, RunListener.Moment.STOPPING, tasks, task);
    }

    /** A running task is off its node with all that it has done, and waits to be placed somewhere else; it works after a pause. */
    void move(long now, int task, long pauseNanos) throws IOException {
        agenda.cancelEnd(task);
        if (ledger != null && tasks.workNanos(task) != Submission.FOREVER) {
            recorder.worked(task, now, ledger.move(now, task, pauseNanos * rate(tasks.node(task))));
        }
        tasks.setReason(task, new Eviction(EvictionCause.MOVED, "migrated"));
        evicted(now, task);
    }

    /** A task is no longer wanted: it goes at once if it waits, else when it has had its time to stop. */
    void remove(long now, int task, long stopNanos) throws IOException {
        TaskState state = tasks.state(task);
        if (state == TaskState.HELD) {
            agenda.cancelEnd(task);
            release(now, task);
            withdraw(now, task);
        } else if (state == TaskState.STOPPING) {
            tasks.setReason(task, Removal.NOT_WANTED);
        } else if (state != TaskState.RUNNING) {
            withdraw(now, task);
        } else {
            agenda.cancelEnd(task);
            if (stopNanos > 0) {
                agenda.scheduleEnd(Math.addExact(now, stopNanos), EventKind.GRACE_END, task);
            }
            tasks.stopping(task, Removal.NOT_WANTED);
            listener.event(now, RunListener.Moment.STOPPING, tasks, task);
            if (stopNanos == 0) {
                removed(now, task);
            }
        }
    }

    private void withdraw(long now, int task) throws IOException {
        tasks.stop(task, TaskState.REMOVED, null);
        recorder.withdrawn(now, task);
        listener.event(now, RunListener.Moment.REMOVED, tasks, task);
        listener.finalState(tasks, task, TaskState.REMOVED, now);
        control.taskWithdrawn(now, tasks.view(task));
        tasks.leave(task);
    }

    private void removed(long now, int task) throws IOException {
        int node = tasks.node(task);
        cluster.giveBack(tasks.taskClass(task), node, tasks.devices(task));
        tasks.stop(task, TaskState.REMOVED, null);
        recorder.removed(now, task);
        listener.event(now, RunListener.Moment.REMOVED, tasks, task);
        listener.finalState(tasks, task, TaskState.REMOVED, now);
        control.taskEnded(now, tasks.view(task), node);
        tasks.leave(task);
    }

    /** Takes a task off its node whose grace period is over. */
    void evicted(long now, int task) throws IOException {
        if (tasks.reason(task) == Removal.NOT_WANTED) {
            removed(now, task);
            return;
        }
        if (!(tasks.reason(task) instanceof Eviction why)) {
            throw new IllegalStateException("Task " + tasks.id(task) + " is evicted without a cause");
        }
        int node = tasks.node(task);
        cluster.giveBack(tasks.taskClass(task), node, tasks.devices(task));
        tasks.stop(task, TaskState.EVICTED, why);
        recorder.evicted(why.cause());
        listener.event(now, RunListener.Moment.EVICTED, tasks, task);
        control.placeLost(now, tasks.view(task), node);
    }

    /** Reserves a place for a waiting task. */
    void hold(long now, Decision.Hold hold) throws IOException {
        int task = hold.task();
        long devices = cluster.devicesFor(task, hold.node(), hold.devices());
        cluster.take(tasks.taskClass(task), hold.node(), devices);
        agenda.scheduleEnd(Math.max(hold.deadlineNanos(), now), EventKind.HOLD_END, task);
        tasks.hold(task, hold.node(), devices);
        listener.event(now, RunListener.Moment.HELD, tasks, task);
    }

    /** A task starts on the place that it holds. */
    void startHeld(long now, int task) throws IOException {
        int node = tasks.node(task);
        long devices = tasks.devices(task);
        agenda.cancelEnd(task);
        cluster.giveBack(tasks.taskClass(task), node, devices);
        start(now, task, node, devices);
    }

    /** Gives up the place that is held for a task. */
    void release(long now, int task) throws IOException {
        int node = tasks.node(task);
        dropHold(now, task);
        control.placeLost(now, tasks.view(task), node);
    }

    /** Gives up the place that is held for a task, without telling anybody. */
    void dropHold(long now, int task) throws IOException {
        int node = tasks.node(task);
        cluster.giveBack(tasks.taskClass(task), node, tasks.devices(task));
        listener.event(now, RunListener.Moment.RELEASED, tasks, task);
        tasks.release(task);
    }
}
