package io.wavetank.sim;

import io.wavetank.policy.Decision;
import io.wavetank.policy.Elastic;
import io.wavetank.policy.EvictionCause;
import io.wavetank.policy.InPlaceResize;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.scaling.Updates;
import io.wavetank.sim.cluster.Cluster;
import io.wavetank.sim.cluster.NodeSpec;
import io.wavetank.sim.cluster.TaskState;
import io.wavetank.sim.cluster.TaskTable;
import io.wavetank.sim.control.ControlPlane;
import io.wavetank.sim.record.Recorder;
import io.wavetank.sim.replica.Plant;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The way from what is scaled into the run. */
final class ScaledRun implements Plant {
    private final Agenda agenda;
    private final Arrivals arrivals;
    private final Execution execution;
    private final Cluster cluster;
    private final ControlPlane control;
    private final Recorder recorder;
    private final RunListener listener;
    private final @Nullable Faults faults;

    ScaledRun(
            Agenda agenda,
            Arrivals arrivals,
            Execution execution,
            Cluster cluster,
            ControlPlane control,
            Recorder recorder,
            RunListener listener,
            @Nullable Faults faults) {
        this.agenda = agenda;
        this.arrivals = arrivals;
        this.execution = execution;
        this.cluster = cluster;
        this.control = control;
        this.recorder = recorder;
        this.listener = listener;
        this.faults = faults;
    }

    @Override
    public int submit(long now, Submission submission) throws IOException {
        return arrivals.submitted(now, submission);
    }

    @Override
    public void remove(long now, int task, long stopNanos) throws IOException {
        TaskTable tasks = cluster.tasks();
        if (stopNanos == 0 && tasks.state(task) == TaskState.STOPPING) { // it has no more time
            agenda.cancelEnd(task);
            tasks.setReason(task, Removal.NOT_WANTED);
            execution.evicted(now, task);
        } else {
            execution.remove(now, task, stopNanos);
        }
    }

    @Override
    public void drain(long now, int task, boolean takenAway) throws IOException {
        if (cluster.tasks().state(task) == TaskState.RUNNING) {
            EvictionCause cause = takenAway ? EvictionCause.RECLAIMED : EvictionCause.DRAINED;
            execution.evict(now, new Decision.Evict(task, cause, 0, ""));
        }
    }

    @Override
    public void reclaim(long now, int node, long graceNanos) throws IOException {
        setCordoned(now, node, true);
        if (faults != null) {
            faults.reclaim(now, node, graceNanos);
        }
    }

    @Override
    public Updates.Outcome resize(long now, int task, TaskClass to) throws IOException {
        TaskTable tasks = cluster.tasks();
        if (tasks.state(task) != TaskState.RUNNING) {
            return Updates.Outcome.DEFERRED;
        } else if (!(control.scheduler() instanceof Elastic elastic) || !elastic.resizesInPlace()) {
            return Updates.Outcome.INFEASIBLE;
        }
        int node = tasks.node(task);
        TaskClass before = tasks.taskClass(task);
        if (!(control.scheduler() instanceof InPlaceResize)) {
            return Updates.Outcome.INFEASIBLE;
        }
        if (!cluster.roomFor(before, to, node, false)) {
            return cluster.roomFor(before, to, node, true) ? Updates.Outcome.DEFERRED : Updates.Outcome.INFEASIBLE;
        }
        cluster.resize(before, to, node);
        tasks.become(task, to);
        control.taskResized(now, tasks.view(task), node);
        return Updates.Outcome.DONE;
    }

    @Override
    public int addNode(long now, NodeSpec node) throws IOException {
        int number = cluster.add(node);
        listener.nodeNamed(number, node.name());
        recorder.nodesChanged(now);
        listener.clusterEvent(now, RunListener.ClusterMoment.NODE_ADDED, number);
        if (faults != null) {
            faults.joined(now, number, node);
        }
        control.nodesChanged(now);
        return number;
    }

    @Override
    public void setCordoned(long now, int node, boolean value) throws IOException {
        cluster.setCordoned(node, value);
        recorder.nodesChanged(now);
        if (value) {
            listener.clusterEvent(now, RunListener.ClusterMoment.NODE_DRAINING, node);
        }
    }

    @Override
    public void setClosed(long now, int node, boolean value) throws IOException {
        cluster.setCordoned(node, value);
        recorder.nodesChanged(now);
        if (!value) {
            control.nodesChanged(now);
        }
    }

    @Override
    public void removeNode(long now, int node) throws IOException {
        cluster.remove(node);
        recorder.nodesChanged(now);
        listener.clusterEvent(now, RunListener.ClusterMoment.NODE_REMOVED, node);
    }

    @Override
    public void keepNode(long now, int node) throws IOException {
        setCordoned(now, node, false);
        listener.clusterEvent(now, RunListener.ClusterMoment.NODE_KEPT, node);
        control.nodesChanged(now);
    }

    @Override
    public boolean answers() {
        return faults == null || faults.answers();
    }

    @Override
    public boolean controlled() {
        return faults == null || faults.controlled();
    }

    @Override
    public void schedule(long timeNanos, int slot) {
        agenda.schedule(timeNanos, EventKind.SCALING, slot);
    }
}
