package io.wavetank.sim.scenario;

import java.util.function.Consumer;
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
        return with(next -> next.replication = number);
    }

    /** Returns the same run with another thinking time. */
    public RunSpec withDecisionTime(DecisionTime time) {
        return with(next -> next.decisionTime = time);
    }

    /** Returns the same run with another trigger. */
    public RunSpec withTrigger(Trigger other) {
        return with(next -> next.trigger = other);
    }

    /** Returns the same run cut off at another time. */
    public RunSpec withUntil(long nanos) {
        return with(next -> next.untilNanos = nanos);
    }

    /** Returns the same run with figures about another part of it. */
    public RunSpec withWindow(Window other) {
        return with(next -> next.window = other);
    }

    /** Returns the same run with what breaks in it. */
    public RunSpec withFaults(FaultScript script) {
        return with(next -> next.faults = script);
    }

    /** Returns the same run with queueing delays told apart by a property of tasks. */
    public RunSpec withGroupBy(String property) {
        return with(next -> next.groupBy = property);
    }

    /** Returns the same run in which these come and go. */
    public RunSpec withElastic(ElasticSpec spec) {
        return with(next -> next.elastic = spec);
    }

    /** Returns the same run in which tasks use this. */
    public RunSpec withUsage(UsageModel model) {
        return with(next -> next.usage = model);
    }

    /** Returns the same run into which tasks are let by somebody. */
    public RunSpec withAdmission(@Nullable AdmissionSpec spec) {
        return with(next -> next.admission = spec);
    }

    private RunSpec with(Consumer<Next> change) {
        var next = new Next(this);
        change.accept(next);
        return next.spec();
    }

    /** A run that differs from another in some parts. */
    private static final class Next {
        private final long seed;
        private int replication;
        private DecisionTime decisionTime;
        private Trigger trigger;
        private final EventRanks ranks;
        private long untilNanos;
        private Window window;
        private FaultScript faults;
        private String groupBy;
        private ElasticSpec elastic;
        private UsageModel usage;
        private @Nullable AdmissionSpec admission;

        Next(RunSpec spec) {
            seed = spec.seed;
            replication = spec.replication;
            decisionTime = spec.decisionTime;
            trigger = spec.trigger;
            ranks = spec.ranks;
            untilNanos = spec.untilNanos;
            window = spec.window;
            faults = spec.faults;
            groupBy = spec.groupBy;
            elastic = spec.elastic;
            usage = spec.usage;
            admission = spec.admission;
        }

        RunSpec spec() {
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
                    admission);
        }
    }
}
