package io.wavetank.policy.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.PolicyEntry;
import io.wavetank.policy.PolicyFamily;
import io.wavetank.policy.PolicyOptions;
import io.wavetank.policy.QueueSort;
import io.wavetank.policy.Scheduler;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.TaskView;
import io.wavetank.policy.testkit.TestTask.TaskSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;

/**
 * The properties that every scheduler must meet, held against random workloads; a line per policy:
 * {@code SchedulerProperties.of(new ClassicFamily(), "best-fit").with("queue", "skip").neverIdle().tests()}.
 *
 * <ol>
 *   <li>Capacity is never exceeded, a task is bound at most once at a time, nothing is placed on a node that is cordoned, labels, taints and
 *       GPU models are honoured: {@link SchedulerRun} throws at the first decision that breaks this.
 *   <li>The same run replays to the same log.
 *   <li>Scaling all times by k scales the schedule by k.
 *   <li>Every task that fits an empty cluster runs in the end, and only those do.
 *   <li>An empty node added never turns a schedulable single task unschedulable.
 *   <li>Where it is declared, work is conserved whenever the scheduler has come to rest.
 * </ol>
 *
 * <p>Seeds 0 to 199; {@code -Dproperty.seed=N} replays one.
 */
public final class SchedulerProperties {
    private static final long SCALE = 1000;

    private final PolicyEntry entry;
    private final Map<String, String> options;
    private final Conservation conservation;
    private final QueueSort order;
    private final Map<Exemption, String> exemptions;

    /** What may still wait when the scheduler has come to rest. */
    private enum Conservation {
        /** Anything. */
        NOT_DECLARED,
        /** Nothing that fits some node. */
        ALL,
        /** Nothing if the first in the queue fits some node. */
        HEAD
    }

    /** A property that a policy may be exempt from, for a reason that is written down. */
    public enum Exemption {
        /** The fifth: the policy may have a reason to pass an empty node by. */
        EMPTY_NODE,
        /** The third: the policy has time constants that cannot be scaled by an option. */
        TIME_SCALE
    }

    private SchedulerProperties(
            PolicyEntry entry,
            Map<String, String> options,
            Conservation conservation,
            QueueSort order,
            Map<Exemption, String> exemptions) {
        this.entry = entry;
        this.options = options;
        this.conservation = conservation;
        this.order = order;
        this.exemptions = exemptions;
    }

    /** Returns the properties of a policy with its defaults. */
    public static SchedulerProperties of(PolicyEntry entry) {
        return new SchedulerProperties(entry, Map.of(), Conservation.NOT_DECLARED, QueueSort.FIFO, Map.of());
    }

    /** Returns the properties of the policy of that name, with its defaults. */
    public static SchedulerProperties of(PolicyFamily family, String name) {
        for (PolicyEntry entry : family.policies()) {
            if (entry.name().equals(name)) {
                return of(entry);
            }
        }
        throw new AssertionError("The family " + family.name() + " has no policy " + name);
    }

    /** Sets an option. */
    public SchedulerProperties with(String option, String value) {
        Map<String, String> more = new TreeMap<>(options);
        more.put(option, value);
        return new SchedulerProperties(entry, more, conservation, order, exemptions);
    }

    /** Declares that at rest no task waits that fits some node. */
    public SchedulerProperties neverIdle() {
        return new SchedulerProperties(entry, options, Conservation.ALL, order, exemptions);
    }

    /** Declares that at rest the first task in this order, if any waits, fits no node. */
    public SchedulerProperties headOfLine(QueueSort queueOrder) {
        return new SchedulerProperties(entry, options, Conservation.HEAD, queueOrder, exemptions);
    }

