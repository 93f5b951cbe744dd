package io.wavetank.sim.scenario;

import org.jspecify.annotations.Nullable;

/**
 * One run as resolved, apart from its cluster, its workload and its scheduler.
 *
 * @param seed the key of all draws
 * @param replication the number of the run among runs with the same seed, from 0; draws differ between replications
 * @param decisionTime how long the scheduler thinks
 * @param trigger when the scheduler is given a pass
 * @param ranks the order of what happens at one instant
 * @param untilNanos when the run is cut off; {@link Long#MAX_VALUE} lets it end by itself
 * @param window what part of it the figures are about
 * @param faults what breaks in it
 * @param groupBy the property of tasks by which queueing delays are told apart, a label or {@code priority} or {@code tenant}; empty for none
 * @param elastic what comes and goes in it
 * @param usage what tasks use of what they ask for
 * @param admission who says what may come into the system; null if all may
 */
public record RunSpec(
        long seed,
        int replication,
        DecisionTime decisionTime,
        Trigger trigger,
        EventRanks ranks,
        long untilNanos,
        Window window,
        FaultScript faults,
        String groupBy,
        ElasticSpec elastic,
        UsageModel usage,
        @Nullable AdmissionSpec admission) {
    /** Checks that the window lies within the run. */
    public RunSpec {
        if (window.fromNanos() >= untilNanos
                || (window.toNanos() > untilNanos && window.toNanos() != Window.LAST_SUBMISSION)) {
            throw new IllegalArgumentException("The run ends at " + untilNanos + " ns, before " + window + " does");
        }
    }

    /** A run in which nothing breaks. */
    public RunSpec(
            long seed,
            int replication,
            DecisionTime decisionTime,
            Trigger trigger,
            EventRanks ranks,
            long untilNanos,
            Window window) {
        this(
                seed,
                replication,
                decisionTime,
                trigger,
                ranks,
                untilNanos,
                window,
                FaultScript.NONE,
                "",
                ElasticSpec.NONE,
                UsageModel.NONE,
                null);
    }

    /** A run with nothing but defaults. */
    public static RunSpec of(long seed) {
        return new RunSpec(
                seed,
                0,
                DecisionTime.ZERO,
                Trigger.EVENT_DRIVEN,
                EventRanks.DEFAULT,
                Long.MAX_VALUE,
                Window.SUBMISSIONS);
    }

    /** Returns the same run as another replication. */
    public RunSpec withReplication(int number) {
        return new RunSpec(
                seed,
                number,
                decisionTime,
                trigger,
                ranks,
                untilNanos,
                window,
                faults,
                groupBy,
                elastic,
                usage,
                admission);
    }

    /** Returns the same run with another thinking time. */
    public RunSpec withDecisionTime(DecisionTime time) {
        return new RunSpec(
                seed,
                replication,
                time,
                trigger,
                ranks,
                untilNanos,
                window,
                faults,
                groupBy,
                elastic,
                usage,
                admission);
    }

    /** Returns the same run with another trigger. */
    public RunSpec withTrigger(Trigger other) {
        return new RunSpec(
                seed,
                replication,
                decisionTime,
                other,
                ranks,
                untilNanos,
                window,
                faults,
                groupBy,
                elastic,
                usage,
                admission);
    }

    /** Returns the same run cut off at another time. */
    public RunSpec withUntil(long nanos) {
        return new RunSpec(
                seed,
                replication,
                decisionTime,
                trigger,
                ranks,
                nanos,
                window,
                faults,
                groupBy,
                elastic,
                usage,
                admission);
    }

    /** Returns the same run with figures about another part of it. */
    public RunSpec withWindow(Window other) {
        return new RunSpec(
                seed,
                replication,
                decisionTime,
                trigger,
                ranks,
                untilNanos,
                other,
                faults,
                groupBy,
                elastic,
                usage,
                admission);
    }

    /** Returns the same run with what breaks in it. */
    public RunSpec withFaults(FaultScript script) {
        return new RunSpec(
                seed,
                replication,
                decisionTime,
                trigger,
                ranks,
                untilNanos,
                window,
                script,
                groupBy,
                elastic,
                usage,
                admission);
    }

    /** Returns the same run with queueing delays told apart by a property of tasks. */
    public RunSpec withGroupBy(String property) {
        return new RunSpec(
                seed,
                replication,
                decisionTime,
                trigger,
                ranks,
                untilNanos,
                window,
                faults,
                property,
                elastic,
                usage,
                admission);
    }

    /** Returns the same run in which these come and go. */
    public RunSpec withElastic(ElasticSpec spec) {
        return new RunSpec(
                seed,
                replication,
                decisionTime,
                trigger,
                ranks,
                untilNanos,
                window,
                faults,
                groupBy,
                spec,
                usage,
                admission);
    }

    /** Returns the same run in which tasks use this. */
    public RunSpec withUsage(UsageModel model) {
        return new RunSpec(
                seed,
                replication,
                decisionTime,
                trigger,
                ranks,
                untilNanos,
                window,
                faults,
                groupBy,
                elastic,
                model,
                admission);
    }

    /** Returns the same run into which tasks are let by somebody. */
    public RunSpec withAdmission(@Nullable AdmissionSpec spec) {
        return new RunSpec(
                seed,
                replication,
                decisionTime,
                trigger,
                ranks,
                untilNanos,
                window,
                faults,
                groupBy,
                elastic,
                usage,
                spec);
    }
}
