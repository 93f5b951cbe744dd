package io.wavetank.sim;

import io.wavetank.policy.Decision;
import io.wavetank.policy.Draws;
import io.wavetank.policy.Refusal;
import io.wavetank.policy.Scheduler;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.Unfit;
import io.wavetank.sim.cluster.Cluster;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.sim.cluster.TaskState;
import io.wavetank.sim.cluster.TaskTable;
import io.wavetank.sim.control.Actions;
import io.wavetank.sim.control.ControlPlane;
import io.wavetank.sim.record.Books;
import io.wavetank.sim.record.Recorder;
import io.wavetank.sim.record.RunResult;
import io.wavetank.sim.scenario.RunSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One run: a workload is replayed against a cluster under one scheduler, in virtual time, on one thread. Tasks come at their own times, whatever becomes of
 * those before; only those that wait for others ({@link Precedence}) come when these have ended.
 *
 * <p>The run ends when nothing can happen any more, or at the time set in its {@link RunSpec}; then the books are checked. Equal arguments
 * give equal results, on any machine.
 */
public final class Simulation {
    /** The next arrival and the next pass: of each there is at most one, and every task makes one. */
    private static final int ARRIVAL_LANE = 0;

    private static final int PASS_LANE = 1;
    private static final int LANES = 2;

    /** Subjects of arrivals: the next task of the source, or one that waited for others. */
    private static final int FROM_SOURCE = 0;

    private static final int RELEASED = 1;

    private static final long PROGRESS_MASK = (1 << 16) - 1;

    private final RunSpec spec;
    private final SubmissionSource source;
    private final RunListener listener;
    private final EventQueue queue = new EventQueue(1024, LANES, this::fetch);
    private final TaskTable tasks = new TaskTable();
    private final Cluster cluster;
    private final ControlPlane control;
    private final Recorder recorder;
    private final Faults faults;
    private final @Nullable Predecessors predecessors;
    private @Nullable Submission next;
    private long events;
    private long lastSubmitNanos;
    private long lastNanos;
    /** What is read ahead has to go somewhere, or it would not be read. */
    @SuppressWarnings("UnusedVariable")
    private long fetched;

    private Simulation(
            RunSpec spec,
            ClusterSpec clusterSpec,
            SubmissionSource source,
            Scheduler.Factory scheduler,
            RunListener listener)
            throws IOException {
        this.spec = spec;
        this.source = source;
        this.listener = listener;
        Precedence precedence = source.precedence();
        this.predecessors = precedence == null ? null : new Predecessors(precedence);
        this.cluster = new Cluster(clusterSpec, tasks);
        Draws draws = new Draws(spec.seed(), spec.replication());
        this.control = new ControlPlane(
                scheduler.create(cluster, draws.stream("scheduler")),
                spec.decisionTime(),
                spec.trigger(),
                !spec.faults().isEmpty(),
                new EngineActions());
        this.recorder = new Recorder(
                cluster,
                source.spanNanosHint(),
                spec.window(),
                control.metered(),
                !spec.faults().isEmpty(),
                spec.groupBy());
        this.faults = new Faults(spec.faults(), new EngineRun(scheduler, draws), cluster, control, recorder, listener);
    }

    /**
     * Runs a workload to its end. The source is read, and not closed.
     *
     * @throws IOException if the source cannot be read or the listener cannot write
     * @throws IllegalStateException if the books do not balance at the end, which is a defect of the engine
     */
    public static RunResult run(
            RunSpec spec,
            ClusterSpec cluster,
            SubmissionSource source,
            Scheduler.Factory scheduler,
            RunListener listener)
            throws IOException {
        return new Simulation(spec, cluster, source, scheduler, listener).run();
    }

