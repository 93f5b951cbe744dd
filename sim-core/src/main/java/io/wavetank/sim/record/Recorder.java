package io.wavetank.sim.record;

import io.wavetank.policy.EvictionCause;
import io.wavetank.policy.Metered;
import io.wavetank.policy.Resources;
import io.wavetank.sim.Submission;
import io.wavetank.sim.cluster.Cluster;
import io.wavetank.sim.cluster.TaskState;
import io.wavetank.sim.cluster.TaskTable;
import io.wavetank.sim.execution.WorkLedger;
import io.wavetank.sim.scenario.Window;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Takes in what happens in a run and keeps its statistics; its size does not depend on how many tasks there were. */
public final class Recorder {
    private static final long DEFAULT_INTERVAL_NANOS = 1_000_000_000L;
    private static final double BOUND_NANOS = 10e9;
    private static final int MOST_HEAT_ROWS = 128;
    private static final long NO_SLOWDOWN = (long) RunResult.SLOWDOWN_UNIT;

    private final Cluster cluster;
    private final TaskTable tasks;
    private final int resources;
    private final int headline;
    private final Window window;
    private final HeldAmounts held;
    private final boolean[] bounded;
    private final double[] integralAtFrom;
    private final double[] integralAtTo;
    private final double[] peakAtTo;
    private final double[] integralAtLastSubmit;
    private final double[] integralAtLastEnd;
    private final double[] integralAtLastStart;
    private final double[] peakAtLastSubmit;
    private final CensoredHistogram queueingDelay = new CensoredHistogram();
    private final CensoredHistogram completion = new CensoredHistogram();
    private final CensoredHistogram slowdown = new CensoredHistogram();
    private final CensoredHistogram boundedSlowdown = new CensoredHistogram();
    private final @Nullable WaitGroups groups;
    private final @Nullable GroupShares shares;
    private final Fragmentation fragmentation;
    private final @Nullable Metered metered;
    private final @Nullable Gauges gauges;
    private final boolean faulty;
    private final FaultLog faults = new FaultLog();
    private final Availability availability;
    /** Kept where anything may break. */
    private final @Nullable FailoverLog failover;

    private final MaintenanceLog maintenance = new MaintenanceLog();

    private boolean leaderless;
    private long lost;
    private long removed;
    private long failed;
    private long losses;
    private final WorkAccount work = new WorkAccount();
    private final Timeline timeline;
    private final List<String> timelineColumns = new ArrayList<>();
    private long nextCutNanos;
    private long firstSubmitNanos = -1;
    private long lastSubmitNanos = -1;
    private long lastStartNanos = -1;
    private long lastEndNanos = -1;
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
     */
    public Recorder(
            Cluster cluster,
            long spanNanosHint,
            Window window,
            @Nullable Metered metered,
            boolean faulty,
            String groupBy,
            @Nullable Gauges gauges) {
        this.groups = groupBy.isEmpty() ? null : new WaitGroups(groupBy);
        this.metered = metered;
        this.faulty = faulty;
        this.cluster = cluster;
        this.tasks = cluster.tasks();
        this.resources = cluster.resources().count();
        this.bounded = bounded(cluster);
        this.headline = cluster.offers(Resources.GPU) ? Resources.GPU : Resources.CPU;
        this.gauges = gauges;
        this.window = window;
        this.nextCutNanos = window.fromNanos() >= 0 ? window.fromNanos() : window.toNanos();
        this.shares = groups == null ? null : new GroupShares(cluster, groups);
        if (shares != null) {
            cluster.observe(shares::changed);
        }
        this.held = new HeldAmounts(cluster, gauges != null);
        this.availability = new Availability(cluster);
        this.failover = faulty ? new FailoverLog(tasks, cluster.nodeCount()) : null;
        int amounts = held.count();
        this.integralAtFrom = new double[amounts];
        this.integralAtTo = new double[amounts];
        this.peakAtTo = new double[amounts];
        this.integralAtLastSubmit = new double[amounts];
        this.integralAtLastEnd = new double[amounts];
        this.integralAtLastStart = new double[amounts];
        this.peakAtLastSubmit = new double[amounts];
        this.fragmentation = new Fragmentation(cluster, headline);
        timelineColumns.addAll(List.of("pending", "running", "nodes_up"));
        for (int resource = 0; resource < resources; resource++) {
            if (bounded(resource)) {
                timelineColumns.add(cluster.resources().name(resource) + "_allocated");
                timelineColumns.add(cluster.resources().name(resource) + "_capacity");
                if (faulty) {
                    timelineColumns.add(cluster.resources().name(resource) + "_available");
                }
            }
        }
        if (faulty) {
            timelineColumns.addAll(List.of(
                    "control_plane_up", "nodes_known_lost", "tasks_stopped", "tasks_given_up", "tasks_started_again"));
        }
        if (metered != null) {
            timelineColumns.addAll(metered.gauges());
        }
        if (gauges != null) {
            timelineColumns.addAll(gauges.names());
        }
        long interval =
                spanNanosHint > 0 ? Math.max(1, spanNanosHint / (Timeline.MOST_ROWS * 3 / 4)) : DEFAULT_INTERVAL_NANOS;
        this.timeline = new Timeline(timelineColumns.size(), Math.min(MOST_HEAT_ROWS, cluster.nodeCount()), interval);
    }

