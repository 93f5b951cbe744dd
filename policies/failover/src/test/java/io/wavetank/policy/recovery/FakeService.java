package io.wavetank.policy.recovery;

import io.wavetank.policy.ClusterView;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.TaskView;
import io.wavetank.policy.failover.FailoverView;
import io.wavetank.policy.testkit.TestCluster;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** A service whose members are where a test says that they are. */
final class FakeService implements FailoverView {
    private final TestCluster cluster;
    private final List<TaskView> members = new ArrayList<>();
    /** Those that do not answer. */
    final BitSet silent = new BitSet();

    FakeService(TestCluster cluster) {
        this.cluster = cluster;
    }

    /** Adds a member on a node, or one that waits with -1. */
    FakeService on(int node, TaskClass asked) {
        members.add(new Member(members.size(), node, asked));
        return this;
    }

    /** Has a member move. */
    void move(int member, int node) {
        TaskView before = members.remove(member);
        members.add(new Member(before.index(), node, before.taskClass()));
    }

    @Override
    public String name() {
        return "web";
    }

    @Override
    public int need() {
        return 1;
    }

    @Override
    public ClusterView cluster() {
        return cluster;
    }

    @Override
    public List<TaskView> members() {
        return List.copyOf(members);
    }

    @Override
    public List<TaskView> unplaced() {
        return members.stream().filter(each -> each.node() < 0).toList();
    }

    @Override
    public boolean answers(int task) {
        return !silent.get(task);
    }

    @Override
    public boolean serves(int task) {
        return answers(task);
    }

    /** A task that has run since the beginning. */
    private record Member(int index, int node, TaskClass taskClass) implements TaskView {
        @Override
        public long sequence() {
            return index;
        }

        @Override
        public String id() {
            return "web-" + index;
        }

        @Override
        public int classIndex() {
            return 0;
        }

        @Override
        public long submitNanos() {
            return 0;
        }

        @Override
        public long estimateNanos() {
            return -1;
        }

        @Override
        public int attempts() {
            return 1;
        }

        @Override
        public long startNanos() {
            return 0;
        }
    }
}
