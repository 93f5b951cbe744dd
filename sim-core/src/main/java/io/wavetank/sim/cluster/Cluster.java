package io.wavetank.sim.cluster;

import io.wavetank.policy.ClusterView;
import io.wavetank.policy.DeviceChoice;
import io.wavetank.policy.Feasibility;
import io.wavetank.policy.NodeColumns;
import io.wavetank.policy.NodeView;
import io.wavetank.policy.Refusal;
import io.wavetank.policy.Resources;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.TaskUsage;
import io.wavetank.policy.TaskView;
import io.wavetank.policy.constraint.ApiObjects;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The truth about the nodes of one run: what each offers and what is taken, GPUs by device.
 *
 * <p>A node's amounts stand side by side, as an event touches all those of one node and of no other.
 *
 * <p>It is also the view that policies get; the view's methods only read.
 */
public final class Cluster implements ClusterView, NodeColumns {
    private final ClusterSpec spec;
    private final TaskTable tasks;
    private final ChangeFeed feed = new ChangeFeed();
    private final int resources;
    private final NodeConditions conditions = new NodeConditions();
    private final ClusterTotals totals;
    private final ReclaimedAmounts reclaimed = new ReclaimedAmounts();
    private int nodes;
    /** Resource r of node n is at n * resources + r. Nodes come while a run goes on: the arrays have room for more than there are. */
    private long[] allocatable = new long[0];

    /** What is left; negative on a node that gave out more than it offers. */
    private long[] free = new long[0];

    /** By node; null if all work at speed 1. */
    private double @Nullable [] speeds;

    private double fastest = 1;

    private final DeviceTable gpus = new DeviceTable();
    private boolean[] tainted = new boolean[0];
    private Node[] views = new Node[0];
    /** By resource: whether nodes that may come have any. */
    private final boolean[] expected;

    private @Nullable Places places;

    /** Null where nobody wants to know. */
    private @Nullable NodeGroups groups;

    private @Nullable TaskUsage usage;

    /** Is told of each place that is taken or given back. */
    @FunctionalInterface
    public interface Places {
        /** A place was taken for a task of a class, or given back with -1. */
        void changed(TaskClass taskClass, int sign);
    }

    /** Sets up a cluster with nothing running on it; tasks are looked up in the table. */
    public Cluster(ClusterSpec spec, TaskTable tasks) {
        this.spec = spec;
        this.tasks = tasks;
        this.resources = spec.resources().count();
        this.expected = new boolean[resources];
        this.totals = new ClusterTotals(resources);
        makeRoom(spec.nodes().size());
        for (NodeSpec node : spec.nodes()) {
            put(node);
        }
        addTotals(0);
    }

    private void makeRoom(int forNodes) {
        allocatable = Arrays.copyOf(allocatable, Math.multiplyExact(resources, forNodes));
        free = Arrays.copyOf(free, allocatable.length);
        gpus.makeRoom(forNodes);
        conditions.makeRoom(forNodes);
        tainted = Arrays.copyOf(tainted, forNodes);
        views = Arrays.copyOf(views, forNodes);
        if (speeds != null) {
            speeds = Arrays.copyOf(speeds, forNodes);
        }
    }

    private int put(NodeSpec each) {
        int node = nodes++;
        each.writeAllocatable(allocatable, node * resources, resources);
        each.writeAllocatable(free, node * resources, resources);
        gpus.put(node, each.gpuCount());
        conditions.put(node, each.cordoned());
        if (each.speed() != 1.0 && speeds == null) {
            speeds = new double[views.length];
            Arrays.fill(speeds, 0, node, 1.0);
        }
        if (speeds != null) {
            speeds[node] = each.speed();
            fastest = Math.max(fastest, each.speed());
        }
        tainted[node] = !each.taints().isEmpty();
        views[node] = new Node(node, each);
        return node;
    }

    /** Nodes from this one on are new in the totals. */
    private void addTotals(int from) {
        for (int node = from; node < nodes; node++) {
            for (int resource = 0; resource < resources; resource++) {
                totals.install(resource, allocatable[node * resources + resource]);
            }
            addAvailable(node, 1);
        }
    }

    private void offersChanged() {
        if (groups != null) {
            groups.offersChanged();
        }
    }

    /** Nodes of this kind may come; returns how policies see one that is empty, under no number. */
    public NodeView expect(NodeSpec node) {
        for (int resource = 0; resource < resources; resource++) {
            expected[resource] |= node.allocatable(resource) > 0;
        }
        return new Template(node);
    }

