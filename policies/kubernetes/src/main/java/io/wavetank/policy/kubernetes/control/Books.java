package io.wavetank.policy.kubernetes.control;

import io.wavetank.policy.ClusterView;
import io.wavetank.policy.Draws;
import io.wavetank.policy.TaskView;
import io.wavetank.policy.constraint.ApiObjects;
import io.wavetank.policy.kubernetes.KubeScheduler;
import io.wavetank.policy.kubernetes.cluster.AffinityTerm;
import io.wavetank.policy.kubernetes.cluster.ClusterCache;
import io.wavetank.policy.kubernetes.cluster.ClusterObjects;
import io.wavetank.policy.kubernetes.cluster.Pod;
import io.wavetank.policy.kubernetes.cluster.PodClass;
import io.wavetank.policy.kubernetes.queue.ClusterEvent;
import io.wavetank.policy.kubernetes.queue.NodePreCheck;
import io.wavetank.policy.kubernetes.queue.Nominator;
import io.wavetank.policy.kubernetes.queue.QueuedPod;
import io.wavetank.policy.kubernetes.queue.SchedulingQueue;
import io.wavetank.policy.kubernetes.queue.WakeUps;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the scheduler knows: nodes and pods in its cache, which task is which pod, who waits in the queue, and the budgets. */
final class Books {
    private final ClusterCache cache = new ClusterCache(false);
    private final WakeUps wakeUps = WakeUps.kubernetes126()
            .with(
                    DeviceFit.NAME,
                    EnumSet.of(ClusterEvent.NODE_ADD, ClusterEvent.NODE_TAINT, ClusterEvent.ASSIGNED_POD_DELETE));
    private final KubeScheduler kube;
    private final SchedulingQueue<KnownPod> queue;
    private final Templates templates;
    private final DeviceFit devices;
    private final Budgets budgets;
    private final NodeSync nodes;
    private final boolean gates;
    private final Map<Pod, KnownPod> byPod = new HashMap<>();
    /** How many pods on nodes have which priority. */
    private final TreeMap<Integer, Integer> priorities = new TreeMap<>();

    private long progress;
    private @Nullable KnownPod[] byTask = new @Nullable KnownPod[64];

    Books(KubernetesSettings settings, ClusterView cluster, Draws draws) {
        this.templates = new Templates(cache, cluster.resources());
        this.devices = new DeviceFit(cluster, byPod);
        this.kube = new KubeScheduler(cache, settings.profile(), settings.ties(), draws, List.of(devices));
        this.queue = new SchedulingQueue<>(settings.queue(), wakeUps, 0, nominator());
        this.gates = settings.profile().version().hasSchedulingGates();
        fill(cluster.objects(), cache.objects());
        this.budgets = new Budgets(cluster.objects(), cache.objects());
        this.nodes = new NodeSync(cluster, cache, this::nodeChanged);
    }

    private Nominator<KnownPod> nominator() {
        return new Nominator<>() {
            @Override
            public void forget(KnownPod pod) {
                kube.nominations().forget(pod.pod);
            }

            @Override
            public void replace(KnownPod before, KnownPod after) {
                kube.nominations().replace(before.pod, after.pod);
            }
        };
    }

    private static void fill(ApiObjects from, ClusterObjects into) {
        from.namespaces().forEach(into::putNamespace);
        for (ApiObjects.Service service : from.services()) {
            into.putService(new ClusterObjects.Service(service.namespace(), service.name(), service.selector()));
        }
        for (ApiObjects.Workload each : from.workloads()) {
            into.putWorkload(new ClusterObjects.Workload(each.kind(), each.namespace(), each.name(), each.selector()));
        }
    }

    private void nodeChanged(ClusterEvent event, int node, long now) {
        progressed();
        var check = new NodePreCheck(cache, node);
        queue.move(event, pod -> check.passes(pod.podClass()), now);
    }

    /** How much has happened that may let an attempt end otherwise than before; places that are merely held for a while do not count. */
    long progress() {
        return progress;
    }

    /** Something happened that may let an attempt end otherwise than before. */
    void progressed() {
        progress++;
    }

    KubeScheduler kube() {
        return kube;
    }

    SchedulingQueue<KnownPod> queue() {
        return queue;
    }

    WakeUps wakeUps() {
        return wakeUps;
    }

    NodeSync nodes() {
        return nodes;
    }

    DeviceFit devices() {
        return devices;
    }

    Budgets budgets() {
        return budgets;
    }

    /** Whether any pod on a node has a lower priority. */
    boolean anyBelow(int priority) {
        return !priorities.isEmpty() && priorities.firstKey() < priority;
    }

    /** The pod of a task that is in the system. */
    KnownPod pod(int task) {
        KnownPod pod = task < byTask.length ? byTask[task] : null;
        if (pod == null) {
            throw new IllegalStateException("Task " + task + " was never submitted");
        }
        return pod;
    }

    /** The task's pod, given what the cache and the cycle know it as; null for what was there before the scheduler. */
    @Nullable
    KnownPod known(Pod pod) {
        return byPod.get(pod);
    }

    /** Takes in a task, or one that lost its place; returns whether it must wait for its scheduling gates, for good. */
    boolean submitted(TaskView task, long now) {
        KnownPod pod = entered(task);
        if (gates && !pod.podClass().spec().schedulingGates().isEmpty()) {
            return true;
        }
        if (!pod.requeued) {
            queue.add(pod, now);
        }
        pod.requeued = false;
        return false;
    }

