package io.wavetank.sim;

import io.wavetank.policy.Decision;
import io.wavetank.policy.Draws;
import io.wavetank.policy.EvictionCause;
import io.wavetank.policy.TaskClass;
import io.wavetank.sim.cluster.Cluster;
import io.wavetank.sim.cluster.TaskTable;
import io.wavetank.sim.control.ControlPlane;
import io.wavetank.sim.failure.FailoverSite;
import io.wavetank.sim.failure.Guard;
import io.wavetank.sim.record.Gauges;
import io.wavetank.sim.record.GuardedFigures;
import io.wavetank.sim.record.Recorder;
import io.wavetank.sim.replica.Replica;
import io.wavetank.sim.scenario.GuardedService;
import io.wavetank.sim.scenario.RunSpec;
import io.wavetank.sim.traffic.ClusterTraffic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The services of a run that have policies of failover of their own: what happens to their tasks is told to their {@link Guard}s, and done for them. */
final class Failovers implements FailoverSite, Gauges {
    private final List<Guard> guards = new ArrayList<>();
    private final Reminders reminders = new Reminders();
    private final Agenda agenda;
    private final Cluster cluster;
    private final TaskTable tasks;
    private final @Nullable ClusterTraffic traffic;
    private final long untilNanos;
    private final SpreadTasks spread = new SpreadTasks();
    private @Nullable Guard[] guardOf = new @Nullable Guard[64];
    private @Nullable Means means;
    private IntFunction<@Nullable Replica> replicas = task -> null;

    private record Means(
            Faults faults, Execution execution, Disruptions evictions, ControlPlane control, Recorder recorder) {}

    Failovers(RunSpec spec, Agenda agenda, Cluster cluster, Draws draws, @Nullable ClusterTraffic traffic) {
        this.agenda = agenda;
        this.cluster = cluster;
        this.tasks = cluster.tasks();
        this.traffic = traffic;
        this.untilNanos = spec.untilNanos();
        for (GuardedService each : spec.faults().failover().guarded()) {
            guards.add(new Guard(each, cluster, this, spec.window(), draws));
        }
    }

    /** What is decided is done by these. */
    void carriedOutBy(
            Faults faults, Execution execution, Disruptions evictions, ControlPlane control, Recorder recorder) {
        means = new Means(faults, execution, evictions, control, recorder);
    }

    /** Tasks that are replicas of services have these, which say when they are ready, and are told whether they take load. */
    void haveReplicas(IntFunction<@Nullable Replica> of) {
        replicas = of;
    }

    /** At the end of the instant its guard is told whether a replica is ready, if it takes it for something else. */
    private void readyChanged(long now, Replica replica) {
        int task = replica.task();
        remind(now, time -> {
            Guard guard = guardOf(task);
            if (guard == null || replicas.apply(task) != replica || guard.runs(task) == replica.ready()) {
                return;
            } else if (replica.ready()) {
                guard.started(time, task);
            } else {
                guard.stopped(time, task, false);
            }
        });
    }

    private Means means() {
        if (means == null) {
            throw new IllegalStateException("The run has not been set up");
        }
        return means;
    }

    void begin() {
        guards.forEach(Guard::begin);
    }

    /** Something was arranged for now. */
    void due(long now, int slot) throws IOException {
        reminders.take(slot).due(now);
    }

    private @Nullable Guard guardOf(int task) {
        return task < guardOf.length ? guardOf[task] : null;
    }

    private @Nullable Guard choose(TaskClass taskClass) {
        for (Guard each : guards) {
            if (each.service().of(taskClass)) {
                return each;
            }
        }
        return null;
    }

    /** Returns a task as it asks to be placed: spread, if its policy has it so. */
    Submission spread(Submission task) {
        return spread.of(task, choose(task.taskClass()));
    }

    /** Whether a task that has just come may be placed now. */
    boolean admits(long now, int task) {
        Guard guard = guardOf(task);
        return guard == null || guard.admits(now, task);
    }

    /** Whether a task waits that nobody is told of yet. */
    boolean keeps(int task) {
        Guard guard = guardOf(task);
        return guard != null && guard.keeps(task);
    }

    /** Nodes are watched again: what was to be given up meanwhile is now. */
    void watchedAgain(long now) {
        guards.forEach(each -> each.giveUpDue(now));
    }

    /** Whether a policy says when a task on a lost node is given up. */
    boolean givesUp(int task) {
        Guard guard = guardOf(task);
        return guard != null && guard.traits().givesUp();
    }

    /** The node of a task is to be emptied or taken away; says whether a policy sees to that. */
    boolean leaves(long now, int task, long graceNanos) {
        Guard guard = guardOf(task);
        return guard != null && guard.leaves(now, task, graceNanos);
    }

    @Override
    public List<String> names() {
        return guards.stream().map(each -> "serving_" + each.name()).toList();
    }

    @Override
    public void read(long[] into, int at) {
        for (int i = 0; i < guards.size(); i++) {
            into[at + i] = guards.get(i).servingNow();
        }
    }

    List<GuardedFigures> figures(long endNanos) {
        return guards.stream().map(each -> each.figures(endNanos, untilNanos)).toList();
    }

    /** Returns the listener of requests that hears of tasks with guards when these serve. */
    RunListener before(ClusterTraffic requests) {
        return new Gate(requests);
    }