    private RunResult run() throws IOException {
        faults.begin();
        scheduleNextArrival();
        while (queue.pollUntil(spec.untilNanos())) {
            if (queue.kind() >= EventKind.FAULT.code() && isOver()) {
                continue; // what breaks after all is done is no part of the run
            }
            lastNanos = queue.timeNanos();
            recorder.advanceTo(lastNanos);
            handle(queue.timeNanos(), EventKind.of(queue.kind()), queue.subject());
            if ((++events & PROGRESS_MASK) == 0) {
                listener.progress(queue.timeNanos(), recorder.submitted(), events);
            }
        }
        long endNanos = queue.isEmpty() ? lastNanos : spec.untilNanos();
        recorder.advanceTo(endNanos);
        enterWaiting(endNanos);
        closeTasks(endNanos);
        Books.check(cluster, recorder.counts());
        return recorder.result(endNanos, events, control.decisions(), control.refusals());
    }

    /** Whether no task is in the system, and none will come. */
    private boolean isOver() {
        return next == null && recorder.inSystem() == 0 && (predecessors == null || predecessors.releasedCount() == 0);
    }

    private void handle(long now, EventKind kind, int subject) throws IOException {
        switch (kind) {
            case TASK_END -> finish(now, subject);
            case ARRIVAL -> arrive(now, subject);
            case TIMER -> control.timerFired(now, subject);
            case DECISION -> control.takeEffect(now, subject);
            case PASS -> control.pass(now);
            case GRACE_END -> evicted(now, subject);
            case HOLD_END -> release(now, subject);
            case FAULT -> faults.change(now, subject, true);
            case REPAIR -> faults.change(now, subject, false);
            case ELECTION -> faults.elected(now, subject);
            case NODE_LOST -> faults.nodeLost(now, subject);
            case NODE_GIVEN_UP -> faults.nodeGivenUp(now, subject);
        }
    }

    /** The subject of nearly every event of the queue is a task: its row, and the amounts of its node, are read ahead. */
    private void fetch(int[] subjects, int count) {
        fetched += tasks.fetch(subjects, count);
        fetched += cluster.fetch(subjects, count);
    }

    private int schedule(long timeNanos, EventKind kind, int subject) {
        return queue.schedule(timeNanos, kind.rank(spec.ranks()), kind.code(), subject);
    }

    private void scheduleInLane(int lane, long timeNanos, EventKind kind) {
        queue.scheduleInLane(lane, timeNanos, kind.rank(spec.ranks()), kind.code(), FROM_SOURCE);
    }

    private void scheduleNextArrival() throws IOException {
        Submission submission = source.next();
        next = submission;
        if (submission != null) {
            if (submission.submitNanos() < lastSubmitNanos) {
                throw new IllegalArgumentException("Task " + submission.id() + " is out of time order: submitted at "
                        + submission.submitNanos() + " ns, after one at " + lastSubmitNanos + " ns");
            }
            lastSubmitNanos = submission.submitNanos();
            scheduleInLane(ARRIVAL_LANE, submission.submitNanos(), EventKind.ARRIVAL);
        }
    }

    private void arrive(long now, int subject) throws IOException {
        if (subject == RELEASED && predecessors != null) {
            submit(now, predecessors.nextReleased(now), false);
            return;
        }
        Submission submission = next;
        if (submission == null) {
            throw new IllegalStateException("An arrival without a submission");
        }
        if (predecessors != null && predecessors.holds(submission)) {
            scheduleNextArrival();
        } else {
            submit(now, submission, true);
        }
    }

    private void submit(long now, Submission submission, boolean fromSource) throws IOException {
        int task = enter(now, submission);
        if (fromSource) {
            scheduleNextArrival();
        }
        if (submission.boundNode() >= 0) {
            found(now, task, submission.boundNode());
        } else {
            control.taskSubmitted(now, tasks.view(task));
        }
    }

    private int enter(long now, Submission submission) throws IOException {
        if (submission.taskClass().resourceCount() > cluster.resources().count()) {
            throw new IllegalArgumentException(
                    "Task " + submission.id() + " asks for a resource that the cluster does not know");
        }
        int task = tasks.enter(submission);
        tasks.queue(task, now);
        recorder.submitted(now, task);
        listener.event(now, RunListener.Moment.SUBMITTED, tasks, task);
        if (predecessors != null) {
            predecessors.entered(submission, task);
        }
        return task;
    }

