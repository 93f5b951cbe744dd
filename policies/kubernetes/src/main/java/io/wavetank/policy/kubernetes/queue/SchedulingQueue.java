package io.wavetank.policy.kubernetes.queue;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The pods that wait to be scheduled, as kube-scheduler keeps them: <em>active</em> ones, which are tried by priority and age; ones whose
 * last attempt failed and that are kept back for a while (<em>back-off</em>); and <em>unschedulable</em> ones, which wait for an event
 * that may help them.
 *
 * <p>A pod that is popped is in none of the three until its attempt ends. Attempts are made one at a time, but a pod may be assumed on
 * its node and the next be tried while it is being bound. A failed pod goes to back-off if any event came in since the last pop, whether
 * or not it helps, else to unschedulable.
 *
 * <p>It reads no clock: every operation is told the time, in nanoseconds since the start of the run, which must not fall. Pods that are
 * otherwise equal leave in the order in which they got their timestamp, which production leaves open. Scheduling gates, off by default in
 * 1.26, are not modelled.
 *
 * <p>Source: Kubernetes 1.26, {@code PriorityQueue} in {@code pkg/scheduler/internal/queue/scheduling_queue.go}.
 *
 * @param <P> what the caller knows of a pod
 */
public final class SchedulingQueue<P extends PendingPod> {
    private final FlushTimes flushTimes;
    private final WaitingPods<P> waiting;
    private final Nominator<P> nominator;
    /** Attempts in progress, binding included. */
    private final IndexTable<QueuedPod<P>> inProgress = new IndexTable<>();

    private @Nullable QueuedPod<P> current;
    private long cycle;
    private long moveCycle = -1;
    private long nowNanos;

    /**
     * Creates an empty queue.
     *
     * @param settings its times
     * @param wakeUps which event wakes whom
     * @param startNanos when it starts running; flushes come then and each whole period later
     * @param nominator told of pods that no longer need the node promised to them
     */
    public SchedulingQueue(QueueSettings settings, WakeUps wakeUps, long startNanos, Nominator<P> nominator) {
        this.flushTimes = new FlushTimes(settings, startNanos);
        this.waiting = new WaitingPods<>(settings, wakeUps);
        this.nowNanos = startNanos;
        this.nominator = nominator;
    }

    /** Adds a new pod. */
    public void add(P pod, long now) {
        pass(now);
        if (waiting.find(pod.index()) != null) {
            throw new IllegalArgumentException("Pod " + pod.index() + " is waiting already");
        }
        waiting.add(pod, now);
    }

    /**
     * Takes the next pod out and begins its attempt; null if none is active. A {@link QueuedPod#duplicate() duplicate} is merely thrown
     * away: its attempt does not begin.
     */
    public @Nullable QueuedPod<P> pop() {
        if (current != null) {
            throw new IllegalStateException("The attempt of another pod is in progress: " + current);
        }
        QueuedPod<P> entry = waiting.active().first();
        if (entry == null) {
            return null;
        }
        waiting.leave(entry);
        entry.attempts++;
        entry.plugins = WakeUps.NO_PLUGIN;
        cycle++;
        int index = entry.pod().index();
        entry.duplicate = inProgress.get(index) != null;
        if (!entry.duplicate) {
            inProgress.put(index, entry);
            current = entry;
        }
        return entry;
    }

    /** The attempt in progress has found a node; the pod is being bound, and keeps no promise of a node any longer. */
    public void assume(QueuedPod<P> attempt) {
        if (attempt != current) {
            throw new IllegalStateException("Not the attempt in progress: " + attempt);
        }
        current = null;
        attempt.assumed = true;
        nominator.forget(attempt.pod());
    }

    /** A pod has been bound: pods whose affinity it may help ({@code affected}) are moved, and nothing of it stays here. */
    public void bound(QueuedPod<P> attempt, Predicate<? super P> affected, long now) {
        pass(now);
        end(attempt);
        move(ClusterEvent.ASSIGNED_POD_ADD, affected, now);
        forget(attempt.pod());
    }

    /**
     * An attempt has failed: these plugins rejected the pod. Returns whether there still is the pod: one deleted in the meantime is not
     * put back.
     */
    public boolean rejected(QueuedPod<P> attempt, long plugins, long now) {
        pass(now);
        end(attempt);
        if (!attempt.deleted) {
            putBack(attempt, plugins, now);
        }
        return !attempt.deleted;
    }

    /** An attempt has ended with an error, which costs the pod its promised node, too. */
    public boolean failed(QueuedPod<P> attempt, long now) {
        nominator.forget(attempt.pod());
        return rejected(attempt, WakeUps.NO_PLUGIN, now);
    }

    /**
     * An assumed pod was refused while it waited to be bound, and counts on its node no longer: it is put back, then all others are moved
     * as for a pod that went. So it may well be unschedulable itself.
     */
    public boolean bindingRejected(QueuedPod<P> attempt, long now) {
        boolean kept = failed(attempt, now);
        QueuedPod<P> own = waiting.find(attempt.pod().index());
        if (own != null && own.place == QueuedPod.Place.UNSCHEDULABLE) {
            waiting.leave(own);
            moveAll(ClusterEvent.ASSIGNED_POD_DELETE, now);
            waiting.awaitEvent(own);
        } else {
            moveAll(ClusterEvent.ASSIGNED_POD_DELETE, now);
        }
        return kept;
    }

    /**
     * An assumed pod could not be bound, and counts on its node no longer: all are moved as for a pod that went, then it is put back, and
     * so always into back-off.
     */
    public boolean bindingFailed(QueuedPod<P> attempt, long now) {
        moveAll(ClusterEvent.ASSIGNED_POD_DELETE, now);
        return failed(attempt, now);
    }

