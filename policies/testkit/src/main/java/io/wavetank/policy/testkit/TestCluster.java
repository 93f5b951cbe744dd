package io.wavetank.policy.testkit;

import io.wavetank.policy.ClusterView;
import io.wavetank.policy.DeviceChoice;
import io.wavetank.policy.Feasibility;
import io.wavetank.policy.NodeColumns;
import io.wavetank.policy.NodeView;
import io.wavetank.policy.Resources;
import io.wavetank.policy.Taint;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.TaskUsage;
import io.wavetank.policy.TaskView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A small cluster to show to a policy: nodes in a line, amounts that tests take and give back, and a feed of changes whose length can be set,
 * so that a policy meets a feed that does not reach back far enough.
 */
public final class TestCluster implements ClusterView, NodeColumns {
    private static final int USUAL_FEED = 1 << 10;

    private final List<Node> nodes = new ArrayList<>();
    private final List<@Nullable TaskView> tasks = new ArrayList<>();
    private final List<Change> feed = new ArrayList<>();
    private final int feedLength;
    private @Nullable TaskUsage usage;

    private record Change(int node, boolean mayFitMore) {}

    /** Sets up a cluster of free nodes with a feed that reaches back that many changes. */
    public TestCluster(List<TestNode> nodes, int feedLength) {
        this.feedLength = feedLength;
        for (TestNode node : nodes) {
            this.nodes.add(new Node(this.nodes.size(), node));
        }
    }

    /** Sets up a cluster of free nodes. */
    public static TestCluster of(TestNode... nodes) {
        return new TestCluster(List.of(nodes), USUAL_FEED);
    }

    /**
     * Takes what a task of a class asks for.
     *
     * @param devices which GPU devices, a bit each; 0 takes the lowest-numbered that fit
     * @return the devices taken
     */
    public long take(TaskClass task, int node, long devices) {
        long taken = devices != 0 || task.gpuCount() == 0
                ? devices
                : DeviceChoice.choose(task, nodes.get(node), DeviceChoice.Order.INDEX);
        nodes.get(node).change(task, taken, 1);
        feed.add(new Change(node, false));
        return taken;
    }

    /** Takes what a task of a class asks for if the node can give it. */
    public boolean takeIfItFits(TaskClass task, int node) {
        boolean fits = Feasibility.fits(task, nodes.get(node));
        if (fits) {
            take(task, node, 0);
        }
        return fits;
    }

    /** Gives back what was taken. */
    public void giveBack(TaskClass task, int node, long devices) {
        nodes.get(node).change(task, devices, -1);
        feed.add(new Change(node, true));
    }

    /** Gives out so much more of what is taken from a node again, or less. */
    void reclaim(int node, long cpuMillis, long memoryBytes) {
        nodes.get(node).requested[Resources.CPU] -= cpuMillis;
        nodes.get(node).requested[Resources.MEMORY] -= memoryBytes;
        feed.add(new Change(node, cpuMillis > 0 || memoryBytes > 0));
    }

    /** Has {@link #usage} answer with this from now on. */
    void measured(TaskUsage by) {
        usage = by;
    }

    @Override
    public @Nullable TaskUsage usage() {
        return usage;
    }

    /** Takes that much of a node's CPU and memory and one slot, and returns the cluster: a table's "used" columns. */
    public TestCluster used(int node, long cpuMillis, long memoryBytes) {
        take(TaskClass.builder().cpuMillis(cpuMillis).memoryBytes(memoryBytes).build(), node, 0);
        return this;
    }

    /** Makes a node take nothing new, or lets it again. */
    public void cordon(int node, boolean cordoned) {
        if (nodes.get(node).cordoned != cordoned) {
            nodes.get(node).cordoned = cordoned;
            feed.add(new Change(node, !cordoned));
        }
    }

    /** Adds a free node behind the others. */
    public void add(TestNode node) {
        nodes.add(new Node(nodes.size(), node));
        feed.add(new Change(nodes.size() - 1, true));
    }

