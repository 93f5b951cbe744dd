package io.wavetank.experiment.explain;

import io.wavetank.experiment.OwnedSchedulers;
import io.wavetank.experiment.SchedulerChoice;
import io.wavetank.experiment.UserException;
import io.wavetank.experiment.scenario.Scenario;
import io.wavetank.policy.Account;
import io.wavetank.policy.Explaining;
import io.wavetank.policy.Scheduler;
import io.wavetank.policy.TaskClass;
import io.wavetank.sim.RunListener;
import io.wavetank.sim.Simulation;
import io.wavetank.sim.SubmissionSource;
import io.wavetank.sim.cluster.TaskState;
import io.wavetank.sim.cluster.TaskTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened to one task in a run, step by step, and what each attempt at placing it found out.
 *
 * @param task the task's name
 * @param asked what it asks for
 * @param steps in the order of time
 * @param state its final state
 */
public record Explanation(String task, TaskClass asked, List<Step> steps, TaskState state) {
    /** Something that happened to the task, or an attempt at placing it. */
    public sealed interface Step {
        /** When, in nanoseconds since the start of the run. */
        long timeNanos();
    }

    /**
     * Something that happened to it.
     *
     * @param node where; null if nowhere
     * @param reason why; null if nothing was said
     */
    public record Happened(
            long timeNanos,
            RunListener.Moment moment,
            @Nullable String node,
            @Nullable String reason) implements Step {}

    /** An attempt at placing it. */
    public record Attempted(Account account) implements Step {
        @Override
        public long timeNanos() {
            return account.timeNanos();
        }
    }

    /** Ends a run of which the rest does not matter. */
    private static final class Enough extends RuntimeException {
        private static final long serialVersionUID = 1;

        Enough() {
            super("enough is known", null, false, false);
        }
    }

    /** Copies the steps. */
    public Explanation {
        steps = List.copyOf(steps);
    }

    /**
     * Makes a run again until the task has ended, or to its end.
     *
     * @throws UserException if there is no such task in it
     */
    public static Explanation of(Scenario scenario, SchedulerChoice scheduler, int replication, String task)
            throws IOException, UserException {
        var witness = new Witness(scenario, task);
        var owned = new OwnedSchedulers(scheduler.factory());
        Scheduler.Factory factory = (cluster, draws) -> {
            Scheduler inner = owned.create(cluster, draws);
            if (inner instanceof Explaining explaining) {
                explaining.explain(
                        each -> each.id().equals(task), account -> witness.steps.add(new Attempted(account)));
                return inner;
            }
            return new Onlooker(inner, cluster, task, account -> witness.steps.add(new Attempted(account)));
        };
        try (owned;
                SubmissionSource source = scenario.workload().open(replication)) {
            Simulation.run(scenario.run().withReplication(replication), scenario.cluster(), source, factory, witness);
        } catch (Enough ended) {
            // all is known
        }
        TaskClass asked = witness.asked;
        TaskState state = witness.state;
        if (asked == null || state == null) {
            throw new UserException("There is no task '" + task
                    + "' in this run; its tasks.csv.gz lists them, or their names follow from the workload");
        }
        return new Explanation(task, asked, witness.steps, state);
    }

    /** Notes what happens to the task. */
    private static final class Witness implements RunListener {
        private final Scenario scenario;
        private final String task;
        private final List<Step> steps = new ArrayList<>();
        private @Nullable TaskClass asked;
        private @Nullable TaskState state;

        Witness(Scenario scenario, String task) {
            this.scenario = scenario;
            this.task = task;
        }

        @Override
        public void event(long nowNanos, Moment moment, TaskTable tasks, int row) {
            if (!tasks.id(row).equals(task)) {
                return;
            }
            asked = tasks.taskClass(row);
            int node = moment == Moment.NOMINATED ? tasks.nominatedNode(row) : tasks.node(row);
            Object reason = tasks.reason(row);
            steps.add(new Happened(
                    nowNanos,
                    moment,
                    node < 0 ? null : scenario.cluster().nodes().get(node).name(),
                    reason == null ? null : reason.toString()));
        }

        @Override
        public void finalState(TaskTable tasks, int row, TaskState finalState, long endNanos) {
            if (tasks.id(row).equals(task)) {
                state = finalState;
                throw new Enough();
            }
        }
    }
}