    /** Whether the cluster has any of the resource, and not any amount of it. */
    private boolean bounded(int resource) {
        return bounded[resource];
    }

    /** Which resources are told of: decided once, for nodes may come and go. */
    private static boolean[] bounded(Cluster cluster) {
        boolean[] bounded = new boolean[cluster.resources().count()];
        for (int resource = 0; resource < bounded.length; resource++) {
            bounded[resource] = cluster.offers(resource)
                    && !(resource == Resources.PODS && cluster.totalAllocatable(resource) >= Integer.MAX_VALUE);
        }
        return bounded;
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
        cutBefore(nowNanos);
        while (timeline.nextNanos() < nowNanos) {
            sample();
        }
        held.advanceTo(nowNanos);
        if (shares != null) {
            shares.advanceTo(nowNanos);
        }
    }

    private void cutBefore(long nowNanos) {
        while (nextCutNanos < nowNanos) {
            cut();
        }
    }

    /** The window begins or ends at the instant of the next cut, everything of which has happened. */
    private void cut() {
        held.advanceTo(nextCutNanos);
        if (shares != null) {
            shares.cut(nextCutNanos, nextCutNanos == window.fromNanos());
        }
        if (nextCutNanos == window.fromNanos()) {
            held.integrals(integralAtFrom);
            held.forgetPeaks();
            nextCutNanos = window.toNanos();
        } else {
            held.integrals(integralAtTo);
            held.peaks(peakAtTo);
            nextCutNanos = Long.MAX_VALUE;
        }
    }

    private void sample() {
        long[] row = new long[timelineColumns.size()];
        row[0] = pending;
        row[1] = running;
        row[2] = cluster.nodesUp();
        int column = 3;
        for (int resource = 0; resource < resources; resource++) {
            if (bounded(resource)) {
                row[column++] = cluster.totalRequested(resource);
                row[column++] = cluster.totalAllocatable(resource);
                if (faulty) {
                    row[column++] = cluster.totalAvailable(resource);
                }
            }
        }
        if (failover != null) {
            row[column++] = leaderless ? 0 : 1;
            row[column++] = failover.nodesKnown();
            row[column++] = failover.tasksStopped();
            row[column++] = failover.tasksGivenUp();
            row[column++] = failover.tasksStartedAgain();
        }
        if (metered != null) {
            for (long reading : metered.readings()) {
                row[column++] = reading;
            }
        }
        if (gauges != null) {
            gauges.read(row, column);
        }
        double fragmented = timeline.nextIsCoarse() ? fragmentation.now() : Double.NaN;
        timeline.add(row, heat(), fragmented);
    }

    private float[] heat() {
        int groups = timeline.heatRows();
        float[] column = new float[groups];
        for (int group = 0; group < groups; group++) {
            int from = (int) ((long) group * cluster.nodeCount() / groups);
            int to = (int) ((group + 1L) * cluster.nodeCount() / groups);
            double capacity = 0;
            double free = 0;
            for (int node = from; node < to; node++) {
                capacity += cluster.allocatable(headline, node);
                free += cluster.free(headline, node);
            }
            column[group] = capacity == 0 ? Float.NaN : (float) ((capacity - free) / capacity);
        }
        return column;
    }

