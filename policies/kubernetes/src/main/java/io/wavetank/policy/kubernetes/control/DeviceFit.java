package io.wavetank.policy.kubernetes.control;

import io.wavetank.policy.ClusterView;
import io.wavetank.policy.NodeView;
import io.wavetank.policy.Resources;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.kubernetes.cluster.Pod;
import io.wavetank.policy.kubernetes.cluster.PodClass;
import io.wavetank.policy.kubernetes.framework.FilterPlugin;
import io.wavetank.policy.kubernetes.framework.Status;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The filter of what a node must have besides what Kubernetes looks at: GPU devices with enough left on each, a slot for every
 * member of a rigid job, and that it takes anything new at all.
 *
 * <p>It is not part of Kubernetes, which counts whole devices and leaves shares of them to a device plug-in. It stands behind all other filters, so
 * that it has the say only where they have nothing against a node.
 */
final class DeviceFit implements FilterPlugin {
    /** The name in diagnostics. */
    static final String NAME = "WavetankDevices";

    private static final Status NO_DEVICE = Status.unschedulable(NAME, "no GPU devices with enough left");
    private static final Status NO_SLOTS = Status.unschedulable(NAME, "Too many pods");
    private static final Status UNAVAILABLE = Status.unresolvable(NAME, "node is unavailable");

    private final ClusterView cluster;
    private final Map<PodClass, TaskClass> tasks = new HashMap<>();
    private final Map<Pod, KnownPod> known;
    /** What was taken off or put there for the time being. */
    private final Trial trial = new Trial();

    /** Sums of what was moved on the one node that is tried at a time. */
    private final class Trial {
        int node = Pod.NOWHERE;
        long slots;
        int[] millis = new int[0];

        void move(Pod pod, int onNode, int sign) {
            if (onNode != node) {
                node = onNode;
                slots = 0;
                millis = new int[cluster.node(onNode).gpuCount()];
            }
            KnownPod mover = known.get(pod);
            if (mover == null) {
                return;
            }
            TaskClass task = mover.task().taskClass();
            slots -= (long) sign * task.members();
            long devices = mover.devices;
            if (devices == 0 && task.gpuCount() > 0) {
                devices = sign > 0 ? choose(task, onNode) : mover.tried;
                mover.tried = devices;
            }
            for (long rest = devices; rest != 0; rest &= rest - 1) {
                millis[Long.numberOfTrailingZeros(rest)] -= sign * task.gpuMillisEach();
            }
        }
    }

    DeviceFit(ClusterView cluster, Map<Pod, KnownPod> known) {
        this.cluster = cluster;
        this.known = known;
    }

    /** Notes what pods of a kind ask for as tasks. */
    void describe(PodClass pod, TaskClass task) {
        tasks.put(pod, task);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Scope filterScope() {
        return Scope.NODE;
    }

    @Override
    public @Nullable Status preFilter(PodClass pod) {
        trial.node = Pod.NOWHERE;
        return null;
    }

    @Override
    public @Nullable Status filter(PodClass pod, int node) {
        NodeView view = cluster.node(node);
        if (!view.schedulable()) {
            return UNAVAILABLE;
        }
        TaskClass task = tasks.get(pod);
        if (task == null) {
            return null;
        }
        if (task.gpuCount() > 0 && Long.bitCount(choose(task, node)) < task.gpuCount() * task.members()) {
            return NO_DEVICE;
        }
        long slots = view.free(Resources.PODS) + (trial.node == node ? trial.slots : 0);
        return task.members() > slots ? NO_SLOTS : null;
    }

    @Override
    public void moved(PodClass pod, Pod other, int node, int sign) {
        trial.move(other, node, sign);
    }

    /** Returns the lowest-numbered devices that would do, all that the task needs or as many as there are. */
    long choose(TaskClass task, int node) {
        NodeView view = cluster.node(node);
        long chosen = 0;
        int needed = task.gpuCount() * task.members();
        for (int device = 0; device < view.gpuCount() && needed > 0; device++) {
            int free = view.gpuFreeMillis(device) + (trial.node == node ? trial.millis[device] : 0);
            if (free >= task.gpuMillisEach()) {
                chosen |= 1L << device;
                needed--;
            }
        }
        return chosen;
    }
}
