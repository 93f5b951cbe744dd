package io.wavetank.sim;

import io.wavetank.policy.Decision;
import io.wavetank.policy.EvictionCause;
import io.wavetank.policy.Resources;
import io.wavetank.sim.cluster.Cluster;
import io.wavetank.sim.cluster.TaskState;
import io.wavetank.sim.cluster.TaskTable;
import io.wavetank.sim.traffic.ClusterTraffic;
import io.wavetank.sim.traffic.MemoryUse;
import io.wavetank.sim.traffic.PressureSpec;
import io.wavetank.sim.traffic.TaskMemory;
import java.io.IOException;

/**
 * Nodes that run short of memory: of one on which too little is left the kubelet evicts the first in this order: pods that use more than they ask for before the
 * others, lower priority first, those that use most beyond what they ask for first; then the one that came last.
 *
 * <p>A replica of the traffic uses what its requests make it use, and its proxy; another task what is measured of it, or else what it asks for. What a node does not
 * offer is taken to be used by its system. Critical pods stay.
 *
 * <p>Between two looks the kernel kills, see {@link TaskMemory}. A replica knows at once; of any other task the kubelet finds at its next relist that it is dead, and
 * starts it again after its back-off, at a relist too.
 *
 * <p>Sources: Kubernetes 1.26, {@code rankMemoryPressure} of {@code pkg/kubelet/eviction/helpers.go}; {@code genericPlegRelistPeriod} of {@code pkg/kubelet/kubelet.go}
 * is a second.
 */
final class MemoryPressure {
    private static final int CRITICAL = 2_000_000_000;
    private static final int NONE = -1;
    /** How often a kubelet looks at which containers run. */
    private static final long RELIST_NANOS = 1_000_000_000;

    private final PressureSpec spec;
    private final ClusterTraffic traffic;
    private final TaskMemory memory;
    private final Cluster cluster;
    private final TaskTable tasks;
    private final Agenda agenda;
    private final Execution execution;
    private final KilledTasks killed;
    private long nextLookNanos;
    private long nextRelistNanos = RELIST_NANOS;
    private double shares;
    private double proxyShares;
    private double most;
    private long looks;
    private long evictions;

    MemoryPressure(
            PressureSpec spec,
            ClusterTraffic traffic,
            TaskMemory memory,
            Cluster cluster,
            Agenda agenda,
            Execution execution,
            TaskCrashes.Fate fate) {
        this.spec = spec;
        this.traffic = traffic;
        this.memory = memory;
        this.cluster = cluster;
        this.tasks = cluster.tasks();
        this.agenda = agenda;
        this.execution = execution;
        this.killed = new KilledTasks(cluster, fate);
        this.nextLookNanos = spec.everyNanos();
    }

    void begin() {
        schedule();
    }

    private void schedule() {
        agenda.schedule(Math.min(nextLookNanos, nextRelistNanos), EventKind.MEMORY, 0);
    }

    /** Kubelets look at which containers run, at the memory of their nodes, or at both. */
    void look(long now) throws IOException {
        traffic.standAt(now);
        if (now == nextRelistNanos) {
            nextRelistNanos = Math.addExact(now, RELIST_NANOS);
            killed.found(now, memory.takeKilled());
            killed.restart(now);
        }
        if (now == nextLookNanos) {
            nextLookNanos = Math.addExact(now, spec.everyNanos());
            for (int node = 0; node < cluster.nodeCount(); node++) {
                if (cluster.present(node) && !cluster.down(node)) {
                    look(now, node);
                }
            }
        }
        schedule();
    }

    private void look(long now, int node) throws IOException {
        long offered = cluster.allocatable(Resources.MEMORY, node);
        long used = memory.lookAt(now, node);
        long proxies = 0;
        for (int task = tasks.firstOn(node); task >= 0; task = tasks.nextOn(task)) {
            proxies += traffic.proxyBytes(task);
        }
        if (offered > 0) {
            looks++;
            shares += (double) used / offered;
            proxyShares += (double) proxies / offered;
            most = Math.max(most, (double) used / offered);
        }
        if (offered - used < spec.availableBytes()) {
            int victim = victim(node);
            if (victim != NONE) {
                evictions++;
                execution.evict(
                        now, new Decision.Evict(victim, EvictionCause.SHORTAGE, 0, "the node is low on memory"));
            }
        }
    }

    private int victim(int node) {
        int victim = NONE;
        for (int task = tasks.firstOn(node); task >= 0; task = tasks.nextOn(task)) {
            boolean may = tasks.state(task) == TaskState.RUNNING
                    && tasks.taskClass(task).priority() < CRITICAL;
            if (may && (victim == NONE || before(task, victim))) {
                victim = task;
            }
        }
        return victim;
    }

    private boolean before(int task, int other) {
        long more = memory.bytes(task) - tasks.taskClass(task).totalRequest(Resources.MEMORY);
        long othersMore = memory.bytes(other) - tasks.taskClass(other).totalRequest(Resources.MEMORY);
        if (more > 0 != othersMore > 0) {
            return more > 0;
        }
        int byPriority = Integer.compare(
                tasks.taskClass(task).priority(), tasks.taskClass(other).priority());
        if (byPriority != 0) {
            return byPriority < 0;
        }
        return more != othersMore ? more > othersMore : tasks.sequence(task) > tasks.sequence(other);
    }

    MemoryUse use() {
        return looks == 0
                ? MemoryUse.NONE
                : new MemoryUse(shares / looks, most, proxyShares / looks, evictions, memory.kills());
    }
}