    /** A task entered the system. */
    public void submitted(long nowNanos, int task) {
        if (submitted++ == 0) {
            firstSubmitNanos = nowNanos;
            timeline.start(nowNanos);
        }
        pending++;
        lastSubmitNanos = nowNanos;
        held.integrals(integralAtLastSubmit);
        held.peaks(peakAtLastSubmit);
        if (shares != null) {
            shares.submitted();
        }
        fragmentation.submitted(tasks.classIndex(task), tasks.taskClass(task));
    }

    /** A task started. */
    public void started(long nowNanos, int task) {
        pending--;
        running++;
        held.changed();
        lastStartNanos = nowNanos;
        held.integrals(integralAtLastStart);
        if (failover != null) {
            failover.running(nowNanos, task);
        }
        if (tasks.attempts(task) == 1 && isInFigures(task)) {
            long delay = nowNanos - tasks.submitNanos(task);
            queueingDelay.observe(delay);
            if (groups != null) {
                groups.of(tasks.taskClass(task)).observe(delay);
            }
        }
    }

    /** A task ran to its end; its effort came to this, null if its start alone tells. */
    public void finished(long nowNanos, int task, WorkLedger.@Nullable Effort effort) {
        running--;
        finished++;
        held.changed();
        lastEndNanos = nowNanos;
        held.integrals(integralAtLastEnd);
        if (effort != null) {
            work.add(coreSeconds(task, nowNanos), effort);
        } else if (faulty) {
            work.useful(coreSeconds(task, nowNanos));
        }
        if (isInFigures(task)) {
            long age = nowNanos - tasks.submitNanos(task);
            completion.observe(age);
            slowdown.observe(slowdown(age, task));
            boundedSlowdown.observe(boundedSlowdown(age, task));
        }
    }

    /** A task that was stopped by the scheduler is off its node. */
    public void evicted(EvictionCause cause) {
        running--;
        pending++;
        evictions.merge(cause, 1L, Long::sum);
        held.changed();
    }

    /** A place was taken for a task that does not run, or given up. */
    public void placesChanged() {
        held.changed();
    }

    /** Something begins to be broken; {@code name} says what. */
    public void broke(String name, long nowNanos) {
        faults.began(name, nowNanos);
    }

    /** Something is mended that was broken. */
    public void mended(String name, long nowNanos) {
        faults.ended(name, nowNanos);
    }

    /** Nodes came or went. */
    public void installedChanged(long nowNanos) {
        held.changed();
        availability.changed(nowNanos);
    }

    /** Nodes went down or came up. */
    public void nodesChanged(long nowNanos) {
        availability.changed(nowNanos);
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
        held.changed();
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
        held.changed();
        lastEndNanos = nowNanos;
        held.integrals(integralAtLastEnd);
        if (isInFigures(task)) {
            completion.censor(nowNanos - tasks.submitNanos(task));
            if (tasks.workNanos(task) != Submission.FOREVER) {
                slowdown.censor(slowdown(nowNanos - tasks.submitNanos(task), task));
                boundedSlowdown.censor(boundedSlowdown(nowNanos - tasks.submitNanos(task), task));
            }
        }
    }

    /** A task that waited is no longer wanted. */
    public void withdrawn(long nowNanos, int task) {
        pending--;
        removed++;
        if (failover != null) {
            failover.failed(nowNanos, task);
        }
        if (isInFigures(task) && tasks.attempts(task) == 0) {
            queueingDelay.censor(nowNanos - tasks.submitNanos(task));
            if (groups != null) {
                groups.of(tasks.taskClass(task)).censor(nowNanos - tasks.submitNanos(task));
            }
        }
    }