    /** Whether any node has some of a resource, or will have if it comes. */
    public boolean offers(int resource) {
        return totals.allocatable(resource) > 0 || expected[resource];
    }

    /** A node comes, empty, and gets the next number. */
    public int add(NodeSpec node) {
        if (nodes == views.length) {
            makeRoom(2 * nodes);
        }
        int number = put(node);
        addTotals(number);
        offersChanged();
        feed.add(number, true);
        return number;
    }

    /**
     * A node goes for good: it keeps its number, and offers nothing.
     *
     * @throws IllegalStateException if anything is on it
     */
    public void remove(int node) {
        reclaimNothing(node);
        for (int resource = 0; resource < resources; resource++) {
            int at = node * resources + resource;
            if (free[at] != allocatable[at]) {
                throw new IllegalStateException("Node " + views[node].name() + " goes with something on it");
            }
        }
        addAvailable(node, -1);
        for (int resource = 0; resource < resources; resource++) {
            int at = node * resources + resource;
            totals.install(resource, -views[node].installed(resource));
            allocatable[at] = 0;
            free[at] = 0;
        }
        offersChanged();
        conditions.leave(node);
        feed.add(node, false); // though it was closed before: who has looked since is to know that it is gone
    }

    /** How many nodes there are, up or down: those that came and did not go. */
    public int nodesPresent() {
        return conditions.present();
    }

    /** Whether a node is there, up or down. */
    public boolean present(int node) {
        return !conditions.gone(node);
    }

    /** The description that the cluster was made from. */
    public ClusterSpec spec() {
        return spec;
    }

    /** The tasks in the system. */
    public TaskTable tasks() {
        return tasks;
    }

    /** What all nodes together offer of a resource. */
    public long totalAllocatable(int resource) {
        return totals.allocatable(resource);
    }

    /** What the running tasks hold of a resource. */
    public long totalRequested(int resource) {
        return totals.requested(resource);
    }

    /** How many nodes are up: booted, and not failed. */
    public int nodesUp() {
        return conditions.up();
    }

    /** What the nodes that are up and not cordoned offer of a resource. */
    public long totalAvailable(int resource) {
        return totals.available(resource);
    }

    private void addAvailable(int node, int sign) {
        for (int resource = 0; conditions.available(node) && resource < resources; resource++) {
            int at = node * resources + resource;
            totals.offer(resource, sign * allocatable[at]);
            totals.leave(resource, sign * free[at]);
        }
    }

    /** From now on it is kept account of {@link #room}. */
    public void watchRoom() {
        totals.watchRoom();
        for (int node = 0; node < nodes; node++) {
            for (int resource = 0; conditions.available(node) && resource < resources; resource++) {
                totals.leave(resource, free[node * resources + resource]);
            }
        }
    }

    /** What is left of a resource on the nodes that are up and not cordoned, if {@link #watchRoom} was asked for; else 0. */
    public long room(int resource) {
        return totals.room(resource);
    }

    /** Whether a node is down, whether or not anybody knows. */
    public boolean down(int node) {
        return conditions.down(node);
    }

    /** A node goes down, or comes up; nobody is told. */
    public void setDown(int node, boolean value) {
        if (conditions.gone(node)) {
            return;
        }
        addAvailable(node, -1);
        conditions.setDown(node, value);
        addAvailable(node, 1);
    }

    /** Whether a node is known to be down. */
    public boolean lost(int node) {
        return conditions.lost(node);
    }

    /** It becomes known that a node is down, or that it is up again: nothing new is placed there meanwhile. */
    public void setLost(int node, boolean value) {
        if (conditions.setLost(node, value)) {
            feed.add(node, !conditions.closed(node));
        }
    }

    /** A GPU of a node is gone, or there again; what uses it is to be off it. What is installed does not change, but what the node offers does. */
    public void setGpuLost(int node, int device, boolean value) {
        if (conditions.gone(node)) {
            return;
        }
        int at = node * resources + Resources.GPU;
        long amount = value ? -DeviceTable.WHOLE : DeviceTable.WHOLE;
        addAvailable(node, -1);
        allocatable[at] += amount;
        free[at] += amount;
        offersChanged();
        addAvailable(node, 1);
        gpus.setLost(node, device, value);
        feed.add(node, !value);
    }

    /** How fast work proceeds on a node. */
    public double speed(int node) {
        return speeds == null ? 1.0 : speeds[node];
    }

