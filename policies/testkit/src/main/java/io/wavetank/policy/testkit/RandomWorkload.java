package io.wavetank.policy.testkit;

import io.wavetank.policy.Draws;
import io.wavetank.policy.Taint;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.Toleration;
import io.wavetank.policy.testkit.TestTask.TaskSpec;
import io.wavetank.policy.testkit.Workload.Cordon;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Makes small workloads that are hard on schedulers: nodes short of different things, GPU devices in pieces, labels, taints, gangs,
 * priorities, many events at one instant, nodes cordoned and uncordoned, and at times a feed too short to be of use. A seed gives always
 * the same one.
 */
public final class RandomWorkload {
    private static final long GIB = 1L << 30;

    private final Draws draws;
    private long drawn;

    private RandomWorkload(long seed) {
        this.draws = new Draws(seed, 0).stream("workload");
    }

    /** Returns the workload of a seed. */
    public static Workload of(long seed) {
        var random = new RandomWorkload(seed);
        List<TestNode> nodes = random.nodes();
        return new Workload(nodes, random.tasks(), random.cordons(nodes.size()), random.upTo(3) == 0 ? 2 : 1000);
    }

    /** Returns the workload of a seed without the tasks that would not fit even an empty cluster. */
    public static Workload ofFittingTasks(long seed) {
        Workload all = of(seed);
        var auditor = new Auditor(all.nodes());
        List<TaskSpec> fitting = new ArrayList<>();
        for (TaskSpec task : all.tasks()) {
            if (auditor.fitsWhenEmpty(task.taskClass())) {
                fitting.add(task);
            }
        }
        return new Workload(all.nodes(), fitting, all.cordons(), all.feedLength());
    }

    /** Returns the classes of the tasks of a seed: a few kinds, each in several sizes. */
    public static List<TaskClass> classes(long seed) {
        return new RandomWorkload(seed).someClasses();
    }

    /** Returns the nodes of a seed: 1 to 12 of a few shapes. */
    public static List<TestNode> nodes(long seed) {
        return new RandomWorkload(seed).nodes();
    }

    private int upTo(int bound) {
        return draws.below(bound, drawn++, 0);
    }

    private List<TestNode> nodes() {
        List<TestNode> nodes = new ArrayList<>();
        int count = 1 + upTo(12);
        for (int i = 0; i < count; i++) {
            TestNode node = TestNode.named("n").pods(upTo(4) == 0 ? 3 : 20).label("zone", upTo(2) == 0 ? "a" : "b");
            node = switch (upTo(4)) {
                case 0 -> node.cpu(4000).memory(32 * GIB);
                case 1 -> node.cpu(16000).memory(8 * GIB);
                case 2 -> node.cpu(8000).memory(16 * GIB).gpus(1 + upTo(4), upTo(2) == 0 ? "T4" : "V100");
                default -> node.cpu(8000).memory(16 * GIB);
            };
            if (upTo(6) == 0) {
                node = node.taint("dedicated", "x", Taint.Effect.NO_SCHEDULE);
            }
            nodes.add(node);
        }
        return nodes;
    }

    private List<TaskClass> someClasses() {
        List<TaskClass> classes = new ArrayList<>();
        int count = 3 + upTo(6);
        for (int i = 0; i < count; i++) {
            TaskClass.Builder builder = TaskClass.builder().priority(upTo(4) == 0 ? 1 : 0);
            switch (upTo(5)) {
                case 0 -> builder.cpuMillis(500L * (1 + upTo(8))).memoryBytes(GIB);
                case 1 -> builder.cpuMillis(250).memoryBytes(GIB * (1 + upTo(12)));
                case 2 -> builder.cpuMillis(1000).memoryBytes(GIB).gpus(1, 250 * (1 + upTo(4)));
                case 3 -> builder.cpuMillis(1000).memoryBytes(GIB).gpus(1 + upTo(3), 1000);
                default -> builder.cpuMillis(500L * upTo(3)).memoryBytes(GIB).members(1 + upTo(3));
            }
            if (upTo(4) == 0) {
                builder.nodeSelector(Map.of("zone", upTo(2) == 0 ? "a" : "b"));
            }
            if (upTo(4) == 0) {
                builder.tolerations(List.of(new Toleration("dedicated", null, null)));
            }
            if (upTo(5) == 0) {
                builder.gpuModels(new TreeSet<>(List.of("T4")));
            }
            classes.add(builder.build());
        }
        return classes;
    }

    private List<TaskSpec> tasks() {
        List<TaskClass> classes = someClasses();
        List<TaskSpec> tasks = new ArrayList<>();
        int count = 10 + upTo(60);
        long now = 0;
        for (int i = 0; i < count; i++) {
            now += upTo(3) == 0 ? upTo(8) : 0;
            int run = 1 + upTo(30);
            TaskClass taskClass = classes.get(upTo(classes.size()));
            tasks.add(new TaskSpec("t" + i, taskClass, now, run, upTo(5) == 0 ? -1 : run + upTo(10)));
        }
        return tasks;
    }

    /** Every node that is cordoned is uncordoned later. */
    private List<Cordon> cordons(int nodes) {
        List<Cordon> cordons = new ArrayList<>();
        int count = upTo(8);
        for (int i = 0; i < count; i++) {
            int node = upTo(nodes);
            long from = upTo(60);
            cordons.add(new Cordon(from, node, true));
            cordons.add(new Cordon(120 + upTo(20), node, false));
        }
        return cordons;
    }
}
