package io.wavetank.sim;

import io.wavetank.policy.Elastic;
import io.wavetank.policy.FailoverDefaults;
import io.wavetank.policy.LostNodePolicy;
import io.wavetank.policy.TaskView;
import io.wavetank.sim.cluster.Cluster;
import io.wavetank.sim.cluster.TaskState;
import io.wavetank.sim.cluster.TaskTable;
import io.wavetank.sim.control.ControlPlane;
import io.wavetank.sim.scenario.ControllerRule;
import io.wavetank.sim.scenario.FaultScript;
import java.io.IOException;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The controllers of tasks: listens to a run, and acts at the end of each instant in which something is to be done. Without a leader nobody acts. */
final class Controllers implements ControlPlane.Gate {
    private static final String CRASHED = "crashed";

    /** Lets all tasks of a job fail. */
    interface Fate {
        void failForGood(long now, int task, String why) throws IOException;
    }

    private final List<ControllerRule> rules;
    private final StatefulSets sets;
    private final JobControl jobs;
    private final Agenda agenda;
    private final TaskTable tasks;
    private @Nullable ControlPlane control;
    private @Nullable Fate fate;
    private boolean leaderless;
    private boolean paused;
    /** Tasks that crashed, are off their nodes, and wait for their time, so that nobody knows of them. */
    private final SortedSet<Long> backingOff = new TreeSet<>();

    Controllers(FaultScript script, Agenda agenda, Cluster cluster) {
        this.rules = script.controllers();
        this.sets = new StatefulSets(rules, cluster);
        this.jobs = new JobControl(rules, script.crashes(), cluster.tasks());
        this.agenda = agenda;
        this.tasks = cluster.tasks();
    }

    /** Says who carries out what is decided. */
    void carriedOutBy(ControlPlane plane, Fate whoFails) {
        Object scheduler = plane.scheduler();
        if (scheduler instanceof FailoverDefaults system && system.ownControllers()) {
            throw new UnfitSchedulerException(
                    "makes tasks anew by rules of its own; expected no 'controllers', which are those of Kubernetes, or another scheduler");
        }
        boolean anyJob = rules.stream().anyMatch(ControllerRule.Job.class::isInstance);
        if (anyJob && !(scheduler instanceof Elastic)) {
            throw new UnfitSchedulerException("does not cope with tasks that are withdrawn, as those of a job that has"
                    + " failed; expected no jobs among 'controllers', or another scheduler");
        }
        control = plane;
        fate = whoFails;
        plane.gate(this);
    }

    @Override
    public boolean holdsBack(long nowNanos, TaskView task) {
        backingOff.remove(task.sequence());
        return sets.holdsBack(nowNanos, task.index());
    }

    @Override
    public boolean unknown(TaskView task) {
        return sets.unmade(task.index()) || backingOff.contains(task.sequence());
    }

    LostNodePolicy over(LostNodePolicy policy) {
        return sets.over(policy);
    }

    /** Whether a task on a node that is reached again is to be made anew. */
    boolean deleted(long now, int task) {
        return sets.deleted(now, task);
    }

    /** Something is to be done. */
    void due(long now) throws IOException {
        if (leaderless || paused || control == null || fate == null) {
            return;
        }
        for (JobControl.Doomed each : jobs.doomed(now)) {
            if (tasks.alive(each.task())) {
                fate.failForGood(now, each.task(), each.why());
            }
        }
        ControlPlane plane = control;
        sets.sync(now, (at, task) -> plane.released(at, tasks.view(task)));
    }

    private void arrange(long at) {
        if (at != ControllerRule.NEVER) {
            agenda.schedule(at, EventKind.CONTROLLERS, 0);
        }
    }

    /** Passes on what happens to another listener, after taking it in. */
    RunListener around(RunListener listener) {
        return new ForwardingListener(listener) {
            @Override
            public void clusterEvent(long nowNanos, ClusterMoment moment, int node) throws IOException {
                changed(nowNanos, moment);
                inner.clusterEvent(nowNanos, moment, node);
            }

            @Override
            public void event(long nowNanos, Moment moment, TaskTable table, int task) throws IOException {
                happened(nowNanos, moment, task);
                inner.event(nowNanos, moment, table, task);
            }
        };
    }

    /** They are down, or back. */
    void pause(long now, boolean down) {
        paused = down;
        arrange(now);
    }

    private void changed(long now, RunListener.ClusterMoment moment) {
        if (moment == RunListener.ClusterMoment.LEADER_LOST) {
            leaderless = true;
        } else if (moment == RunListener.ClusterMoment.LEADER_ELECTED) {
            leaderless = false;
            arrange(now);
        } else if (moment == RunListener.ClusterMoment.NODE_UP) {
            arrange(now);
        }
    }

    private void happened(long now, RunListener.Moment moment, int task) {
        switch (moment) {
            case SUBMITTED -> arrange(jobs.entered(now, task));
            case STARTED, RESTARTED -> arrange(sets.runs(now, task));
            case LOST, EVICTED -> {
                if (CRASHED.equals(tasks.reason(task))) {
                    backingOff.add(tasks.sequence(task));
                }
                sets.stops(task, true);
                failed(now, task);
            }
            case CRASHED -> {
                sets.stops(task, false);
                failed(now, task);
            }
            case STOPPING -> sets.stops(task, false);
            case FINISHED, FAILED, REMOVED -> {
                backingOff.remove(tasks.sequence(task));
                sets.leaves(task);
                jobs.left(task);
                arrange(now);
            }
            case REJECTED, NOMINATED, HELD, RELEASED, BOUND -> {}
        }
    }

    private void failed(long now, int task) {
        boolean crashed = tasks.state(task) == TaskState.RUNNING || CRASHED.equals(tasks.reason(task));
        if (jobs.failed(task, crashed)) {
            arrange(now);
        }
    }
}
