package io.wavetank.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.experiment.PolicyCatalog;
import io.wavetank.policy.CheckpointRule;
import io.wavetank.policy.Draws;
import io.wavetank.policy.PolicyEntry;
import io.wavetank.policy.PolicyFamily;
import io.wavetank.policy.PolicyOptions;
import io.wavetank.policy.RestartBackOff;
import io.wavetank.policy.Scheduler;
import io.wavetank.policy.testkit.RandomWorkload;
import io.wavetank.policy.testkit.TestTask.TaskSpec;
import io.wavetank.policy.testkit.Workload;
import io.wavetank.sim.Simulation;
import io.wavetank.sim.Submission;
import io.wavetank.sim.SubmissionSource;
import io.wavetank.sim.record.RunResult;
import io.wavetank.sim.scenario.Checkpointing;
import io.wavetank.sim.scenario.Crashes;
import io.wavetank.sim.scenario.DecisionTime;
import io.wavetank.sim.scenario.FailoverSettings;
import io.wavetank.sim.scenario.FailureProcess;
import io.wavetank.sim.scenario.FaultScript;
import io.wavetank.sim.scenario.Impairment;
import io.wavetank.sim.scenario.Maintenance;
import io.wavetank.sim.scenario.RandomTime;
import io.wavetank.sim.scenario.RunSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds for every policy, every small workload and whatever breaks: the {@link LifeRecord} checks each moment as it comes, and a run that is
 * made again is the same. Replay one failing seed with {@code -Dproperty.seed=N}.
 */
final class FaultPropertiesTest {
    private static final long SECOND = 1_000_000_000L;
    private static final List<Choice> POLICIES = policies();

    /** A policy and how it is set up. */
    private record Choice(PolicyEntry entry, Map<String, String> options) {
        @Override
        public String toString() {
            return entry.name() + options;
        }
    }

    /** All policies as they are, and frameworks of each kind, with and without quota. */
    private static List<Choice> policies() {
        List<Choice> all = new ArrayList<>();
        for (PolicyFamily family : new PolicyCatalog().families()) {
            for (PolicyEntry entry : family.name().equals("external") ? List.<PolicyEntry>of() : family.policies()) {
                all.add(new Choice(entry, Map.of()));
                if (entry.name().equals("mesos")) {
                    all.add(new Choice(
                            entry, Map.of("frameworks", "kind=marathon;refuse=20s;takes=priority>=1|kind=batch")));
                    all.add(new Choice(entry, Map.of("frameworks", "kind=greedy", "latency", "300ms")));
                    String fails = "kind=marathon;takes=priority>=1;fails_at=12s;back_after=20s;failover_timeout=6s"
                            + "|kind=greedy;fails_at=30s;back_after=4s;failover_timeout=40s";
                    all.add(new Choice(entry, Map.of("frameworks", fails)));
                    String hoards = "kind=hoarding;gang=2;hold=20s;takes=priority>=1;think_per_offer=100ms|kind=batch";
                    all.add(new Choice(entry, Map.of("frameworks", hoards, "quota", "role=batch;cpus=4")));
                }
            }
        }
        return all;
    }

