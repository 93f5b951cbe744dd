package io.wavetank.sim.record;

import io.wavetank.policy.EvictionCause;
import io.wavetank.policy.Metered;
import io.wavetank.policy.Resources;
import io.wavetank.sim.cluster.Cluster;
import io.wavetank.sim.cluster.TaskTable;
import io.wavetank.sim.execution.WorkLedger;
import io.wavetank.sim.scenario.Window;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Takes in what happens in a run and keeps its statistics; its size does not depend on how many tasks there were. */
public final class Recorder {
    private final Cluster cluster;
    private final TaskTable tasks;
    private final int headline;
    private final Occupancy occupancy;
    private final TaskFigures figures;
    private final @Nullable WaitGroups groups;
    private final Samples samples;
    private final Fragmentation fragmentation;
    private final @Nullable Metered metered;
    private final boolean faulty;
    private final FaultLog faults = new FaultLog();
    private final Availability availability;
    /** Kept where anything may break. */
    private final @Nullable FailoverLog failover;

    private final MaintenanceLog maintenance = new MaintenanceLog();
    private final WorkAccount work = new WorkAccount();
    private boolean leaderless;
    /** When something is due next that does not wait for what happens: a sample, or an end of the window. */
    private long dueNanos;

    private long lost;
    private long removed;
    private long failed;
    private long losses;
    private long submitted;
    private long finished;
    private long pending;
    private long running;
    private long evicted;
    private long stillRunning;
    private long neverPlaced;
    private final Map<EvictionCause, Long> evictions = new EnumMap<>(EvictionCause.class);

    /**
     * Creates the recorder of one run.
     *
     * @param spanNanosHint about how long submissions go on; 0 if unknown
     * @param window what part of the run the figures are about
     * @param metered the scheduler, if it counts things of its own
     * @param faulty whether anything may break
     * @param groupBy the property of tasks by which waits are told apart; empty for none
     * @param gauges what is sampled beside the rest where nodes come and go; null where they stay
     * @param guarded what is sampled of services with policies of failover; null where there are none
     */
    public Recorder(
            Cluster cluster,
            long spanNanosHint,
            Window window,
            @Nullable Metered metered,
            boolean faulty,
            String groupBy,
            @Nullable Gauges gauges,
            @Nullable Gauges guarded) {
        this.cluster = cluster;
        this.tasks = cluster.tasks();
        this.metered = metered;
        this.faulty = faulty;
        this.headline = cluster.offers(Resources.GPU) ? Resources.GPU : Resources.CPU;
        this.availability = new Availability(cluster);
        this.failover = faulty ? new FailoverLog(cluster) : null;
        this.groups = groupBy.isEmpty() ? null : new WaitGroups(groupBy);
        GroupShares shares = groups == null ? null : new GroupShares(cluster, groups);
        if (shares != null) {
            cluster.observe(shares::changed);
        }
        this.figures = new TaskFigures(tasks, window, groups);
        this.occupancy = new Occupancy(cluster, window, gauges != null, shares);
        this.samples =
                new Samples(cluster, occupancy.bounded(), headline, failover, metered, gauges, guarded, spanNanosHint);
        this.fragmentation = samples.fragmentation();
        this.dueNanos = nextDueNanos();
    }

    /** How many tasks were submitted so far. */
    public long submitted() {
        return submitted;
    }

    /** How many tasks wait to be placed. */
    public long pending() {
        return pending;
    }

    /** How many tasks were submitted and have not ended. */
    public long inSystem() {
        return pending + running;
    }

    /** Time goes on: takes the samples due before {@code nowNanos}, and cuts the window if it begins or ends before. */
    public void advanceTo(long nowNanos) {
        if (dueNanos < nowNanos) {
            occupancy.cutBefore(nowNanos);
            samples.advanceTo(nowNanos, pending, running, leaderless);
            dueNanos = nextDueNanos();
        }
        occupancy.advanceTo(nowNanos);
    }

