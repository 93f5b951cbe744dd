package io.wavetank.sim;

import io.wavetank.policy.Draws;
import io.wavetank.policy.Leadership;
import io.wavetank.policy.Scheduler;
import io.wavetank.policy.SchedulerEvent;
import io.wavetank.policy.TaskClass;
import io.wavetank.sim.cluster.Cluster;
import io.wavetank.sim.cluster.TaskState;
import io.wavetank.sim.cluster.TaskTable;
import io.wavetank.sim.control.ControlPlane;
import io.wavetank.sim.control.Managers;
import io.wavetank.sim.record.Recorder;
import io.wavetank.sim.scenario.FaultScript;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who decides in a run: managers of whom one leads, and under them a scheduler and controllers, each of which may be down by itself. While the scheduler is down
 * nothing is placed, and lost nodes are found out about all the same; while the controllers are down it is the other way round.
 */
final class Leaders {
    private static final String LEADERLESS = "control plane down";

    private final NodeFaults.Fate fate;
    private final Scheduler.Factory factory;
    private final Draws draws;
    private final Cluster cluster;
    private final TaskTable tasks;
    private final ControlPlane control;
    private final Recorder recorder;
    private final RunListener listener;
    private final Leadership leadership;
    private final Managers managers;
    private final LostNodes lost;
    private final @Nullable Failovers guards;
    private final @Nullable Controllers controllers;
    private @Nullable TaskCrashes crashes;
    private int elections;
    private boolean electing;
    /** For how many reasons a part is down, and whether the scheduler does not decide, for whatever reason. */
    private int schedulerDown;

    private int controllersDown;
    private int apiDown;
    /** By how much what the scheduler knows is behind, for each reason. */
    private final List<Long> behind = new ArrayList<>();

    private boolean stopped;
    private int starts;

    Leaders(
            Leadership leadership,
            NodeFaults.Fate fate,
            Scheduler.Factory factory,
            Draws draws,
            Cluster cluster,
            ControlPlane control,
            Recorder recorder,
            RunListener listener,
            LostNodes lost,
            @Nullable Failovers guards,
            @Nullable Controllers controllers) {
        this.leadership = leadership;
        this.managers = new Managers(leadership);
        this.fate = fate;
        this.factory = factory;
        this.draws = draws;
        this.cluster = cluster;
        this.tasks = cluster.tasks();
        this.control = control;
        this.recorder = recorder;
        this.listener = listener;
        this.lost = lost;
        this.guards = guards;
        this.controllers = controllers;
    }

    /** Tasks may crash too. */
    void mayCrash(TaskCrashes which) {
        crashes = which;
    }

    /** Managers go down, or come back. */
    void managers(long now, List<Integer> which, boolean breaks) throws IOException {
        managers.change(which, breaks ? 1 : -1);
        if (!managers.led() && !recorder.leaderless()) {
            recorder.leaderLost(LEADERLESS, now);
            listener.clusterEvent(now, RunListener.ClusterMoment.LEADER_LOST, -1);
            stopScheduler(now);
        }
        boolean candidates = !managers.led() && managers.quorum();
        if (candidates && !electing) {
            fate.schedule(Math.addExact(now, leadership.electionNanos()), EventKind.ELECTION, ++elections);
        } else if (!candidates) {
            elections++;
        }
        electing = candidates;
    }

    /** A part of the control plane goes down, or comes back. */
    void part(long now, FaultScript.PartDown what, boolean breaks) throws IOException {
        if (breaks) {
            recorder.broke(what.name(), now);
        } else {
            recorder.mended(what.name(), now);
        }
        int by = breaks ? 1 : -1;
        apiDown += what.part() == FaultScript.Part.API_SERVER ? by : 0;
        if (what.part() != FaultScript.Part.CONTROLLERS) {
            schedulerDown += by;
            starts++;
            if (schedulerDown > 0) {
                stopScheduler(now);
            } else if (managers.led()) {
                fate.schedule(Math.addExact(now, leadership.electionNanos()), EventKind.ELECTION, -starts);
            }
        }
        if (what.part() != FaultScript.Part.SCHEDULER) {
            controllersDown += by;
            pauseControllers(now, controllersDown > 0);
        }
    }