    static LongStream seeds() {
        Long only = Long.getLong("property.seed");
        return only == null ? LongStream.range(0, 200) : LongStream.of(only);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatever_breaks_the_books_balance_and_the_run_replays(long seed) throws IOException {
        Workload workload = RandomWorkload.ofFittingTasks(seed).scaled(SECOND);
        RunSpec spec = RunSpec.of(seed)
                .withDecisionTime(seed % 2 == 0 ? DecisionTime.ZERO : new DecisionTime(2 * SECOND, SECOND, SECOND / 2))
                .withFaults(script(seed, workload.nodes().size()));
        for (Choice policy : POLICIES) {
            var record = record(workload, spec);
            RunResult result = run(policy, workload, spec, record);

            record.checkEnd(result);
            if (!policy.entry().name().equals("mesos") || policy.options().isEmpty()) {
                assertThat(result.tasks().finished())
                        .as("%s, all that fits is done when nothing is broken any more", policy)
                        .isEqualTo(workload.tasks().size());
            }
            var again = record(workload, spec);
            run(policy, workload, spec, again);
            assertThat(again.text()).as("%s, again", policy).isEqualTo(record.text());
        }
    }

    private static LifeRecord record(Workload workload, RunSpec spec) {
        var record = new LifeRecord(workload, SECOND);
        return spec.faults().needsLedger() ? record.ofAnyLength() : record;
    }

    /** Outages that end, of a workload whose times are of the order of 1 s to 100 s. */
    private static FaultScript script(long seed, int nodes) {
        Draws draws = new Draws(seed, 0).stream("faults");
        List<FaultScript.Outage> outages = new ArrayList<>();
        int count = 1 + draws.below(6, 0, 0);
        for (int i = 1; i <= count; i++) {
            long from = draws.below(100, i, 0);
            long to = from + draws.below(40, i, 1);
            if (draws.below(3, i, 4) > 0) {
                List<Integer> gone = new ArrayList<>();
                for (int node = 0; node < nodes; node++) {
                    if (draws.below(3, i, 5 + node) == 0) {
                        gone.add(node);
                    }
                }
                outages.add(outage("fault " + i, from * SECOND, to * SECOND, gone, draws.below(8, i, 2)));
                continue;
            }
            if (draws.below(3, i, 100) == 0) {
                if (draws.below(4, i, 102) == 0) {
                    long behind = (1 + draws.below(10, i, 103)) * SECOND;
                    outages.add(new FaultScript.CachesBehind("fault " + i, from * SECOND, to * SECOND, behind));
                    continue;
                }
                FaultScript.Part part = List.of(FaultScript.Part.values()).get(draws.below(3, i, 101));
                outages.add(new FaultScript.PartDown("fault " + i, from * SECOND, to * SECOND, part));
                continue;
            }
            List<Integer> managers = draws.below(2, i, 2) == 0 ? List.of() : List.of(draws.below(3, i, 3));
            outages.add(new FaultScript.ManagersDown("fault " + i, from * SECOND, to * SECOND, managers));
        }
        boolean own = draws.below(2, 0, 2) == 0; // as each system has it, or all in the same way
        var failover = new FailoverSettings(
                3,
                draws.below(6, 0, 1) * SECOND,
                own ? null : Long.valueOf(draws.below(3, 0, 3) * SECOND),
                own ? null : Long.valueOf(draws.below(8, 0, 4) * SECOND),
                own ? null : Long.valueOf(draws.below(4, 0, 5) * SECOND),
                own ? null : Long.valueOf(draws.below(3, 0, 6) * (6 * SECOND)),
                own ? null : Boolean.valueOf(draws.below(2, 0, 7) == 0),
                Integer.MAX_VALUE);
        var script = new FaultScript(outages, draws.below(3, 0, 8) == 0 ? atRandom(nodes) : List.of(), failover);
        if (draws.below(4, 0, 12) == 0) {
            script = script.withMaintenance(List.of(maintenance(nodes, draws)));
        }
        if (draws.below(4, 0, 20) == 0) {
            script = script.withCrashes(List.of(crashes(draws)));
        }
        if (draws.below(3, 0, 9) > 0) {
            return script;
        }
        var rule = new CheckpointRule.Fixed((1 + draws.below(20, 0, 10)) * SECOND);
        boolean atEnd = draws.below(2, 0, 11) == 0;
        return script.withCheckpointing(
                new Checkpointing(rule, SECOND, 2 * SECOND, 60 * SECOND, atEnd, !atEnd, new TreeMap<>()));
    }

    /** Runs that last up to some tens of seconds until they crash, for two minutes; retried as often as it takes. */
    private static Crashes crashes(Draws draws) {
        long most = (1 + draws.below(60, 0, 21)) * SECOND;
        boolean inPlace = draws.below(2, 0, 22) == 0;
        var backOff = new RestartBackOff(inPlace, inPlace, SECOND, 8 * SECOND, 20 * SECOND, RestartBackOff.UNLIMITED);
        return new Crashes("crashes", new TreeMap<>(), u -> (long) (most * u), 0, 120 * SECOND, backOff);
    }

    private static Maintenance maintenance(int nodes, Draws draws) {
        return new Maintenance(
                "maintenance",
                IntStream.range(0, nodes).boxed().toList(),
                1 + draws.below(nodes, 0, 13),
                draws.below(60, 0, 14) * SECOND,
                (10 + draws.below(100, 0, 15)) * SECOND,
                draws.below(2, 0, 16) * 120L * SECOND,
                draws.below(20, 0, 17) * SECOND,
                draws.below(10, 0, 18) * SECOND,
                20 * SECOND,
                List.of(Maintenance.Emptying.values()).get(draws.below(3, 0, 19)));
    }

    private static FaultScript.Outage outage(String name, long from, long to, List<Integer> nodes, int kind) {
        return switch (kind) {
            case 0 -> new FaultScript.NodesImpaired(name, from, to, nodes, Impairment.CUT_OFF);
            case 1 -> new FaultScript.NodesImpaired(name, from, to, nodes, new Impairment.Slow(0));
            case 2 -> new FaultScript.NodesImpaired(name, from, to, nodes, new Impairment.Slow(0.5));
            case 4 -> new FaultScript.NodesImpaired(name, from, to, nodes, new Impairment.GpusLost(1));
            case 3 -> new FaultScript.NodesImpaired(name, from, to, nodes, Impairment.DISK_FULL);
            default -> new FaultScript.NodesDown(name, from, to, nodes);
        };
    }

    /** Nodes by themselves, and two halves of the cluster, of which one crew mends one after the other. */
    private static List<FailureProcess> atRandom(int nodes) {
        List<FailureProcess.Unit> each = new ArrayList<>();
        List<Integer> even = new ArrayList<>();
        List<Integer> odd = new ArrayList<>();
        for (int node = 0; node < nodes; node++) {
            each.add(new FailureProcess.Unit("node " + node, List.of(node)));
            (node % 2 == 0 ? even : odd).add(node);
        }
        var halves = List.of(new FailureProcess.Unit("even", even), new FailureProcess.Unit("odd", odd));
        RandomTime up = u -> (long) (60 * SECOND * u);
        RandomTime down = u -> (long) (20 * SECOND * u);
        return List.of(
                new FailureProcess("nodes", each, up, down, FailureProcess.UNLIMITED, 0, 80 * SECOND),
                new FailureProcess("halves", halves, up, down, 1, 10 * SECOND, 100 * SECOND));
    }

    private static RunResult run(Choice policy, Workload workload, RunSpec spec, LifeRecord record) throws IOException {
        Scheduler.Factory factory = policy.entry().maker().make(PolicyOptions.of(policy.entry(), policy.options()));
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