    private long nextDueNanos() {
        return Math.min(occupancy.nextCutNanos(), samples.timeline().nextNanos());
    }

    /** A task entered the system. */
    public void submitted(long nowNanos, int task) {
        if (submitted++ == 0) {
            samples.timeline().start(nowNanos);
            dueNanos = nextDueNanos();
        }
        pending++;
        occupancy.submitted(nowNanos);
        fragmentation.submitted(tasks.classIndex(task), tasks.taskClass(task));
    }

    /** A task started. */
    public void started(long nowNanos, int task) {
        pending--;
        running++;
        occupancy.started(nowNanos);
        if (failover != null) {
            failover.running(nowNanos, task);
        }
        figures.started(nowNanos, task);
    }

    /** A task ran to its end; its effort came to this, null if its start alone tells. */
    public void finished(long nowNanos, int task, WorkLedger.@Nullable Effort effort) {
        running--;
        finished++;
        occupancy.ended(nowNanos);
        if (effort != null) {
            work.add(coreSeconds(task, nowNanos), effort);
        } else if (faulty) {
            work.useful(coreSeconds(task, nowNanos));
        }
        figures.finished(nowNanos, task);
    }

    /** A task that was stopped by the scheduler is off its node. */
    public void evicted(EvictionCause cause) {
        running--;
        pending++;
        evictions.merge(cause, 1L, Long::sum);
    }

    /** Something begins to be broken; {@code name} says what. */
    public void broke(String name, long nowNanos) {
        faults.began(name, nowNanos);
    }

    /** Something is mended that was broken. */
    public void mended(String name, long nowNanos) {
        faults.ended(name, nowNanos);
    }

    /** Nodes came or went, went down or came up. */
    public void nodesChanged(long nowNanos) {
        availability.changed(nowNanos);
        occupancy.nodesChanged();
    }

    /** A node went down, or is not reached any more. */
    public void nodeAway(long nowNanos, int node) {
        if (failover != null) {
            failover.nodeAway(nowNanos, node);
        }
    }

    /** It was found out that a node is lost. */
    public void nodeLost(long nowNanos, int node) {
        if (failover != null) {
            failover.nodeLost(nowNanos, node);
        }
    }

    /** A node is back; whether it had been found out that it was gone. */
    public void nodeBack(long nowNanos, int node, boolean wasKnown) {
        if (failover != null) {
            failover.nodeBack(nowNanos, node, wasKnown);
        }
    }

    /** What maintenance has come to. */
    public MaintenanceLog maintenance() {
        return maintenance;
    }

    /** A task stopped with its node. */
    public void stopped(long nowNanos, int task) {
        if (failover != null) {
            failover.stopped(nowNanos, task);
        }
    }

    /** A task that had stopped with its node runs again where it is. */
    public void restarted(long nowNanos, int task) {
        if (failover != null) {
            failover.running(nowNanos, task);
        }
    }

    /** What a task had done since its start, until {@code untilNanos}, is gone with its node, but for what is safe; null if nothing is. */
    public void workLost(int task, long untilNanos, WorkLedger.@Nullable Effort effort) {
        losses++;
        if (effort == null) {
            work.lost(coreSeconds(task, untilNanos));
        } else {
            work.add(coreSeconds(task, untilNanos), effort);
        }
    }

    /** An attempt of a task is over, or the run; its effort came to this. */
    public void worked(int task, long untilNanos, WorkLedger.Effort effort) {
        work.add(coreSeconds(task, untilNanos), effort);
    }

    private double coreSeconds(int task, long untilNanos) {
        double seconds = Math.max(0, untilNanos - tasks.startNanos(task)) / 1e9;
        return seconds * tasks.taskClass(task).totalRequest(Resources.CPU) / 1000.0;
    }

    /** A task that lost its node waits again. */
    public void lost(long nowNanos, int task) {
        running--;
        pending++;
        if (failover != null) {
            failover.givenUp(nowNanos, task);
        }
    }