    /** What waited for this task alone arrives now. */
    private void release(long now, Predecessors waiting, int ended) {
        int before = waiting.releasedCount();
        waiting.ended(ended);
        for (int i = before; i < waiting.releasedCount(); i++) {
            schedule(now, EventKind.ARRIVAL, RELEASED);
        }
    }

    /** What still waits for others enters in the end, so that it is counted as what it is: never placed. */
    private void enterWaiting(long endNanos) throws IOException {
        if (predecessors != null) {
            for (Submission submission : predecessors.left(endNanos)) {
                tasks.setReason(enter(endNanos, submission), "waits for tasks that have not ended");
            }
        }
    }

    /** A task is on its node already; it holds its requests there even if the node offers less. */
    private void found(long now, int task, int node) throws IOException {
        if (node >= cluster.nodeCount() || tasks.taskClass(task).gpuCount() > 0) {
            throw new IllegalArgumentException("Task " + tasks.id(task) + " cannot have been on node " + node
                    + ": there is no such node, or which devices it uses is unknown");
        }
        start(now, task, node, 0);
        control.taskFound(now, tasks.view(task), node);
    }

    private void start(long now, int task, int node, long devices) throws IOException {
        TaskClass taskClass = tasks.taskClass(task);
        cluster.take(taskClass, node, devices);
        if (cluster.down(node)) {
            tasks.hold(task, node, devices, -1);
            recorder.placesChanged();
            listener.event(now, RunListener.Moment.BOUND, tasks, task);
            return;
        }
        long endNanos = endNanos(now, tasks.workNanos(task), cluster.speed(node));
        int endEvent = endNanos == Long.MAX_VALUE ? -1 : schedule(endNanos, EventKind.TASK_END, task);
        tasks.start(task, now, node, devices, endEvent);
        recorder.started(now, task);
        listener.event(now, RunListener.Moment.STARTED, tasks, task);
    }

    /** When work begun now is done: whole nanoseconds, rounded up; never, for work without an end. */
    private static long endNanos(long now, long workNanos, double speed) {
        if (workNanos == Submission.FOREVER) {
            return Long.MAX_VALUE;
        }
        return Math.addExact(now, speed == 1.0 ? workNanos : (long) Math.ceil(workNanos / speed));
    }

    private void finish(long now, int task) throws IOException {
        int node = tasks.node(task);
        cluster.giveBack(tasks.taskClass(task), node, tasks.devices(task));
        tasks.stop(task, TaskState.FINISHED, null);
        recorder.finished(now, task);
        listener.event(now, RunListener.Moment.FINISHED, tasks, task);
        listener.finalState(tasks, task, TaskState.FINISHED, now);
        control.taskEnded(now, tasks.view(task), node);
        if (predecessors != null) {
            release(now, predecessors, task);
        }
        tasks.leave(task);
    }

    private void evict(long now, Decision.Evict evict) throws IOException {
        int task = evict.task();
        cancelEnd(task);
        var why = new Eviction(evict.cause(), evict.reason());
        if (evict.graceNanos() == 0) {
            tasks.setReason(task, why);
            evicted(now, task);
            return;
        }
        int graceEnd = schedule(Math.addExact(now, evict.graceNanos()), EventKind.GRACE_END, task);
        tasks.stopping(task, graceEnd, why);
        listener.event(now, RunListener.Moment.STOPPING, tasks, task);
    }

    private void cancelEnd(int task) {
        if (tasks.endEvent(task) >= 0) {
            queue.cancel(tasks.endEvent(task));
        }
    }

