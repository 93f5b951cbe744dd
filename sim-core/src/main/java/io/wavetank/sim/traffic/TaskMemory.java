package io.wavetank.sim.traffic;

import io.wavetank.policy.Resources;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.TaskUsage;
import io.wavetank.sim.cluster.Cluster;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.sim.cluster.NodeSpec;
import io.wavetank.sim.cluster.TaskTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What memory tasks hold on their nodes: a replica what its service says of its memory and its requests, with its proxy; another task what is measured of it, or
 * else what it asks for.
 *
 * <p>The class of a pod's quality of service is by what is known of it: the limits of a replica are those of its service's memory and of its quota of processors, another
 * task has none.
 */
public final class TaskMemory {
    /** Kubernetes' {@code system-node-critical}. */
    private static final int NODE_CRITICAL = 2_000_001_000;

    private static final double MILLIS = 1000;

    /**
     * A task that is no replica and was killed, which its kubelet is to find out.
     *
     * @param task its row
     * @param sequence by which it is told from others that have the row later
     */
    public record Killed(int task, long sequence) {}

    private final Cluster cluster;
    private final List<NodeSpec> specs;
    private final OutOfMemory killer;
    private final List<@Nullable NodeMemory> nodes = new ArrayList<>();
    /** By row of the task. */
    private @Nullable MemoryHolder[] holders = new @Nullable MemoryHolder[64];

    TaskMemory(Cluster cluster, ClusterSpec spec, OutOfMemory killer) {
        this.cluster = cluster;
        this.specs = spec.nodes();
        this.killer = killer;
    }

    private NodeMemory node(int number) {
        while (nodes.size() <= number) {
            nodes.add(null);
        }
        NodeMemory node = nodes.get(number);
        if (node == null) {
            long offered = cluster.allocatable(Resources.MEMORY, number);
            long capacity = number < specs.size() ? specs.get(number).capacity(Resources.MEMORY) : offered;
            node = new NodeMemory(offered, Math.max(offered, capacity));
            nodes.set(number, node);
        }
        return node;
    }

    /** A task begins to run, as a replica or not. */
    void started(long now, int task, @Nullable Replica replica) {
        TaskTable tasks = cluster.tasks();
        gone(task);
        MemorySpec told = replica == null ? null : replica.service.spec.extras().memory();
        ProxySpec proxy = replica == null ? null : replica.service.proxy;
        NodeMemory node = node(tasks.node(task));
        var holder = new MemoryHolder(
                node,
                told == null ? null : replica,
                task,
                tasks.sequence(task),
                adjustment(tasks.taskClass(task), replica, node.capacityBytes()),
                proxy == null ? 0 : proxy.memoryBytes());
        if (task >= holders.length) {
            holders = Arrays.copyOf(holders, Math.max(task + 1, 2 * holders.length));
        }
        holders[task] = holder;
        node.add(holder);
        if (replica != null && told != null) {
            replica.holder = holder;
            replica.holdMemory();
        } else {
            holder.hold(ofAnother(now, task));
        }
        killer.makeRoom(now, node, 0);
    }

    /** The {@code oom_score_adj} of a task; that of a replica if it is one. */
    static int adjustment(TaskClass task, @Nullable Replica replica, long capacityBytes) {
        long request = task.totalRequest(Resources.MEMORY);
        long cpu = task.totalRequest(Resources.CPU);
        MemorySpec memory =
                replica == null ? null : replica.service.spec.extras().memory();
        CpuQuota quota = replica == null ? null : replica.service.spec.quota();
        long limit = memory == null ? Long.MAX_VALUE : memory.limitBytes();
        boolean guaranteed = quota != null && quota.limitCores() * MILLIS == cpu && limit == request;
        if (guaranteed || task.priority() >= NODE_CRITICAL) {
            return OomScore.GUARANTEED;
        }
        if (request == 0 && cpu == 0 && quota == null && limit == Long.MAX_VALUE) {
            return OomScore.BEST_EFFORT;
        }
        // Kubernetes takes a limit for the request where there is none
        return OomScore.burstable(request == 0 && limit < Long.MAX_VALUE ? limit : request, capacityBytes);
    }

    /** A task is off its node, or starts anew. */
    void gone(int task) {
        MemoryHolder holder = task < holders.length ? holders[task] : null;
        if (holder != null) {
            if (holder.replica != null) {
                holder.replica.holder = null;
            }
            holder.node.remove(holder);
            holders[task] = null;
        }
    }

    /** What all tasks on a node hold, with what is measured of them now; who is too much is killed at once. */
    public long lookAt(long now, int node) {
        TaskTable tasks = cluster.tasks();
        NodeMemory memory = node(node);
        for (int task = tasks.firstOn(node); task >= 0; task = tasks.nextOn(task)) {
            MemoryHolder holder = task < holders.length ? holders[task] : null;
            if (holder != null && holder.replica == null) {
                holder.hold(ofAnother(now, task));
            }
        }
        killer.makeRoom(now, memory, 0);
        return memory.usedBytes();
    }

    /** What a task holds, with its proxy. */
    public long bytes(int task) {
        MemoryHolder holder = task < holders.length ? holders[task] : null;
        return holder == null ? 0 : holder.bytes() + holder.besidesBytes;
    }

    private long ofAnother(long now, int task) {
        TaskTable tasks = cluster.tasks();
        TaskUsage usage = cluster.usage();
        return usage == null
                ? tasks.taskClass(task).totalRequest(Resources.MEMORY)
                : usage.memoryBytes(tasks.view(task), now);
    }

    /** Those that the kernel killed and that are no replicas, since this was asked last. */
    public List<Killed> takeKilled() {
        List<Killed> killed = new ArrayList<>();
        for (MemoryHolder each : killer.takeDead()) {
            killed.add(new Killed(each.task, each.sequence));
        }
        return killed;
    }

    /** How often the kernel killed for want of memory of a node. */
    public long kills() {
        return killer.kills();
    }
}