    /** Lets all unschedulable pods that the event wakes try again. */
    public void moveAll(ClusterEvent event, long now) {
        move(event, pod -> true, now);
    }

    /**
     * Lets the unschedulable pods that the event wakes, and that pass, try again: for a node event those that {@link NodePreCheck} lets
     * pass, for a pod that is added or changed those with a required affinity term that matches it.
     *
     * @param passes says of a pod, and by that of all of its kind, whether the event may help it
     */
    public void move(ClusterEvent event, Predicate<? super P> passes, long now) {
        pass(now);
        waiting.unschedulable().forEachWoken(event, passes, entry -> waiting.retry(entry, now));
        moveCycle = cycle;
    }

    /**
     * A pending pod has changed. One that is being tried gets a second entry, which supersedes the one that may be put back; one that is
     * being bound is left alone.
     *
     * @param pod the pod as it is now
     * @param statusOnly whether nothing but its status changed, which does not let an unschedulable pod try again
     */
    public void update(P pod, boolean statusOnly, long now) {
        pass(now);
        QueuedPod<P> attempt = inProgress.get(pod.index());
        if (attempt != null) {
            attempt.latest = pod;
        }
        if (attempt != null && attempt.assumed) {
            return;
        }
        QueuedPod<P> entry = waiting.find(pod.index());
        P before = entry != null ? entry.pod() : attempt != null ? attempt.pod() : pod;
        nominator.replace(before, pod);
        if (entry == null) {
            waiting.add(pod, now);
            return;
        }
        waiting.replaceBody(entry, pod);
        if (entry.place == QueuedPod.Place.UNSCHEDULABLE && !statusOnly) {
            waiting.retry(entry, now);
        }
    }

    /** A pending pod is gone. An attempt in progress goes on, but is not put back when it fails. */
    public void delete(P pod) {
        QueuedPod<P> attempt = inProgress.get(pod.index());
        if (attempt != null) {
            attempt.deleted = true;
        }
        forget(pod);
    }

    /** Lets a pod try again at once, if it waits; returns whether that changed anything. No event: it does not tell on failing pods. */
    public boolean activate(int pod) {
        QueuedPod<P> entry = waiting.find(pod);
        if (entry == null || entry.place == QueuedPod.Place.ACTIVE) {
            return false;
        }
        waiting.leave(entry);
        waiting.activate(entry);
        return true;
    }

    /** Ends the back-off of pods that have been kept back long enough; returns how many. */
    public int flushBackoff(long now) {
        pass(now);
        return waiting.flushBackoff(now);
    }

    /**
     * Lets pods try again that have been unschedulable for longer than they should; if there are any it counts as an event. Returns how
     * many.
     */
    public int flushUnschedulable(long now) {
        pass(now);
        int moved = waiting.flushUnschedulable(now);
        if (moved > 0) {
            moveCycle = cycle;
        }
        return moved;
    }

    /**
     * When {@link #flushBackoff} will next move a pod, as things stand; {@link Long#MAX_VALUE} if never. Runs before anything else of
     * that instant.
     */
    public long nextBackoffFlushNanos() {
        QueuedPod<P> first = waiting.backoff().first();
        return first == null ? Long.MAX_VALUE : flushTimes.backoff(first.expiryNanos);
    }

    /**
     * When {@link #flushUnschedulable} will next move a pod, as things stand; {@link Long#MAX_VALUE} if never. Runs after the other
     * flush.
     */
    public long nextUnschedulableFlushNanos() {
        QueuedPod<P> oldest = waiting.unschedulable().oldest();
        return oldest == null ? Long.MAX_VALUE : flushTimes.unschedulable(oldest.timestampNanos);
    }

    /** How often a pod has been popped. */
    public long cycle() {
        return cycle;
    }

    /** What {@link #cycle} was at the last event; -1 before the first. */
    public long moveCycle() {
        return moveCycle;
    }

    /** Whether a pod could be popped. */
    public boolean hasActive() {
        return waiting.active().size() > 0;
    }

    /** How many pods wait in all. */
    public int size() {
        return waiting.active().size()
                + waiting.backoff().size()
                + waiting.unschedulable().size();
    }

    /** Returns the active pods, the next first. */
    public List<QueuedPod<P>> active() {
        return waiting.active().inOrder();
    }

    /** Returns the pods that are kept back, the first to be released first. */
    public List<QueuedPod<P>> backoff() {
        return waiting.backoff().inOrder();
    }

    /** Returns the pods that wait for an event, the oldest first. */
    public List<QueuedPod<P>> unschedulable() {
        return waiting.unschedulable().inOrder();
    }

    private void putBack(QueuedPod<P> entry, long plugins, long now) {
        QueuedPod<P> other = waiting.find(entry.pod().index());
        if (other != null) {
            other.latest = entry.latest;
            return;
        }
        entry.refresh(entry.latest);
        entry.plugins = plugins;
        waiting.stamp(entry, now);
        if (moveCycle >= cycle) {
            waiting.keepBack(entry);
        } else {
            waiting.awaitEvent(entry);
        }
    }

    private void end(QueuedPod<P> attempt) {
        int index = attempt.pod().index();
        if (inProgress.get(index) != attempt) {
            throw new IllegalStateException("No attempt in progress: " + attempt);
        }
        inProgress.put(index, null);
        attempt.assumed = false;
        if (attempt == current) {
            current = null;
        }
    }

    private void forget(P pod) {
        QueuedPod<P> entry = waiting.find(pod.index());
        if (entry != null) {
            waiting.leave(entry);
        }
        nominator.forget(pod);
    }

    private void pass(long now) {
        if (now < nowNanos) {
            throw new IllegalArgumentException("Time falls from " + nowNanos + " to " + now + " ns");
        }
        nowNanos = now;
    }
}
