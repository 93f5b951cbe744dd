package io.wavetank.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wavetank.experiment.PolicyCatalog;
import io.wavetank.policy.PolicyEntry;
import io.wavetank.policy.PolicyOptions;
import io.wavetank.policy.Scheduler;
import io.wavetank.policy.testkit.RandomWorkload;
import io.wavetank.policy.testkit.TestTask.TaskSpec;
import io.wavetank.policy.testkit.Workload;
import io.wavetank.sim.Simulation;
import io.wavetank.sim.Submission;
import io.wavetank.sim.SubmissionSource;
import io.wavetank.sim.record.RunResult;
import io.wavetank.sim.scenario.DecisionTime;
import io.wavetank.sim.scenario.RunSpec;
import io.wavetank.sim.scenario.Trigger;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds for every policy under the whole engine and every small workload, with GPUs in pieces, gangs, labels, taints and cordoned nodes; replay
 * one failing seed with {@code -Dproperty.seed=N}.
 */
final class EnginePropertiesTest {
    private static final long SCALE = 1000;
    private static final List<PolicyEntry> POLICIES = new PolicyCatalog()
            .families().stream()
                    .filter(family -> !family.name().equals("external"))
                    .flatMap(family -> family.policies().stream())
                    .toList();

    /**
     * Policies with times of their own: back-off and flushes of kube-scheduler, allocation interval, filters and latency of Mesos, decision times of
     * shared state, latency of probes.
     */
    private static final Set<String> TIME_CONSTANTS =
            Set.of("kubernetes", "mesos", "swarm", "omega", "monolithic", "two-level", "sparrow", "hawk", "eagle");

    private static final Pace AT_ONCE = new Pace(Trigger.EVENT_DRIVEN, DecisionTime.ZERO);
    private static final List<Pace> PACES = List.of(
            AT_ONCE,
            new Pace(Trigger.EVENT_DRIVEN, new DecisionTime(2, 1, 1)),
            new Pace(new Trigger(7, 0), DecisionTime.ZERO),
            new Pace(new Trigger(11, 4), new DecisionTime(0, 1, 0)));

    /** When a scheduler gets a pass and how long it thinks; times in a run are of the order of 1 to 100. */
    private record Pace(Trigger trigger, DecisionTime thinking) {
        RunSpec spec(long seed, long scale) {
            var time = new DecisionTime(
                    thinking.perPassNanos() * scale, thinking.perTaskNanos() * scale, thinking.perNodeNanos() * scale);
            return RunSpec.of(seed)
                    .withTrigger(new Trigger(trigger.intervalNanos() * scale, trigger.size()))
                    .withDecisionTime(time);
        }
    }

    static LongStream seeds() {
        Long only = Long.getLong("property.seed");
        return only == null ? LongStream.range(0, 200) : LongStream.of(only);
    }

    /** The record checks each moment as it comes: capacity, devices, labels, taints, one state at a time, nothing before its submission. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void the_books_balance_the_run_replays_and_time_has_no_scale(long seed) throws IOException {
        Workload workload = RandomWorkload.of(seed);
        Pace pace = PACES.get((int) (seed % PACES.size()));
        for (PolicyEntry policy : POLICIES) {
            var record = new LifeRecord(workload, 1);
            RunResult result = run(policy, workload, pace.spec(seed, 1), record);

            record.checkEnd(result);
            var again = new LifeRecord(workload, 1);
            run(policy, workload, pace.spec(seed, 1), again);
            assertThat(again.text()).as("%s, %s, again", policy.name(), pace).isEqualTo(record.text());
            if (TIME_CONSTANTS.contains(policy.name())) {
                continue;
            }
            var scaled = new LifeRecord(workload.scaled(SCALE), SCALE);
            run(policy, workload.scaled(SCALE), pace.spec(seed, SCALE), scaled);
            assertThat(scaled.text())
                    .as("%s, %s, times a thousand", policy.name(), pace)
                    .isEqualTo(record.text());
        }
    }

    /** At every instant, after all that happened at it, no task waits that fits some node. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void first_fit_without_thinking_leaves_nothing_waiting_that_fits(long seed) throws IOException {
        Workload workload = RandomWorkload.of(seed);
        var record = new LifeRecord(workload, 1).neverIdle();

        RunResult result = run(entry("first-fit"), workload, AT_ONCE.spec(seed, 1), record);

        record.checkEnd(result);
    }

    /** Guards the test above: a queue whose head holds up the rest does leave tasks waiting that fit, and that is noticed. */
    @Test
    void a_head_of_line_is_caught_leaving_something_waiting_that_fits() {
        PolicyEntry policy = entry("first-fit");
        Scheduler.Factory factory = policy.maker().make(PolicyOptions.of(policy, Map.of("queue", "head-of-line")));
        Workload workload = RandomWorkload.of(0);
        var record = new LifeRecord(workload, 1).neverIdle();

        assertThatThrownBy(() -> record.checkEnd(
                        Simulation.run(RunSpec.of(0), record.cluster(), new Tasks(workload.tasks()), factory, record)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("though it fits node");
    }

    /** A run cut off anywhere is the beginning of the whole run. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_run_that_is_cut_off_is_the_beginning_of_the_whole(long seed) throws IOException {
        Workload workload = RandomWorkload.of(seed);
        Pace pace = PACES.get((int) (seed % PACES.size()));
        PolicyEntry policy = POLICIES.get((int) (seed % POLICIES.size()));
        var whole = new LifeRecord(workload, 1);
        run(policy, workload, pace.spec(seed, 1), whole);
        var cut = new LifeRecord(workload, 1);
        long until = whole.lastNanos() / 2;

        RunResult result = run(policy, workload, pace.spec(seed, 1).withUntil(until), cut);

        cut.checkEnd(result);
        assertThat(result.endNanos()).isLessThanOrEqualTo(until);
        assertThat(cut.moments()).isEqualTo(whole.momentsUntil(until));
    }

    private static PolicyEntry entry(String name) {
        return POLICIES.stream()
                .filter(policy -> policy.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static RunResult run(PolicyEntry policy, Workload workload, RunSpec spec, LifeRecord record)
            throws IOException {
        Scheduler.Factory factory = policy.maker().make(PolicyOptions.of(policy, Map.of()));
        return Simulation.run(spec, record.cluster(), new Tasks(workload.tasks()), factory, record);
    }

    private static final class Tasks implements SubmissionSource {
        private final Iterator<TaskSpec> tasks;

        Tasks(List<TaskSpec> tasks) {
            this.tasks = tasks.iterator();
        }

        @Override
        public @Nullable Submission next() {
            if (!tasks.hasNext()) {
                return null;
            }
            TaskSpec task = tasks.next();
            return new Submission(
                    task.id(), "", task.submitNanos(), task.runNanos(), task.estimateNanos(), task.taskClass());
        }
    }
}
