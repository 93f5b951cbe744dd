package io.wavetank.policy.classic.index;

import io.wavetank.policy.Attempt;
import io.wavetank.policy.DeviceChoice;
import io.wavetank.policy.Draws;
import io.wavetank.policy.Feasibility;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.testkit.RandomWorkload;
import io.wavetank.policy.testkit.TestCluster;
import io.wavetank.policy.testkit.TestNode;
import io.wavetank.policy.testkit.TestTask;
import java.util.ArrayList;
import java.util.List;

/**
 * A cluster in which tasks come and go, nodes are cordoned, uncordoned and added, GPU devices fall to pieces, many nodes are equal, and the
 * feed at times does not reach back.
 */
public final class Churn {
    private static final DeviceChoice[] CHOICES = {
        DeviceChoice.LOWEST_INDEX, DeviceChoice.FULLEST, DeviceChoice.EMPTIEST
    };

    private final long seed;
    private final Draws draws;
    private final TestCluster cluster;
    private final List<TaskClass> classes;
    private final List<Running> running = new ArrayList<>();

    private record Running(TaskClass taskClass, int node, long devices) {}

    /** Creates the churn of a seed over that many nodes. */
    public Churn(long seed, int nodes) {
        this.seed = seed;
        this.draws = new Draws(seed, 0).stream("churn");
        this.cluster = new TestCluster(nodes(seed, nodes), seed % 4 == 0 ? 5 : 1000);
        this.classes = classes(seed);
    }

    /** The cluster that changes. */
    public TestCluster cluster() {
        return cluster;
    }

    /** The class of the task to look for at a step. */
    public TaskClass task(int step) {
        return classes.get(draws.below(classes.size(), step, 1));
    }

    /** Changes a few things: phases of filling, with tasks of this class on this node (or none, -1), and of emptying. */
    public void change(int step, TaskClass task, int node) {
        boolean filling = step / 100 % 2 == 0;
        int moves = 1 + draws.below(4, step, 3);
        for (int move = 0; move < moves; move++) {
            int dice = draws.below(20, step, 10L + move);
            if (dice == 0) {
                int which = draws.below(cluster.nodeCount(), step, 30L + move);
                cluster.cordon(which, cluster.node(which).schedulable());
            } else if (dice == 1 && seed % 7 == 0 && move == 0) {
                cluster.add(RandomWorkload.nodes(seed + step).get(0));
            } else if (dice < (filling ? 15 : 5)) {
                if (node >= 0 && Feasibility.fits(task, cluster.node(node))) {
                    DeviceChoice choice = CHOICES[draws.below(CHOICES.length, step, 50L + move)];
                    long devices = choice.choose(TestTask.of(task), cluster.node(node), new Attempt(draws));
                    running.add(new Running(task, node, cluster.take(task, node, devices)));
                }
            } else if (!running.isEmpty()) {
                Running ended = running.remove(draws.below(running.size(), step, 70L + move));
                cluster.giveBack(ended.taskClass(), ended.node(), ended.devices());
            }
        }
    }

    /** A few shapes over and over, so that many nodes are equal. */
    private static List<TestNode> nodes(long seed, int count) {
        List<TestNode> shapes = RandomWorkload.nodes(seed);
        List<TestNode> nodes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            nodes.add(shapes.get(i % shapes.size()));
        }
        return nodes;
    }

    private static List<TaskClass> classes(long seed) {
        List<TaskClass> classes = new ArrayList<>(RandomWorkload.classes(seed));
        classes.add(TaskClass.builder().cpuMillis(100).build());
        classes.add(TaskClass.builder().build());
        classes.add(TaskClass.builder().cpuMillis(1_000_000).build());
        return classes;
    }
}
