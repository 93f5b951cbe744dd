package io.wavetank.sim.record;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What one run says: counts, means over its window, distributions, and samples over time.
 *
 * @param tasks how many tasks ended in which state
 * @param fromNanos where the window of the figures begins; unless the run says otherwise the first submission
 * @param toNanos where it ends; unless the run says otherwise the last submission, or the end of the run if none was after the beginning
 * @param endNanos the time of the last thing that happened
 * @param allocation what was given out, one entry for each resource that the cluster has a bounded amount of
 * @param headlineResource the name of the resource that heat map and fragmentation are about
 * @param fragmentation see {@link Fragmentation}; NaN if it has no value
 * @param queueingDelay of the tasks submitted in the window, as are the next three: from a task's submission until its first start, in nanoseconds; censored for tasks that never started
 * @param completion from a task's submission until its end, in nanoseconds; censored for tasks that did not end
 * @param slowdown completion over run time, in millionths
 * @param boundedSlowdown {@code max(1, completion / max(run time, 10 s))}, in millionths
 * @param events how many events the engine handled
 * @param decisions how many decisions the scheduler took
 * @param refusals how many of them could not be carried out
 * @param timeline samples; the columns are named by {@code timelineColumns}
 * @param timelineColumns the names of the timeline's columns
 * @param schedulerCounts what the scheduler counted of its own, by name; empty for most
 * @param faults what was broken and when, in the order in which it began
 * @param availability the mean share of the nodes ({@code nodes}) and of each resource that was up and not cordoned over the window; empty if
 *     nothing could break
 * @param waits the queueing delays apart by a property of tasks, if the run asks for it
 * @param elastic what came and went; null if nothing did
 * @param failover how nodes that went down were dealt with
 * @param work what the scheduler went through to decide
 * @param admission what was refused before it came into the system
 * @param guarded how services with a policy of failover of their own came through
 * @param rollouts what became of the services that were rolled out
 */
public record RunResult(
        TaskCounts tasks,
        long fromNanos,
        long toNanos,
        long endNanos,
        List<Allocation> allocation,
        String headlineResource,
        double fragmentation,
        CensoredHistogram queueingDelay,
        CensoredHistogram completion,
        CensoredHistogram slowdown,
        CensoredHistogram boundedSlowdown,
        long events,
        long decisions,
        long refusals,
        Timeline timeline,
        List<String> timelineColumns,
        SortedMap<String, Long> schedulerCounts,
        List<FaultSpan> faults,
        SortedMap<String, Double> availability,
        GroupedWaits waits,
        @Nullable ElasticFigures elastic,
        FailoverFigures failover,
        DecisionWork work,
        AdmissionFigures admission,
        List<GuardedFigures> guarded,
        List<RolloutFigures> rollouts) {
    /** What a run says in which nothing came and went. */
    public RunResult(
            TaskCounts tasks,
            long fromNanos,
            long toNanos,
            long endNanos,
            List<Allocation> allocation,
            String headlineResource,
            double fragmentation,
            CensoredHistogram queueingDelay,
            CensoredHistogram completion,
            CensoredHistogram slowdown,
            CensoredHistogram boundedSlowdown,
            long events,
            long decisions,
            long refusals,
            Timeline timeline,
            List<String> timelineColumns,
            SortedMap<String, Long> schedulerCounts,
            List<FaultSpan> faults,
            SortedMap<String, Double> availability,
            GroupedWaits waits) {
        this(
                tasks,
                fromNanos,
                toNanos,
                endNanos,
                allocation,
                headlineResource,
                fragmentation,
                queueingDelay,
                completion,
                slowdown,
                boundedSlowdown,
                events,
                decisions,
                refusals,
                timeline,
                timelineColumns,
                schedulerCounts,
                faults,
                availability,
                waits,
                null,
                FailoverFigures.NONE,
                DecisionWork.NONE,
                AdmissionFigures.NONE,
                List.of(),
                List.of());
    }

    /** Copies counts and lists. */
    public RunResult {
        availability = Collections.unmodifiableSortedMap(new TreeMap<>(availability));
        faults = List.copyOf(faults);
        guarded = List.copyOf(guarded);
        rollouts = List.copyOf(rollouts);
        schedulerCounts = Collections.unmodifiableSortedMap(new TreeMap<>(schedulerCounts));
    }

    /** The scale of the slowdown distributions: how many units make 1. */
    public static final double SLOWDOWN_UNIT = 1e6;

    /**
     * How many tasks ended in which state: finished, failed, evicted, lost, running, never placed, lost and removed add up to submitted.
     *
     * @param submitted all tasks
     * @param finished ran to their end
     * @param failed ended in failure
     * @param evicted stopped by the scheduler, and waiting at the end of the run
     * @param running running at the end of the run
     * @param neverPlaced never started
     * @param lost on a node that was lost, and waiting at the end of the run
     * @param removed taken out of the system because they were no longer wanted, such as replicas of a service that got smaller
     * @param losses how often a task lost what it had done with its node
     * @param coreSecondsLost what they had done and will have to do again, in cores times seconds
     * @param coreSecondsUseful what was done and not lost again, by tasks that finished or saved it; known where something may break
     * @param coreSecondsOverhead what went into checkpoints and into going on from them
     * @param evictionsByCause how often a task was stopped by the scheduler, by the word for the cause
     */
    public record TaskCounts(
            long submitted,
            long finished,
            long failed,
            long evicted,
            long running,
            long neverPlaced,
            long lost,
            long removed,
            long losses,
            double coreSecondsLost,
            double coreSecondsUseful,
            double coreSecondsOverhead,
            SortedMap<String, Long> evictionsByCause) {
        /** The counts of a run in which no node was lost. */
        public TaskCounts(
                long submitted,
                long finished,
                long failed,
                long evicted,
                long running,
                long neverPlaced,
                SortedMap<String, Long> evictionsByCause) {
            this(submitted, finished, failed, evicted, running, neverPlaced, 0, 0, 0, 0, 0, 0, evictionsByCause);
        }

        /** Copies the counts. */
        public TaskCounts {
            evictionsByCause = Collections.unmodifiableSortedMap(new TreeMap<>(evictionsByCause));
        }

        /** How often a task was stopped by the scheduler, whatever the cause. */
        public long evictions() {
            return evictionsByCause.values().stream().mapToLong(Long::longValue).sum();
        }

        /** The causes for which any task was stopped. */
        public Set<String> causesOfEvictions() {
            Set<String> causes = new TreeSet<>(evictionsByCause.keySet());
            causes.removeIf(cause -> evictions(cause) == 0);
            return causes;
        }

        /** How often a task was stopped for a cause. */
        public long evictions(String cause) {
            return evictionsByCause.getOrDefault(cause, 0L);
        }
    }

    /**
     * What was given out of one resource, as a share of what the nodes offer: where they come and go, of what they offered at the time.
     *
     * @param resource the resource's name
     * @param meanCapacity what the nodes offer, in the unit of the resource: time-weighted mean over the window; NaN if nodes come and go and the window is empty
     * @param mean time-weighted mean over the window
     * @param peak the most at any instant of the window
     * @param meanToLastEnd time-weighted mean from the first submission to the end of the last task that ended
     * @param meanToLastStart time-weighted mean from the first submission to the start of the last task that started
     */
    public record Allocation(
            String resource,
            double meanCapacity,
            double mean,
            double peak,
            double meanToLastEnd,
            double meanToLastStart) {}
}