    /** Whether the control plane can be asked: it has a leader, and its API server is there. */
    boolean answers() {
        return !recorder.leaderless() && apiDown == 0;
    }

    /** What the scheduler knows falls behind, or is up to date again. */
    void behind(long now, FaultScript.CachesBehind what, boolean breaks) {
        if (breaks) {
            recorder.broke(what.name(), now);
            behind.add(what.behindNanos());
        } else {
            recorder.mended(what.name(), now);
            behind.remove(what.behindNanos());
        }
        control.behind(behind.isEmpty() ? 0 : Collections.max(behind));
    }

    private void pauseControllers(long now, boolean paused) throws IOException {
        boolean goOn = lost.pause(paused);
        if (controllers != null) {
            controllers.pause(now, paused);
        }
        if (goOn && !recorder.leaderless()) {
            lost.watchAgain(now);
            if (guards != null) {
                guards.watchedAgain(now);
            }
        }
    }

    private void stopScheduler(long now) throws IOException {
        if (stopped) {
            return;
        }
        stopped = true;
        if (leadership.livesOn()) {
            control.leaderChanged(now, new SchedulerEvent.LeaderLost());
            return;
        }
        control.leaderLost();
        for (int task : inOrder(TaskState.HELD)) {
            if (tasks.hasEnd(task)) { // what is bound on a node that is down is bound
                fate.dropHold(now, task);
            }
        }
    }

    /** An election is over: of a leader by its number, or of a scheduler by one below 0. */
    void elected(long now, int election) throws IOException {
        if (election < 0) {
            if (-election == starts && schedulerDown == 0 && managers.led()) {
                startScheduler(now);
            }
            return;
        }
        if (election != elections || !electing) {
            return;
        }
        electing = false;
        managers.elect();
        recorder.leaderElected(LEADERLESS, now);
        listener.clusterEvent(now, RunListener.ClusterMoment.LEADER_ELECTED, -1);
        if (schedulerDown == 0) {
            startScheduler(now);
        }
        lost.watchAgain(now);
    }

    private void startScheduler(long now) throws IOException {
        if (!stopped) {
            return;
        }
        stopped = false;
        if (leadership.livesOn()) {
            control.leaderChanged(now, new SchedulerEvent.LeaderElected());
        } else {
            takeOver(now);
        }
    }

    /** A new scheduler comes to a cluster on which nothing runs, and is told of one task after the other. */
    private void takeOver(long now) throws IOException {
        List<Integer> placed = inOrder(TaskState.RUNNING, TaskState.STOPPING, TaskState.HELD);
        for (int task : placed) {
            cluster.giveBack(tasks.taskClass(task), tasks.node(task), tasks.devices(task));
        }
        cluster.reclaimNothing();
        Draws whole = draws.stream("scheduler");
        control.leaderElected(factory.create(
                cluster,
                starts == 0
                        ? whole.stream("leader " + elections)
                        : whole.stream("leader " + elections + "." + starts)));
        for (int task : placed) {
            TaskClass taskClass = tasks.taskClass(task);
            cluster.take(taskClass, tasks.node(task), tasks.devices(task));
            control.taskFound(now, tasks.view(task), tasks.node(task));
        }
        for (int task : inOrder(TaskState.PENDING, TaskState.EVICTED, TaskState.LOST)) {
            boolean kept = guards != null && guards.keeps(task);
            if (!kept && (crashes == null || !crashes.waitsUnknown(task))) {
                control.taskSubmitted(now, tasks.view(task));
            }
        }
    }

    /** The tasks in some states, in the order of submission. */
    private List<Integer> inOrder(TaskState... states) {
        List<Integer> found = new ArrayList<>();
        for (int task = 0; task < tasks.rows(); task++) {
            if (tasks.alive(task) && List.of(states).contains(tasks.state(task))) {
                found.add(task);
            }
        }
        found.sort(Comparator.comparingLong(tasks::sequence));
        return found;
    }
}