    /** A task has ended in failure that never had a place. */
    public void failedWaiting(long nowNanos, int task) {
        pending--;
        running++;
        failed(nowNanos, task);
    }

    /** A task that lost its node has ended in failure. */
    public void failed(long nowNanos, int task) {
        running--;
        if (failover != null) {
            failover.failed(nowNanos, task);
        }
        failed++;
        occupancy.ended(nowNanos);
        figures.failed(nowNanos, task);
    }

    /** A task that waited is no longer wanted. */
    public void withdrawn(long nowNanos, int task) {
        pending--;
        removed++;
        if (failover != null) {
            failover.failed(nowNanos, task);
        }
        figures.withdrawn(nowNanos, task);
    }

    /** A task that was no longer wanted is off its node. */
    public void removed(long nowNanos, int task) {
        running--;
        removed++;
        if (failover != null) {
            failover.failed(nowNanos, task);
        }
        occupancy.ended(nowNanos);
    }

    /** Whether the control plane is without a leader. */
    public boolean leaderless() {
        return leaderless;
    }

    /** The control plane lost its leader; {@code name} is what the stretch is called. */
    public void leaderLost(String name, long nowNanos) {
        leaderless = true;
        faults.began(name, nowNanos);
    }

    /** The control plane has a leader again. */
    public void leaderElected(String name, long nowNanos) {
        leaderless = false;
        faults.ended(name, nowNanos);
    }

    /** The run ends with this task in the system. */
    public void unfinished(long nowNanos, int task) {
        if (failover != null) {
            failover.failed(nowNanos, task);
        }
        switch (tasks.state(task)) {
            case PENDING -> neverPlaced++;
            case RUNNING -> stillRunning++;
            case EVICTED -> evicted++;
            case LOST -> lost++;
            case FINISHED, FAILED, STOPPING, HELD, REMOVED ->
                throw new IllegalStateException("Task " + tasks.id(task) + " is left " + tasks.state(task));
        }
        figures.unfinished(nowNanos, task, cluster.fastest());
    }

    /** Returns how many tasks ended in which state. */
    public RunResult.TaskCounts counts() {
        var byCause = new TreeMap<String, Long>();
        for (EvictionCause cause : EvictionCause.values()) {
            byCause.put(cause.word(), evictions.getOrDefault(cause, 0L));
        }
        return new RunResult.TaskCounts(
                submitted,
                finished,
                failed,
                evicted,
                stillRunning,
                neverPlaced,
                lost,
                removed,
                losses,
                work.lost(),
                work.useful(),
                work.overhead(),
                byCause);
    }

    /** Returns what the run says. */
    public RunResult result(
            long endNanos,
            long events,
            long decisions,
            long refusals,
            DecisionWork tries,
            @Nullable ElasticFigures elastic,
            AdmissionFigures admission,
            List<GuardedFigures> guarded,
            List<RolloutFigures> rollouts) {
        occupancy.close(endNanos);
        long fromNanos = occupancy.fromNanos();
        long toNanos = occupancy.toNanos();
        return new RunResult(
                counts(),
                fromNanos,
                toNanos,
                endNanos,
                occupancy.allocation(),
                cluster.resources().name(headline),
                samples.timeline().fragmentation(fromNanos, toNanos),
                figures.queueingDelay(),
                figures.completion(),
                figures.slowdown(),
                figures.boundedSlowdown(),
                events,
                decisions,
                refusals,
                samples.timeline(),
                samples.columns(),
                metered == null ? new TreeMap<>() : metered.counts(),
                faults.until(endNanos),
                faulty ? availability.means(fromNanos, toNanos) : new TreeMap<>(),
                groups == null ? GroupedWaits.NONE : groups.result(occupancy.dominantShares()),
                elastic,
                failover == null ? FailoverFigures.NONE : failover.figures(maintenance.figures()),
                tries,
                admission,
                guarded,
                rollouts);
    }
}