    /** Takes a task off its node whose grace period is over. */
    private void evicted(long now, int task) throws IOException {
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

    /** Takes a task off a node that is lost. */
    private void lose(long now, int task) throws IOException {
        int node = tasks.node(task);
        String why = "node lost";
        cluster.giveBack(tasks.taskClass(task), node, tasks.devices(task));
        if (tasks.attempts(task) >= spec.faults().failover().mostAttempts()) {
            tasks.stop(task, TaskState.FAILED, why);
            recorder.failed(now, task);
            listener.event(now, RunListener.Moment.FAILED, tasks, task);
            listener.finalState(tasks, task, TaskState.FAILED, now);
            control.taskEnded(now, tasks.view(task), node);
            tasks.leave(task);
            return;
        }
        tasks.lose(task, why);
        recorder.lost();
        listener.event(now, RunListener.Moment.LOST, tasks, task);
        control.placeLost(now, tasks.view(task), node);
    }

    private void hold(long now, Decision.Hold hold) throws IOException {
        int task = hold.task();
        long devices = cluster.devicesFor(task, hold.node(), hold.devices());
        cluster.take(tasks.taskClass(task), hold.node(), devices);
        tasks.hold(task, hold.node(), devices, schedule(Math.max(hold.deadlineNanos(), now), EventKind.HOLD_END, task));
        recorder.placesChanged();
        listener.event(now, RunListener.Moment.HELD, tasks, task);
    }

    private void startHeld(long now, int task) throws IOException {
        int node = tasks.node(task);
        long devices = tasks.devices(task);
        queue.cancel(tasks.endEvent(task));
        cluster.giveBack(tasks.taskClass(task), node, devices);
        start(now, task, node, devices);
    }

    private void release(long now, int task) throws IOException {
        int node = tasks.node(task);
        dropHold(now, task);
        control.placeLost(now, tasks.view(task), node);
    }

    private void dropHold(long now, int task) throws IOException {
        int node = tasks.node(task);
        cluster.giveBack(tasks.taskClass(task), node, tasks.devices(task));
        listener.event(now, RunListener.Moment.RELEASED, tasks, task);
        tasks.release(task);
        recorder.placesChanged();
    }

    /** Gives every task that the end of the run finds in the system its final state, in the order of submission. */
    private void closeTasks(long endNanos) throws IOException {
        List<Integer> left = new ArrayList<>();
        @Nullable Object[] reasonByClass = new @Nullable Object[tasks.rows() + 1];
        for (int task = 0; task < tasks.rows(); task++) {
            if (tasks.alive(task)) {
                left.add(task);
                settle(task);
                if (tasks.state(task).waiting() && tasks.reason(task) != null) {
                    reasonByClass[tasks.classIndex(task)] = tasks.reason(task);
                }
            }
        }
        left.sort(Comparator.comparingLong(tasks::sequence));
        for (int task : left) {
            if (tasks.state(task).waiting() && tasks.reason(task) == null) {
                Object reason = reasonByClass[tasks.classIndex(task)];
                tasks.setReason(task, reason == null ? "waits behind others in the queue" : reason);
            }
            recorder.unfinished(endNanos, task);
            listener.finalState(tasks, task, tasks.state(task), -1);
        }
    }

    /** What is under way when the run ends stays undone: held places are given up, and what is being stopped runs. */
    private void settle(int task) {
        if (tasks.state(task) == TaskState.HELD) {
            cluster.giveBack(tasks.taskClass(task), tasks.node(task), tasks.devices(task));
            tasks.release(task);
        } else if (tasks.state(task) == TaskState.STOPPING) {
            tasks.keepRunning(task);
        }
    }

    /** Whether a task is there and in this state. */
    private boolean is(int task, TaskState state) {
        return tasks.alive(task) && tasks.state(task) == state;
    }

    /** The way from the control plane into the cluster. */
    private final class EngineActions implements Actions {
        @Override
        public @Nullable Refusal bind(int task, int node, long devices) throws IOException {
            Refusal obstacle = cluster.obstacle(task, node, devices);
            if (obstacle == null) {
                start(queue.timeNanos(), task, node, cluster.devicesFor(task, node, devices));
            } else if (is(task, TaskState.HELD) && tasks.node(task) == node && tasks.endEvent(task) >= 0) {
                startHeld(queue.timeNanos(), task);
                return null;
            }
            return obstacle;
        }

        @Override
        public @Nullable Refusal evict(Decision.Evict evict) throws IOException {
            if (!is(evict.task(), TaskState.RUNNING)) {
                return Refusal.TASK_STATE;
            }
            Simulation.this.evict(queue.timeNanos(), evict);
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
                listener.event(queue.timeNanos(), RunListener.Moment.NOMINATED, tasks, task);
            }
            return null;
        }

        @Override
        public @Nullable Refusal hold(Decision.Hold hold) throws IOException {
            Refusal obstacle = cluster.obstacle(hold.task(), hold.node(), hold.devices());
            if (obstacle == null) {
                Simulation.this.hold(queue.timeNanos(), hold);
            }
            return obstacle;
        }

        @Override
        public @Nullable Refusal release(int task) throws IOException {
            if (!is(task, TaskState.HELD) || tasks.endEvent(task) < 0) {
                return Refusal.TASK_STATE;
            }
            queue.cancel(tasks.endEvent(task));
            Simulation.this.release(queue.timeNanos(), task);
            return null;
        }

        @Override
        public @Nullable Refusal reject(int task, Unfit reasons) throws IOException {
            if (!tasks.alive(task) || !tasks.state(task).waiting()) {
                return Refusal.TASK_STATE;
            }
            tasks.setReason(task, reasons);
            listener.event(queue.timeNanos(), RunListener.Moment.REJECTED, tasks, task);
            return null;
        }

        @Override
        public boolean anyWaiting() {
            return recorder.pending() > 0;
        }

        @Override
        public void wakeAt(long timeNanos, int timer) {
            schedule(Math.max(timeNanos, queue.timeNanos()), EventKind.TIMER, timer);
        }

        @Override
        public void takeEffectAt(long timeNanos, int leader) {
            schedule(timeNanos, EventKind.DECISION, leader);
        }

        @Override
        public void passAt(long timeNanos) {
            scheduleInLane(PASS_LANE, timeNanos, EventKind.PASS);
        }

        @Override
        public void passEarlier(long timeNanos) {
            queue.rescheduleInLane(PASS_LANE, timeNanos);
        }
    }