    /** The highest speed that any node has had; at least 1. */
    public double fastest() {
        return fastest;
    }

    /** Returns why a task cannot start on a node with these devices now, or null if it can. {@code devices} 0 leaves them open. */
    public @Nullable Refusal obstacle(int task, int node, long devices) {
        if (!tasks.alive(task) || !tasks.state(task).waiting()) {
            return Refusal.TASK_STATE;
        }
        if (node < 0 || node >= nodes || conditions.closed(node)) {
            return Refusal.NODE_UNAVAILABLE;
        }
        TaskClass taskClass = tasks.taskClass(task);
        if (!enoughLeft(taskClass, node)) {
            return Refusal.RESOURCES;
        }
        boolean usesDevices = devices != 0 || taskClass.gpuCount() > 0;
        if (!usesDevices && !tainted[node] && !taskClass.selective()) {
            return null;
        }
        NodeView view = views[node];
        if (usesDevices
                && (!Feasibility.fitsDevices(taskClass, view)
                        || (devices != 0 && !gpus.fit(taskClass, node, devices)))) {
            return Refusal.DEVICES;
        }
        return Feasibility.fitsConstraints(taskClass, view) ? null : Refusal.CONSTRAINT;
    }

    /** As {@link Feasibility#fitsResources}. */
    private boolean enoughLeft(TaskClass taskClass, int node) {
        int base = node * resources;
        for (int i = 0; i < taskClass.askedCount(); i++) {
            if (taskClass.askedTotal(i) > free[base + taskClass.asked(i)]) {
                return false;
            }
        }
        return true;
    }

    /** Returns the devices that a task gets on a node: those decided, or the lowest-numbered that fit if none were. */
    public long devicesFor(int task, int node, long decided) {
        TaskClass taskClass = tasks.taskClass(task);
        return decided != 0 || taskClass.gpuCount() == 0
                ? decided
                : DeviceChoice.choose(taskClass, views[node], DeviceChoice.Order.INDEX);
    }

    /** Says what tasks use, before anything runs. */
    public void measured(@Nullable TaskUsage by) {
        usage = by;
    }

    @Override
    public @Nullable TaskUsage usage() {
        return usage;
    }

    /** What was given out again of a resource that tasks on a node hold. */
    public long reclaimed(int resource, int node) {
        return reclaimed.of(resource, node);
    }

    /** Whether so much more can be given out again on a node: what is not held cannot, nor less than nothing. */
    public boolean mayReclaim(int node, long cpuMillis, long memoryBytes) {
        return mayReclaim(Resources.CPU, node, cpuMillis) && mayReclaim(Resources.MEMORY, node, memoryBytes);
    }

    private boolean mayReclaim(int resource, int node, long amount) {
        int at = node * resources + resource;
        return reclaimed(resource, node) + amount >= 0 && (amount <= 0 || amount <= allocatable[at] - free[at]);
    }

    /** So much more of what tasks on a node hold is given out again; {@link #mayReclaim} has said that it can be. */
    public void reclaim(int node, long cpuMillis, long memoryBytes) {
        reclaim(Resources.CPU, node, cpuMillis);
        reclaim(Resources.MEMORY, node, memoryBytes);
        feed.add(node, cpuMillis > 0 || memoryBytes > 0);
    }

    private void reclaim(int resource, int node, long amount) {
        reclaimed.add(resource, node, amount);
        request(resource, node, -amount);
    }

    /** Nothing is given out twice any more. */
    public void reclaimNothing() {
        for (int node = 0; node < reclaimed.nodes(); node++) {
            reclaimNothing(node);
        }
    }

    private void reclaimNothing(int node) {
        long cpu = reclaimed(Resources.CPU, node);
        long memory = reclaimed(Resources.MEMORY, node);
        if (cpu != 0 || memory != 0) {
            reclaim(node, -cpu, -memory);
        }
    }

    /** Takes what a task asks for on a node; {@link #obstacle} has said that it fits. */
    public void take(TaskClass taskClass, int node, long devices) {
        change(taskClass, node, devices, 1);
        feed.add(node, false);
    }

