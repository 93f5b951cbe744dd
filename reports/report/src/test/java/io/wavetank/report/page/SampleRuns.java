package io.wavetank.report.page;

import io.wavetank.policy.Attempt;
import io.wavetank.policy.Draws;
import io.wavetank.policy.Feasibility;
import io.wavetank.policy.PlacementPolicy;
import io.wavetank.policy.QueueSort;
import io.wavetank.policy.Resources;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.compose.QueueScheduler;
import io.wavetank.report.result.RunSummary;
import io.wavetank.sim.RunListener;
import io.wavetank.sim.Simulation;
import io.wavetank.sim.Submission;
import io.wavetank.sim.SubmissionSource;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.sim.cluster.NodeSpec;
import io.wavetank.sim.record.ElasticFigures;
import io.wavetank.sim.record.RunResult;
import io.wavetank.sim.scenario.RunSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Real runs of a small made-up workload, for pages about them. */
final class SampleRuns {
    static final long SECOND = 1_000_000_000L;
    private static final int NODES = 12;
    private static final long NODE_CPU = 16_000;

    /** Lower is better. */
    private interface Cost {
        double of(long freeCpu, int node, Draws draws, int task);
    }

    private SampleRuns() {}

    /** First fit, best fit, worst fit and random, under these names, over the same tasks. */
    static List<RunSummary> of(int tasks, boolean oneTooLarge, String... names) {
        List<Cost> costs = List.of(
                (free, node, draws, task) -> node,
                (free, node, draws, task) -> free,
                (free, node, draws, task) -> -free,
                (free, node, draws, task) -> draws.uniform(task, node));
        List<RunSummary> runs = new ArrayList<>();
        for (int i = 0; i < names.length; i++) {
            RunResult result = run(costs.get(i % costs.size()), nodes(), submissions(tasks, oneTooLarge));
            runs.add(new RunSummary(names[i], 1, 0, dropped(), result));
        }
        return runs;
    }

    /** One scheduler on one pool of processors and nothing else, as supercomputers are often modelled. */
    static List<RunSummary> onePool(int tasks) {
        var pool =
                NodeSpec.builder("pool").capacity(Resources.CPU, 12 * NODE_CPU).build();
        List<Submission> asking = new ArrayList<>();
        for (Submission task : submissions(tasks, false)) {
            TaskClass asks = TaskClass.builder()
                    .cpuMillis(task.taskClass().request(Resources.CPU))
                    .build();
            asking.add(new Submission(task.id(), "", task.submitNanos(), task.workNanos(), -1, asks));
        }
        RunResult result = run((free, node, draws, task) -> node, List.of(pool), asking);
        return List.of(new RunSummary("fcfs", 1, 0, new TreeMap<>(), result));
    }

    /** Tasks that stay. */
    static List<RunSummary> services(int tasks) {
        List<Submission> staying = new ArrayList<>();
        for (Submission task : submissions(tasks, false)) {
            staying.add(new Submission(task.id(), "", task.submitNanos(), Submission.FOREVER, -1, task.taskClass()));
        }
        RunResult result = run((free, node, draws, task) -> node, nodes(), staying);
        return List.of(new RunSummary("fcfs", 1, 0, new TreeMap<>(), result));
    }

    /** The same run, as if nodes came and went in it. */
    static RunResult growing(RunResult like, List<RunResult.Allocation> allocation, ElasticFigures elastic) {
        return new RunResult(
                like.tasks(),
                like.fromNanos(),
                like.toNanos(),
                like.endNanos(),
                allocation,
                like.headlineResource(),
                like.fragmentation(),
                like.queueingDelay(),
                like.completion(),
                like.slowdown(),
                like.boundedSlowdown(),
                like.events(),
                like.decisions(),
                like.refusals(),
                like.timeline(),
                like.timelineColumns(),
                like.schedulerCounts(),
                like.faults(),
                like.availability(),
                like.waits(),
                elastic,
                like.failover(),
                like.work(),
                like.admission(),
                like.guarded(),
                like.rollouts());
    }

    private static SortedMap<String, Long> dropped() {
        var dropped = new TreeMap<String, Long>();
        dropped.put("no run time <known>", 17L);
        dropped.put("run time not positive", 1204L);
        return dropped;
    }

    private static List<NodeSpec> nodes() {
        List<NodeSpec> nodes = new ArrayList<>();
        for (int i = 0; i < NODES; i++) {
            nodes.add(NodeSpec.builder("n" + i)
                    .capacity(Resources.CPU, NODE_CPU)
                    .capacity(Resources.MEMORY, 64L << 30)
                    .build());
        }
        return nodes;
    }

    private static RunResult run(Cost cost, List<NodeSpec> nodes, List<Submission> tasks) {
        var luck = new Draws(1, 0).stream("placement");
        PlacementPolicy policy = (task, cluster, attempt) -> {
            int best = Attempt.NOWHERE;
            double least = Double.POSITIVE_INFINITY;
            for (int node = 0; node < cluster.nodeCount(); node++) {
                if (Feasibility.fits(task.taskClass(), cluster.node(node))) {
                    double costs = cost.of(cluster.node(node).free(Resources.CPU), node, luck, task.index());
                    if (costs < least) {
                        least = costs;
                        best = node;
                    }
                }
            }
            attempt.scored(cluster.nodeCount());
            return best;
        };
        try {
            return Simulation.run(
                    RunSpec.of(1),
                    new ClusterSpec(Resources.basic(), nodes),
                    source(tasks),
                    (cluster, draws) ->
                            new QueueScheduler(policy, QueueSort.FIFO, QueueScheduler.Blocking.SKIP, cluster, draws),
                    RunListener.NONE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SubmissionSource source(List<Submission> tasks) {
        Iterator<Submission> rest = tasks.iterator();
        return new SubmissionSource() {
            @Override
            public @Nullable Submission next() {
                return rest.hasNext() ? rest.next() : null;
            }

            @Override
            public long spanNanosHint() {
                return tasks.isEmpty() ? 0 : tasks.get(tasks.size() - 1).submitNanos();
            }
        };
    }

    private static List<Submission> submissions(int count, boolean oneTooLarge) {
        Draws draws = new Draws(7, 0);
        Draws gaps = draws.stream("gap");
        Draws sizes = draws.stream("size");
        Draws lengths = draws.stream("length");
        List<Submission> tasks = new ArrayList<>();
        double seconds = 0;
        for (int i = 0; i < count; i++) {
            seconds += gaps.exponential(40, i, 0);
            boolean large = sizes.below(25, i, 1) == 0;
            long cpu = large ? NODE_CPU : 1000L * (1 + sizes.below(4, i, 0));
            tasks.add(task("t" + i, seconds, lengths.exponential(large ? 3600 : 1800, i, 0), cpu));
            if (oneTooLarge && i % 60 == 30) {
                tasks.add(task("too-large-" + i, seconds, 60, 2 * NODE_CPU));
            }
        }
        return tasks;
    }

    private static Submission task(String id, double seconds, double lengthSeconds, long cpu) {
        TaskClass asks =
                TaskClass.builder().cpuMillis(cpu).memoryBytes(cpu * (2L << 20)).build();
        long run = Math.max(SECOND, (long) (lengthSeconds * SECOND));
        return new Submission(id, "", (long) (seconds * SECOND), run, -1, asks);
    }
}
