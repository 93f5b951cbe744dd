package io.wavetank.policy.kubernetes.queue;

import org.jspecify.annotations.Nullable;

/**
 * A pod's entry in the {@link SchedulingQueue}, and the handle of its attempt once it has been popped.
 *
 * @param <P> what the caller knows of a pod
 */
public final class QueuedPod<P extends PendingPod> {
    /** Where an entry is. */
    enum Place {
        /** Nowhere: its attempt is in progress, or it is done with. */
        OUT,
        ACTIVE,
        BACKOFF,
        UNSCHEDULABLE
    }

    private P pod;
    /** The pod as last heard of; what the entry is put back with. */
    P latest;

    int attempts;
    long timestampNanos;
    /** Tells entries of one timestamp apart: the order in which they got it. */
    long sequence;

    long expiryNanos;
    long plugins;
    Place place = Place.OUT;
    int heapPosition = -1;
    boolean assumed;
    boolean deleted;
    boolean duplicate;

    @Nullable
    QueuedPod<P> earlierOfKind;

    @Nullable
    QueuedPod<P> laterOfKind;

    @Nullable
    QueuedPod<P> earlier;

    @Nullable
    QueuedPod<P> later;

    QueuedPod(P pod) {
        this.pod = pod;
        this.latest = pod;
    }

    /** The pod; while its attempt is in progress, as it was when that began. */
    public P pod() {
        return pod;
    }

    void refresh(P body) {
        pod = body;
        latest = body;
    }

    /** How often it has been popped. */
    public int attempts() {
        return attempts;
    }

    /** When the entry was made or its last attempt failed, whichever is later; moving it about does not change it. */
    public long timestampNanos() {
        return timestampNanos;
    }

    /** When it is no longer kept back; only of meaning while it is. */
    public long expiryNanos() {
        return expiryNanos;
    }

    /** The plugins that rejected it last time, a set as in {@link WakeUps}. */
    public long plugins() {
        return plugins;
    }

    /**
     * Whether the pod has been assumed on a node by an attempt that is still binding it, so that this one, the child of an update in
     * between, is to be thrown away.
     */
    public boolean duplicate() {
        return duplicate;
    }

    @Override
    public String toString() {
        return "QueuedPod " + pod.index() + " " + place + " attempts=" + attempts + " timestamp=" + timestampNanos;
    }
}