    /**
     * Reads what nodes have left, so that it is in the nearest cache when it is needed; -1 is passed over.
     *
     * @return a sum of what was read, of no meaning, so that it had to be read
     */
    public long fetch(int[] someNodes, int count) {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            if (someNodes[i] >= 0) {
                sum += free[someNodes[i] * resources];
            }
        }
        return sum;
    }

    /** From now on it is kept account of {@link #takenShares}: of one resource, in so many groups of neighbouring nodes. */
    public void watchGroups(int resource, int count) {
        groups = new NodeGroups(resource, count);
    }

    /**
     * The share that is taken on each group of nodes, 0 to 1; NaN where its nodes have none of the resource.
     *
     * @throws IllegalStateException if {@link #watchGroups} was not asked for
     */
    public float[] takenShares() {
        if (groups == null) {
            throw new IllegalStateException("Nobody watches groups of nodes");
        }
        return groups.shares(this);
    }

    /** Gives back what a task held on a node. */
    public void giveBack(TaskClass taskClass, int node, long devices) {
        change(taskClass, node, devices, -1);
        feed.add(node, true);
    }

    /** Whether a node has room for a task on it to ask for something else; with {@code ever} if it were there alone. */
    public boolean roomFor(TaskClass before, TaskClass after, int node, boolean ever) {
        for (int resource = 0; resource < resources; resource++) {
            int at = node * resources + resource;
            long most = ever ? allocatable[at] : free[at] + before.totalRequest(resource);
            if (after.totalRequest(resource) > Math.max(most, before.totalRequest(resource))) {
                return false;
            }
        }
        return true;
    }

    /** A task on a node asks for something else from now on; {@link #roomFor} has said that it fits. */
    public void resize(TaskClass before, TaskClass after, int node) {
        change(before, node, 0, -1);
        change(after, node, 0, 1);
        feed.add(node, true);
    }

    /** Has somebody told of each place that is taken or given back from now on. */
    public void observe(Places observer) {
        places = observer;
    }

    private void change(TaskClass taskClass, int node, long devices, int sign) {
        for (int i = 0; i < taskClass.askedCount(); i++) {
            request(taskClass.asked(i), node, sign * taskClass.askedTotal(i));
        }
        gpus.take(node, devices, sign * taskClass.gpuMillisEach());
        if (places != null) {
            places.changed(taskClass, sign);
        }
    }

    private void request(int resource, int node, long amount) {
        free[node * resources + resource] -= amount;
        totals.request(resource, amount);
        if (groups != null) {
            groups.take(resource, node, amount);
        }
        if (totals.watchesRoom() && conditions.available(node)) {
            totals.leave(resource, -amount);
        }
    }

    /** There is one more reason why a node takes nothing new, or one less; it takes tasks again when none is left. */
    public void setCordoned(int node, boolean value) {
        addAvailable(node, -1);
        boolean news = conditions.setCordoned(node, value);
        addAvailable(node, 1);
        if (news) {
            feed.add(node, !conditions.closed(node));
        }
    }

    @Override
    public Resources resources() {
        return spec.resources();
    }

    /** How many resources there are. */
    public int resourceCount() {
        return resources;
    }

    @Override
    public ApiObjects objects() {
        return spec.objects();
    }

    @Override
    public int nodeCount() {
        return nodes;
    }

    @Override
    public NodeView node(int index) {
        return views[index];
    }

    @Override
    public NodeColumns columns() {
        return this;
    }

    @Override
    public TaskView task(int index) {
        return tasks.view(index);
    }

    @Override
    public long version() {
        return feed.version();
    }

    @Override
    public boolean changesSince(long version, ChangeVisitor visitor) {
        return feed.since(version, visitor);
    }

    @Override
    public int count() {
        return nodes;
    }

    @Override
    public boolean schedulable(int node) {
        return !conditions.closed(node);
    }

    @Override
    public long allocatable(int resource, int node) {
        return allocatable[node * resources + resource];
    }

    @Override
    public long free(int resource, int node) {
        return free[node * resources + resource];
    }

    @Override
    public boolean tainted(int node) {
        return tainted[node];
    }

    private final class Node extends DescribedNode {
        private final int index;

        Node(int index, NodeSpec spec) {
            super(spec);
            this.index = index;
        }

        @Override
        public int index() {
            return index;
        }

        @Override
        public boolean schedulable() {
            return !conditions.closed(index);
        }

        @Override
        public boolean present() {
            return !conditions.gone(index);
        }

        @Override
        public long allocatable(int resource) {
            return allocatable[index * resources + resource];
        }

        @Override
        public long requested(int resource) {
            return allocatable[index * resources + resource] - free[index * resources + resource];
        }

        @Override
        public long free(int resource) {
            return free[index * resources + resource];
        }

        @Override
        public int gpuFreeMillis(int device) {
            return gpus.left(index, device);
        }
    }
}
