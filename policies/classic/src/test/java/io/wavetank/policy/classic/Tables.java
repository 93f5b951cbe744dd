package io.wavetank.policy.classic;

import io.wavetank.policy.Attempt;
import io.wavetank.policy.ClusterView;
import io.wavetank.policy.Draws;
import io.wavetank.policy.PlacementPolicy;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.testkit.TestCluster;
import io.wavetank.policy.testkit.TestNode;
import io.wavetank.policy.testkit.TestTask;
import java.util.ArrayList;
import java.util.List;

/** Reads the rows of golden tables: nodes as {@code cpu/memory-usedCpu/usedMemory}, a task as {@code cpu/memory}. */
final class Tables {
    static final Draws DRAWS = new Draws(7, 0);

    private Tables() {}

    static TestCluster cluster(String nodes) {
        List<TestNode> specs = new ArrayList<>();
        for (String node : nodes.split(" ", -1)) {
            long[] capacity = pair(node.split("-", -1)[0]);
            specs.add(TestNode.of(capacity[0], capacity[1]));
        }
        var cluster = new TestCluster(specs, 100);
        for (int i = 0; i < specs.size(); i++) {
            String[] parts = nodes.split(" ", -1)[i].split("-", -1);
            if (parts.length > 1) {
                long[] used = pair(parts[1]);
                cluster.used(i, used[0], used[1]);
            }
        }
        return cluster;
    }

    static TaskClass task(String task) {
        long[] request = pair(task);
        return TaskClass.builder().cpuMillis(request[0]).memoryBytes(request[1]).build();
    }

    private static long[] pair(String text) {
        String[] parts = text.split("/", -1);
        return new long[] {Long.parseLong(parts[0]), Long.parseLong(parts[1])};
    }

    static int place(PlacementPolicy policy, TaskClass task, ClusterView cluster) {
        return place(policy, TestTask.of(task), cluster);
    }

    static int place(PlacementPolicy policy, TestTask task, ClusterView cluster) {
        var attempt = new Attempt(DRAWS);
        attempt.begin(0);
        return policy.place(task, cluster, attempt);
    }
}