    /** Takes in a task that is on its node already. */
    void found(TaskView task, int node, long now) {
        KnownPod pod = entered(task);
        assume(pod, node, task.startNanos() >= 0 ? task.startNanos() : now, task.devices());
        bound(pod, now);
        if (task.stopping()) {
            stopping(pod, now);
        }
        queue.move(ClusterEvent.ASSIGNED_POD_ADD, affectedBy(pod), now);
    }

    private KnownPod entered(TaskView task) {
        int index = task.index();
        if (index >= byTask.length) {
            byTask = Arrays.copyOf(byTask, Math.max(index + 1, 2 * byTask.length));
        }
        KnownPod pod = byTask[index];
        if (pod == null || !pod.is(task)) {
            PodClass podClass = templates.of(task.taskClass());
            devices.describe(podClass, task.taskClass());
            pod = new KnownPod(task, podClass);
            byTask[index] = pod;
            byPod.put(pod.pod, pod);
            budgets.present(podClass, 1);
            if (task.nominatedNode() >= 0) { // by the leader before
                kube.nominations().nominate(pod.pod, task.nominatedNode());
            }
            progressed();
        }
        return pod;
    }

    /** The pod gets a place on a node. */
    void assume(KnownPod pod, int node, long now, long onDevices) {
        byPod.remove(pod.pod);
        pod.assume(now, onDevices);
        byPod.put(pod.pod, pod);
        cache.putPod(pod.pod, node);
        priorities.merge(pod.priority(), 1, Integer::sum);
    }

    /** The pod runs. */
    void bound(KnownPod pod, long now) {
        QueuedPod<KnownPod> attempt = pod.attempt;
        pod.attempt = null;
        pod.phase = KnownPod.Phase.RUNNING;
        progressed();
        budgets.healthy(pod.podClass(), 1);
        if (attempt != null) {
            queue.bound(attempt, affectedBy(pod), now);
        }
    }

    /** The pod keeps its place only for its grace period. */
    void stopping(KnownPod pod, long now) {
        pod.phase = KnownPod.Phase.STOPPING;
        progressed();
        budgets.healthy(pod.podClass(), -1);
        cache.terminate(pod.pod);
        queue.move(ClusterEvent.ASSIGNED_POD_UPDATE, affectedBy(pod), now);
    }

    /** The pod ended. */
    void ended(KnownPod pod, long now) {
        takeOff(pod);
        byPod.remove(pod.pod);
        byTask[pod.task().index()] = null;
        budgets.present(pod.podClass(), -1);
        queue.moveAll(ClusterEvent.ASSIGNED_POD_DELETE, now);
    }

    /** The pod asks for something else where it is. */
    void resized(KnownPod pod, long now) {
        if (!pod.placed()) {
            return;
        }
        PodClass podClass = templates.of(pod.task().taskClass());
        devices.describe(podClass, pod.task().taskClass());
        int node = pod.pod.node();
        cache.removePod(pod.pod);
        byPod.remove(pod.pod);
        pod.resize(podClass);
        byPod.put(pod.pod, pod);
        cache.putPod(pod.pod, node);
        progressed();
        queue.moveAll(ClusterEvent.ASSIGNED_POD_DELETE, now);
    }

    /** The pod was deleted while it waited, or while the decision about it was on its way. */
    void withdrawn(KnownPod pod, long now) {
        QueuedPod<KnownPod> attempt = pod.attempt;
        pod.attempt = null;
        queue.delete(pod);
        if (attempt != null) {
            queue.rejected(attempt, 0, now);
        }
        boolean assumed = pod.placed();
        takeOff(pod);
        byPod.remove(pod.pod);
        byTask[pod.task().index()] = null;
        budgets.present(pod.podClass(), -1);
        if (assumed) {
            queue.moveAll(ClusterEvent.ASSIGNED_POD_DELETE, now);
        }
    }

    /** Takes the pod off its node in the cache; returns its attempt, if that goes on. */
    @Nullable
    QueuedPod<KnownPod> takeOff(KnownPod pod) {
        if (pod.placed()) {
            cache.removePod(pod.pod);
            priorities.merge(pod.priority(), -1, (all, less) -> all + less == 0 ? null : all + less);
        }
        if (pod.phase == KnownPod.Phase.RUNNING) {
            budgets.healthy(pod.podClass(), -1);
        }
        if (pod.phase == KnownPod.Phase.RUNNING || pod.phase == KnownPod.Phase.STOPPING) {
            progressed();
        }
        return pod.attempt;
    }

    /** The pod is gone, and the task another that waits. */
    void replace(KnownPod pod) {
        byPod.remove(pod.pod);
        pod.lose();
        byPod.put(pod.pod, pod);
    }

    /** Whether a pod that came to be on a node, or changed there, may be what a waiting pod wants to be near to. */
    private Predicate<KnownPod> affectedBy(KnownPod other) {
        return waiting -> {
            for (AffinityTerm term : waiting.podClass().requiredAffinity()) {
                if (term.matches(other.podClass(), cache.objects())) {
                    return true;
                }
            }
            return false;
        };
    }
}