    /** The way from what breaks into the run. */
    private final class EngineRun implements Faults.Run {
        private final Scheduler.Factory factory;
        private final Draws draws;

        EngineRun(Scheduler.Factory factory, Draws draws) {
            this.factory = factory;
            this.draws = draws;
        }

        @Override
        public int schedule(long timeNanos, EventKind kind, int subject) {
            return Simulation.this.schedule(timeNanos, kind, subject);
        }

        @Override
        public void dropHold(long now, int task) throws IOException {
            queue.cancel(tasks.endEvent(task));
            Simulation.this.dropHold(now, task);
        }

        @Override
        public void freeze(int task) {
            cancelEnd(task);
            tasks.freeze(task);
        }

        @Override
        public void lose(long now, int task, long untilNanos) throws IOException {
            cancelEnd(task);
            if (tasks.state(task) == TaskState.STOPPING) {
                evicted(now, task);
            } else if (tasks.state(task) == TaskState.HELD) {
                release(now, task);
            } else {
                recorder.workLost(task, untilNanos);
                Simulation.this.lose(now, task);
            }
        }

        @Override
        public void restart(long now, int task, long untilNanos) throws IOException {
            recorder.workLost(task, untilNanos);
            int node = tasks.node(task);
            long endNanos = endNanos(now, tasks.workNanos(task), cluster.speed(node));
            int endEvent = endNanos == Long.MAX_VALUE ? -1 : schedule(endNanos, EventKind.TASK_END, task);
            tasks.start(task, now, node, tasks.devices(task), endEvent);
            listener.event(now, RunListener.Moment.RESTARTED, tasks, task);
        }

        @Override
        public void startBound(long now, int task) throws IOException {
            int node = tasks.node(task);
            long devices = tasks.devices(task);
            cluster.giveBack(tasks.taskClass(task), node, devices);
            start(now, task, node, devices);
        }

        @Override
        public Scheduler.Factory factory() {
            return factory;
        }

        @Override
        public Draws draws() {
            return draws;
        }
    }
}