    /** Has {@link #task} answer with this task from now on. */
    public void enter(TaskView task) {
        while (tasks.size() <= task.index()) {
            tasks.add(null);
        }
        tasks.set(task.index(), task);
    }

    /** Has {@link #task} know this number no more. */
    public void leave(int task) {
        tasks.set(task, null);
    }

    @Override
    public Resources resources() {
        return Resources.basic();
    }

    @Override
    public int nodeCount() {
        return nodes.size();
    }

    @Override
    public NodeView node(int index) {
        return nodes.get(index);
    }

    @Override
    public NodeColumns columns() {
        return this;
    }

    @Override
    public TaskView task(int index) {
        TaskView task = index >= 0 && index < tasks.size() ? tasks.get(index) : null;
        if (task == null) {
            throw new AssertionError("A policy asks for a task that is not there: " + index);
        }
        return task;
    }

    @Override
    public long version() {
        return feed.size();
    }

    @Override
    public boolean changesSince(long version, ChangeVisitor visitor) {
        if (version < 0 || version > feed.size()) {
            throw new AssertionError("A policy asks for a version that never was: " + version);
        }
        if (feed.size() - version > feedLength) {
            return false;
        }
        for (long at = version; at < feed.size(); at++) {
            Change change = feed.get((int) at);
            visitor.changed(change.node(), change.mayFitMore());
        }
        return true;
    }

    @Override
    public int count() {
        return nodes.size();
    }

    @Override
    public boolean schedulable(int node) {
        return nodes.get(node).schedulable();
    }

    @Override
    public long allocatable(int resource, int node) {
        return nodes.get(node).allocatable(resource);
    }

    @Override
    public long free(int resource, int node) {
        return nodes.get(node).free(resource);
    }

    @Override
    public boolean tainted(int node) {
        return !nodes.get(node).taints().isEmpty();
    }

    private static final class Node implements NodeView {
        private final int index;
        private final TestNode spec;
        private final long[] requested = new long[Resources.FIXED];
        private final int[] deviceFree;
        private boolean cordoned;

        Node(int index, TestNode spec) {
            this.index = index;
            this.spec = spec;
            this.deviceFree = new int[spec.gpuCount()];
            this.cordoned = spec.cordoned();
            Arrays.fill(deviceFree, 1000);
        }

        void change(TaskClass task, long devices, int sign) {
            for (int resource = 0; resource < requested.length; resource++) {
                requested[resource] += sign * task.totalRequest(resource);
            }
            for (long rest = devices; rest != 0; rest &= rest - 1) {
                deviceFree[Long.numberOfTrailingZeros(rest)] -= sign * task.gpuMillisEach();
            }
        }

        @Override
        public int index() {
            return index;
        }

        @Override
        public String name() {
            return spec.name() + index;
        }

        @Override
        public boolean schedulable() {
            return !cordoned;
        }

        @Override
        public long allocatable(int resource) {
            return switch (resource) {
                case Resources.CPU -> spec.cpuMillis();
                case Resources.MEMORY -> spec.memoryBytes();
                case Resources.PODS -> spec.pods();
                case Resources.GPU -> spec.gpuCount() * 1000L;
                default -> 0;
            };
        }

        @Override
        public long requested(int resource) {
            return requested[resource];
        }

        @Override
        public int gpuCount() {
            return deviceFree.length;
        }

        @Override
        public String gpuModel() {
            return spec.gpuModel();
        }

        @Override
        public int gpuFreeMillis(int device) {
            return deviceFree[device];
        }

        @Override
        public SortedMap<String, String> labels() {
            return spec.labels();
        }

        @Override
        public List<Taint> taints() {
            return spec.taints();
        }

        @Override
        public double speed() {
            return 1.0;
        }

        @Override
        public double pricePerHour() {
            return 0;
        }
    }
}