    /** Exempts the policy from a property and says why. */
    public SchedulerProperties except(Exemption property, String reason) {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("An exemption has a reason");
        }
        Map<Exemption, String> more = new TreeMap<>(exemptions);
        more.put(property, reason);
        return new SchedulerProperties(entry, options, conservation, order, more);
    }

    /** The seeds of a property test: 0 to 199, or the one of {@code -Dproperty.seed}. */
    public static LongStream seeds() {
        Long only = Long.getLong("property.seed");
        return only == null ? LongStream.range(0, 200) : LongStream.of(only);
    }

    /** Returns a test for each seed. */
    public DynamicContainer tests() {
        return DynamicContainer.dynamicContainer(
                entry.name() + options + (exemptions.isEmpty() ? "" : " except " + exemptions),
                seeds().mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> check(seed))));
    }

    /** Checks all properties on the workload of one seed. */
    public void check(long seed) {
        Workload workload = RandomWorkload.of(seed);
        String log = run(workload, seed).text();
        assertThat(run(workload, seed).text()).as("replay of seed %d", seed).isEqualTo(log);
        if (!exemptions.containsKey(Exemption.TIME_SCALE)) {
            assertThat(run(workload.scaled(SCALE), seed).text(SCALE, ""))
                    .as("times a thousand, seed %d", seed)
                    .isEqualTo(log);
        }
        everything_that_fits_runs(seed);
        if (!exemptions.containsKey(Exemption.EMPTY_NODE)) {
            an_empty_node_harms_nobody(seed);
        }
    }

    /** Behind the head of a line that can never move everything waits, so the tasks that cannot fit are left out there. */
    private void everything_that_fits_runs(long seed) {
        Workload workload =
                conservation == Conservation.ALL ? RandomWorkload.of(seed) : RandomWorkload.ofFittingTasks(seed);
        var auditor = new Auditor(workload.nodes());
        List<String> misfits = new ArrayList<>();
        for (TaskSpec task : workload.tasks()) {
            if (!auditor.fitsWhenEmpty(task.taskClass())) {
                misfits.add(task.id());
            }
        }
        assertThat(run(workload, seed).left())
                .as("tasks left, seed %d", seed)
                .extracting(TaskView::id)
                .containsExactlyElementsOf(misfits);
    }

    /** A cluster that is partly taken, one task, and the same with a free node in front or behind. */
    private void an_empty_node_harms_nobody(long seed) {
        List<TestNode> nodes = RandomWorkload.nodes(seed);
        List<TestNode> one = nodes.subList(0, 1);
        List<TaskClass> classes = RandomWorkload.classes(seed);
        for (TaskClass task : classes) {
            if (starts(List.of(), nodes, List.of(), classes, task, seed)) {
                boolean still = starts(one, nodes, List.of(), classes, task, seed)
                        && starts(List.of(), nodes, one, classes, task, seed);
                assertThat(still)
                        .as("%s starts with a node more, seed %d", task, seed)
                        .isTrue();
            }
        }
    }

    /** Whether a lone task starts at once on a cluster whose nodes in the middle are partly taken. */
    private boolean starts(
            List<TestNode> before,
            List<TestNode> middle,
            List<TestNode> after,
            List<TaskClass> taken,
            TaskClass task,
            long seed) {
        List<TestNode> all = new ArrayList<>(before);
        all.addAll(middle);
        all.addAll(after);
        var cluster = new TestCluster(all, 1000);
        for (int i = 0; i < 4 * middle.size(); i++) {
            cluster.takeIfItFits(taken.get(i * 7 % taken.size()), before.size() + i % middle.size());
        }
        return LoneTask.starts(task, cluster, factory(), seed);
    }

    private SchedulerRun run(Workload workload, long seed) {
        return SchedulerRun.of(workload, factory(), seed, this::conserved);
    }

    private void conserved(List<TaskView> waiting, Auditor auditor) {
        switch (conservation) {
            case NOT_DECLARED -> {}
            case ALL -> {
                for (TaskView task : waiting) {
                    assertWaitsForGoodReason(task, auditor);
                }
            }
            case HEAD -> waiting.stream().min(order).ifPresent(task -> assertWaitsForGoodReason(task, auditor));
        }
    }

    private static void assertWaitsForGoodReason(TaskView task, Auditor auditor) {
        if (auditor.fitsNow(task.taskClass())) {
            throw new AssertionError("Task " + task.id() + " waits though it fits some node");
        }
    }

    private Scheduler.Factory factory() {
        return entry.maker().make(PolicyOptions.of(entry, options));
    }
}
