package io.wavetank.policy.kubernetes.queue;

import org.jspecify.annotations.Nullable;

/** The entries in the three places of the queue; each pod has at most one. */
final class WaitingPods<P extends PendingPod> {
    private final QueueSettings settings;
    private final PodHeap<P> active = new PodHeap<>(WaitingPods::byPriority);
    private final PodHeap<P> backoff = new PodHeap<>(WaitingPods::byExpiry);
    private final UnschedulablePods<P> unschedulable;
    private final IndexTable<QueuedPod<P>> entries = new IndexTable<>();
    private long stamps;

    WaitingPods(QueueSettings settings, WakeUps wakeUps) {
        this.settings = settings;
        this.unschedulable = new UnschedulablePods<>(wakeUps);
    }

    private static <P extends PendingPod> int byPriority(QueuedPod<P> one, QueuedPod<P> other) {
        int order = Integer.compare(other.pod().priority(), one.pod().priority());
        return order != 0 ? order : byAge(one, other);
    }

    private static <P extends PendingPod> int byExpiry(QueuedPod<P> one, QueuedPod<P> other) {
        int order = Long.compare(one.expiryNanos, other.expiryNanos);
        return order != 0 ? order : byAge(one, other);
    }

    private static int byAge(QueuedPod<?> one, QueuedPod<?> other) {
        int order = Long.compare(one.timestampNanos, other.timestampNanos);
        return order != 0 ? order : Long.compare(one.sequence, other.sequence);
    }

    PodHeap<P> active() {
        return active;
    }

    PodHeap<P> backoff() {
        return backoff;
    }

    UnschedulablePods<P> unschedulable() {
        return unschedulable;
    }

    /** Returns the entry of the pod of this index, if it has one here. */
    @Nullable
    QueuedPod<P> find(int pod) {
        return entries.get(pod);
    }

    /** Makes a new active entry. */
    void add(P pod, long now) {
        var entry = new QueuedPod<>(pod);
        stamp(entry, now);
        activate(entry);
    }

    /** Sets the time by which the entry is ordered. */
    void stamp(QueuedPod<P> entry, long now) {
        entry.timestampNanos = now;
        entry.sequence = stamps++;
    }

    void activate(QueuedPod<P> entry) {
        enter(entry, QueuedPod.Place.ACTIVE);
        active.add(entry);
    }

    void keepBack(QueuedPod<P> entry) {
        enter(entry, QueuedPod.Place.BACKOFF);
        entry.expiryNanos = entry.timestampNanos + settings.backoffNanos(entry.attempts);
        backoff.add(entry);
    }

    void awaitEvent(QueuedPod<P> entry) {
        enter(entry, QueuedPod.Place.UNSCHEDULABLE);
        unschedulable.add(entry);
    }

    /** Moves an entry to where it is tried again: at once, or after its back-off. */
    void retry(QueuedPod<P> entry, long now) {
        leave(entry);
        if (entry.timestampNanos + settings.backoffNanos(entry.attempts) > now) {
            keepBack(entry);
        } else {
            activate(entry);
        }
    }

    private void enter(QueuedPod<P> entry, QueuedPod.Place place) {
        entry.place = place;
        entries.put(entry.pod().index(), entry);
    }

    void leave(QueuedPod<P> entry) {
        switch (entry.place) {
            case ACTIVE -> active.remove(entry);
            case BACKOFF -> backoff.remove(entry);
            case UNSCHEDULABLE -> unschedulable.remove(entry);
            case OUT -> throw new IllegalStateException("Not waiting: " + entry);
        }
        entry.place = QueuedPod.Place.OUT;
        entries.put(entry.pod().index(), null);
    }

    void replaceBody(QueuedPod<P> entry, P body) {
        switch (entry.place) {
            case ACTIVE -> {
                entry.refresh(body);
                active.changed(entry);
            }
            case BACKOFF -> entry.refresh(body);
            case UNSCHEDULABLE -> unschedulable.replaceBody(entry, body);
            case OUT -> throw new IllegalStateException("Not waiting: " + entry);
        }
    }

    int flushBackoff(long now) {
        int moved = 0;
        QueuedPod<P> entry = backoff.first();
        while (entry != null && entry.expiryNanos <= now) {
            leave(entry);
            activate(entry);
            moved++;
            entry = backoff.first();
        }
        return moved;
    }

    int flushUnschedulable(long now) {
        int moved = 0;
        QueuedPod<P> entry = unschedulable.oldest();
        while (entry != null && now - entry.timestampNanos > settings.maxUnschedulableNanos()) {
            retry(entry, now);
            moved++;
            entry = unschedulable.oldest();
        }
        return moved;
    }
}