    /** Returns a listener that hears of everything before its guards do. */
    RunListener around(RunListener inner) {
        return new Ear(inner);
    }

    @Override
    public void remind(long timeNanos, Reminders.Reminder reminder) {
        agenda.schedule(timeNanos, EventKind.FAILOVER, reminders.keep(reminder));
    }

    @Override
    public boolean giveUp(long now, int task) throws IOException {
        return means().faults.giveUp(now, task);
    }

    @Override
    public boolean evict(long now, int task, String reason) throws IOException {
        Disruptions evictions = means().evictions;
        evictions.look();
        if (means().recorder.leaderless() || evictions.isLeaving(task) || !evictions.allows(task)) {
            return false;
        }
        if (replicas.apply(task) == null) {
            means().execution.evict(now, new Decision.Evict(task, EvictionCause.MOVED, 0, reason));
        } else {
            evictions.evict(now, task, 0); // another is made for it, which is placed as it can be now
        }
        return true;
    }

    @Override
    public void takeOff(long now, int task, long pauseNanos) throws IOException {
        means().execution.move(now, task, pauseNanos);
    }

    @Override
    public void setClosed(long now, int node, boolean value) throws IOException {
        cluster.setCordoned(node, value);
        means().recorder.nodesChanged(now);
        if (!value) {
            means().control.nodeBack(now, node);
        }
    }

    @Override
    public void admit(long now, int task) throws IOException {
        means().control
                .taskSubmitted(
                        now, tasks.view(task)); // where nobody hears of it, the next leader is told of all that wait
    }

    @Override
    public void takesRequests(long now, int task) {
        Replica replica = replicas.apply(task);
        if (replica != null) {
            replica.setStandsBy(now, false);
        } else if (traffic != null) {
            traffic.event(now, RunListener.Moment.STARTED, tasks, task);
        }
    }

    @Override
    public void takesNone(long now, int task, boolean dead) {
        Replica replica = replicas.apply(task);
        if (replica != null) {
            replica.setStandsBy(now, true);
        } else if (traffic != null) {
            traffic.event(now, dead ? RunListener.Moment.LOST : RunListener.Moment.STOPPING, tasks, task);
        }
    }

    /** Requests do not reach tasks with guards by their start alone; replicas of services take them when they are told to. */
    private final class Gate extends ForwardingListener {
        Gate(ClusterTraffic requests) {
            super(requests);
        }

        @Override
        public void event(long now, Moment moment, TaskTable table, int task) throws IOException {
            boolean starts = moment == Moment.STARTED || moment == Moment.RESTARTED;
            if (!starts || guardOf(task) == null || replicas.apply(task) != null) {
                inner.event(now, moment, table, task);
            }
        }
    }

    /** Tells guards. */
    private final class Ear extends ForwardingListener {
        Ear(RunListener inner) {
            super(inner);
        }

        @Override
        public void event(long now, Moment moment, TaskTable table, int task) throws IOException {
            inner.event(now, moment, table, task);
            if (moment == Moment.SUBMITTED) {
                entered(now, task);
                return;
            }
            Guard guard = guardOf(task);
            if (guard != null) {
                tell(now, moment, task, guard);
            }
            if (moment == Moment.FINISHED || moment == Moment.FAILED || moment == Moment.REMOVED) {
                guards.forEach(each -> each.roomier(now));
            }
        }

        private void entered(long now, int task) {
            if (task >= guardOf.length) {
                guardOf = Arrays.copyOf(guardOf, Math.max(task + 1, 2 * guardOf.length));
            }
            Guard guard = choose(tasks.taskClass(task));
            guardOf[task] = guard;
            if (guard != null) {
                guard.entered(now, task, tasks.view(task));
                Replica replica = replicas.apply(task);
                if (replica != null) {
                    replica.keptBy(Failovers.this::readyChanged);
                }
            }
        }

        private void tell(long now, Moment moment, int task, Guard guard) throws IOException {
            switch (moment) {
                case STARTED, RESTARTED -> {
                    if (replicas.apply(task) == null) {
                        guard.started(now, task);
                    } else {
                        guard.placed(now, task);
                    }
                }
                case STOPPING, CRASHED -> guard.stopped(now, task, false);
                case EVICTED, LOST -> guard.stopped(now, task, true);
                case FINISHED, FAILED, REMOVED -> {
                    guard.gone(now, task);
                    guardOf[task] = null;
                }
                case SUBMITTED, REJECTED, NOMINATED, HELD, RELEASED, BOUND -> {
                    // nothing runs
                }
            }
        }

        @Override
        public void clusterEvent(long now, ClusterMoment moment, int node) throws IOException {
            inner.clusterEvent(now, moment, node);
            for (Guard each : guards) {
                switch (moment) {
                    case NODE_DOWN, NODE_CUT_OFF -> each.nodeAway(now, node);
                    case NODE_LOST -> each.nodeLost(now, node);
                    case NODE_UP -> each.nodeUp(now, node);
                    case LEADER_ELECTED -> each.giveUpDue(now);
                    case LEADER_LOST, NODE_SLOW, NODE_ADDED, NODE_DRAINING, NODE_KEPT, NODE_REMOVED -> {
                        // nothing that stops a task
                    }
                }
            }
        }
    }
}