    /** A task that was no longer wanted is off its node. */
    public void removed(long nowNanos, int task) {
        running--;
        removed++;
        if (failover != null) {
            failover.failed(nowNanos, task);
        }
        held.changed();
        lastEndNanos = nowNanos;
        held.integrals(integralAtLastEnd);
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
            failover.unfinished(nowNanos, task);
        }
        switch (tasks.state(task)) {
            case PENDING -> neverPlaced++;
            case RUNNING -> stillRunning++;
            case EVICTED -> evicted++;
            case LOST -> lost++;
            case FINISHED, FAILED, STOPPING, HELD, REMOVED ->
                throw new IllegalStateException("Task " + tasks.id(task) + " is left " + tasks.state(task));
        }
        if (isInFigures(task)) {
            long age = nowNanos - tasks.submitNanos(task);
            if (tasks.state(task) == TaskState.PENDING) {
                queueingDelay.censor(age);
                if (groups != null) {
                    groups.of(tasks.taskClass(task)).censor(age);
                }
            }
            completion.censor(age);
            if (tasks.workNanos(task) != Submission.FOREVER) {
                slowdown.censor(slowdown(age, task));
                boundedSlowdown.censor(boundedSlowdown(age, task));
            }
        }
    }

    /** What was there before the run neither waited in it nor shows how long it took. */
    private boolean isInFigures(int task) {
        return window.contains(tasks.submitNanos(task)) && !tasks.found(task);
    }

    private long slowdown(long age, int task) {
        return wasUndisturbed(age, task)
                ? NO_SLOWDOWN
                : (long) (age / (double) tasks.workNanos(task) * RunResult.SLOWDOWN_UNIT);
    }

    /** Most tasks neither wait nor lose anything, and need no division. */
    private boolean wasUndisturbed(long age, int task) {
        return age == tasks.workNanos(task) && age > 0;
    }

    private long boundedSlowdown(long age, int task) {
        return wasUndisturbed(age, task)
                ? NO_SLOWDOWN
                : (long) (Math.max(1, age / Math.max((double) tasks.workNanos(task), BOUND_NANOS))
                        * RunResult.SLOWDOWN_UNIT);
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
            @Nullable ElasticFigures elastic) {
        cutBefore(Long.MAX_VALUE);
        boolean given = window.toNanos() != Window.LAST_SUBMISSION;
        long fromNanos = window.fromNanos() >= 0 ? window.fromNanos() : firstSubmitNanos;
        // of a window that would be empty there is the rest of the run
        boolean toLastSubmit = !given && lastSubmitNanos > fromNanos;
        long toNanos = given ? window.toNanos() : toLastSubmit ? lastSubmitNanos : Math.max(fromNanos, endNanos);
        if (!given && !toLastSubmit) {
            held.advanceTo(toNanos);
            held.integrals(integralAtTo);
            held.peaks(peakAtTo);
            if (shares != null) {
                shares.cut(toNanos, false);
            }
        }
        double[] integral = toLastSubmit ? integralAtLastSubmit : integralAtTo;
        double[] peak = toLastSubmit ? peakAtLastSubmit : peakAtTo;
        var allocation = new ArrayList<RunResult.Allocation>();
        double[] none = new double[integral.length];
        for (int resource = 0; resource < resources; resource++) {
            if (bounded(resource)) {
                allocation.add(new RunResult.Allocation(
                        cluster.resources().name(resource),
                        cluster.totalAllocatable(resource),
                        share(integral, integralAtFrom, toNanos - fromNanos, resource),
                        peak[resource]
                                / (gauges == null ? cluster.totalAllocatable(resource) : peak[resources + resource]),
                        share(integralAtLastEnd, none, lastEndNanos - firstSubmitNanos, resource),
                        share(integralAtLastStart, none, lastStartNanos - firstSubmitNanos, resource)));
            }
        }
        return new RunResult(
                counts(),
                fromNanos,
                toNanos,
                endNanos,
                List.copyOf(allocation),
                cluster.resources().name(headline),
                timeline.fragmentation(fromNanos, toNanos),
                queueingDelay,
                completion,
                slowdown,
                boundedSlowdown,
                events,
                decisions,
                refusals,
                timeline,
                List.copyOf(timelineColumns),
                metered == null ? new TreeMap<>() : metered.counts(),
                faults.until(endNanos),
                faulty ? availability.means(fromNanos, toNanos) : new TreeMap<>(),
                groups == null || shares == null
                        ? GroupedWaits.NONE
                        : groups.result(shares.means(toLastSubmit, toNanos - fromNanos)),
                elastic,
                failover == null ? FailoverFigures.NONE : failover.figures(maintenance.figures()),
                tries);
    }

    /** Returns an integral over a time, in nanoseconds, as a mean share of capacity: of what there was, if that changed. */
    private double share(double[] to, double[] from, long nanos, int resource) {
        double integral = to[resource] - from[resource];
        double installed = gauges == null
                ? (double) nanos * cluster.totalAllocatable(resource)
                : to[resources + resource] - from[resources + resource];
        return nanos <= 0 || installed <= 0
                ? 0
                : gauges == null ? integral / nanos / cluster.totalAllocatable(resource) : integral / installed;
    }
}
