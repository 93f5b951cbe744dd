package io.wavetank.policy.kubernetes.control;

import io.wavetank.policy.TaskView;
import io.wavetank.policy.kubernetes.cluster.Pod;
import io.wavetank.policy.kubernetes.cluster.PodClass;
import io.wavetank.policy.kubernetes.queue.PendingPod;
import io.wavetank.policy.kubernetes.queue.QueuedPod;
import org.jspecify.annotations.Nullable;

/** A task of the cluster and the pod that it is at the moment; a task that lost its place is another pod of the same name. */
final class KnownPod implements PendingPod {
    /** Where the pod is in its life, as far as the scheduler has been told. */
    enum Phase {
        /** In the queue, or being tried. */
        WAITING,
        /** On a node in the cache; the decision has not taken effect. */
        ASSUMED,
        /** A place is held for it. */
        HELD,
        /** On its node. */
        RUNNING,
        /** On its node, being stopped. */
        STOPPING
    }

    private final TaskView task;
    private final long sequence;
    private PodClass podClass;
    /** As on a node from the start of its being there, so that it can be found in the cache. */
    Pod pod;

    Phase phase = Phase.WAITING;
    /** The GPU devices that it uses. */
    long devices;

    /** The plug-ins that rejected it in the attempt in progress, a set as in the queue. */
    long rejectedBy;

    /** The devices that it was given the last time it was tried on a node for the time being. */
    long tried;

    @Nullable
    QueuedPod<KnownPod> attempt;

    /** Whether the queue has it already when the task is submitted again. */
    boolean requeued;

    KnownPod(TaskView task, PodClass podClass) {
        this.task = task;
        this.sequence = task.sequence();
        this.podClass = podClass;
        this.pod = newPod(Long.MAX_VALUE);
    }

    private Pod newPod(long startNanos) {
        return new Pod(task.id(), podClass, task.taskClass().priority(), startNanos);
    }

    TaskView task() {
        return task;
    }

    PodClass podClass() {
        return podClass;
    }

    /** It gets a place now: the pod has a start from here on. */
    void assume(long nowNanos, long onDevices) {
        pod = newPod(nowNanos);
        devices = onDevices;
        phase = Phase.ASSUMED;
    }

    /** It asks for something else where it is. */
    void resize(PodClass to) {
        podClass = to;
        pod = pod.with(to, pod.start());
    }

    /** It lost its place: it is a new pod from here on. */
    void lose() {
        pod = newPod(Long.MAX_VALUE);
        devices = 0;
        phase = Phase.WAITING;
        attempt = null;
    }

    boolean placed() {
        return phase != Phase.WAITING;
    }

    /** Whether it is the task in that place of the order of submission, and not a later one with the same number. */
    boolean is(TaskView other) {
        return sequence == other.sequence();
    }

    @Override
    public int index() {
        return Math.toIntExact(sequence);
    }

    @Override
    public int priority() {
        return pod.priority();
    }

    @Override
    public int kind() {
        return podClass.id();
    }

    @Override
    public String toString() {
        return task.id() + " " + phase;
    }
}
