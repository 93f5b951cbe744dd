package io.wavetank.policy.kubernetes.control;

import io.wavetank.policy.Account;
import io.wavetank.policy.ClusterView;
import io.wavetank.policy.Decision;
import io.wavetank.policy.Decisions;
import io.wavetank.policy.Draws;
import io.wavetank.policy.Elastic;
import io.wavetank.policy.EvictionLimits;
import io.wavetank.policy.Explaining;
import io.wavetank.policy.FailoverDefaults;
import io.wavetank.policy.InPlaceResize;
import io.wavetank.policy.Leadership;
import io.wavetank.policy.LostNodePolicy;
import io.wavetank.policy.NodeHealth;
import io.wavetank.policy.PacedEviction;
import io.wavetank.policy.Scheduler;
import io.wavetank.policy.SchedulerEvent;
import io.wavetank.policy.TaskView;
import io.wavetank.policy.Unfit;
import io.wavetank.policy.kubernetes.queue.ClusterEvent;
import io.wavetank.policy.kubernetes.queue.QueuedPod;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * kube-scheduler as an actor: tasks are pods, events of the cluster fill its cache and wake the pods that wait, and each pass is one scheduling
 * cycle for one pod.
 *
 * <p>A pod that finds a node is assumed there and bound; a member of a gang that is not complete is held there instead, until the gang is or
 * its time is over. A pod that finds none waits as the queue of kube-scheduler has it, and may have others evicted and itself nominated.
 *
 * <p>What it is not: volumes are not provisioned, status updates cost nothing, and a pod that has failed is not tried again while nothing at
 * all has changed since, though kube-scheduler would every five minutes, to no effect; nor is an incomplete gang after many times in vain.
 */
public final class KubernetesScheduler implements Scheduler, Explaining, FailoverDefaults, Elastic, InPlaceResize {
    private static final long SECOND = 1_000_000_000L;

    /** kube-scheduler's lease of 15 s; one of several that stand by. */
    private static final Leadership LEADERSHIP = new Leadership(1, 15 * SECOND, false);

    /** A lease renewed every 10 s, a grace of 40 s looked at every 5 s, and the toleration of 300 s that every pod is given. */
    private static final NodeHealth NODE_HEALTH =
            new NodeHealth(10 * SECOND, 40 * SECOND, 5 * SECOND, 300 * SECOND, true);

    private final ClusterView cluster;
    private final Books books;
    private final Cycle cycle;
    private final Alarm alarm;
    /** Whether a pass will come without being asked for. */
    private boolean passComing;

    /** Creates the scheduler of one run. */
    public KubernetesScheduler(KubernetesSettings settings, ClusterView cluster, Draws draws) {
        this.cluster = cluster;
        this.books = new Books(settings, cluster, draws);
        this.cycle = new Cycle(settings, books);
        this.alarm = new Alarm(books.queue(), settings.queue());
    }

    @Override
    public void on(SchedulerEvent event, Decisions out) {
        long now = out.nowNanos();
        alarm.flush(now);
        if (event instanceof SchedulerEvent.TaskSubmitted submitted) {
            submitted(submitted.task(), out);
        } else if (event instanceof SchedulerEvent.TaskFound found) {
            books.nodes().refresh(now);
            books.found(found.task(), found.node(), now);
        } else if (event instanceof SchedulerEvent.TaskEnded ended) {
            KnownPod pod = books.pod(ended.task().index());
            cycle.gone(pod);
            books.ended(pod, now);
        } else if (event instanceof SchedulerEvent.TaskWithdrawn withdrawn) {
            KnownPod pod = books.pod(withdrawn.task().index());
            cycle.gone(pod);
            books.withdrawn(pod, now);
        } else if (event instanceof SchedulerEvent.TaskResized resized) {
            books.resized(books.pod(resized.task().index()), now);
        } else if (event instanceof SchedulerEvent.PlaceLost lost) {
            placeLost(lost.task(), out);
        } else if (event instanceof SchedulerEvent.Applied applied) {
            applied(applied.decision(), now);
        } else if (event instanceof SchedulerEvent.Refused refused) {
            refused(refused.decision(), now);
        } else if (event instanceof SchedulerEvent.Pass) {
            passComing = false;
            books.nodes().refresh(now);
            if (!cycle.stalled()) {
                cycle.run(out);
                passComing = books.queue().hasActive();
            }
        }
        if (!cycle.stalled()) {
            wake(event, out);
        }
    }

    /** Sees to it that a pass comes when there is something to try. */
    private void wake(SchedulerEvent event, Decisions out) {
        boolean silent = event instanceof SchedulerEvent.Applied;
        if (silent && !passComing && books.queue().hasActive()) {
            passComing = true;
            Alarm.pass(out);
        }
        alarm.set(out, cycle.progressed());
    }

    @Override
    public void explain(Predicate<TaskView> watched, Consumer<Account> told) {
        cycle.explain(watched, told);
    }

    @Override
    public Leadership leadership() {
        return LEADERSHIP;
    }

    @Override
    public NodeHealth nodeHealth() {
        return NODE_HEALTH;
    }

    @Override
    public LostNodePolicy lostNodes(ClusterView view, NodeHealth health, @Nullable EvictionLimits limits) {
        return new PacedEviction(view, limits == null ? EvictionLimits.KUBERNETES : limits, health.tolerationNanos());
    }

    private void submitted(TaskView task, Decisions out) {
        if (books.submitted(task, out.nowNanos())) {
            var reasons = new TreeMap<String, Integer>();
            reasons.put("SchedulingGates (waiting for scheduling gates)", cluster.nodeCount());
            out.add(new Decision.Reject(task.index(), new Unfit(cluster.nodeCount(), reasons)));
        }
    }

    private void applied(Decision decision, long now) {
        if (decision instanceof Decision.Bind bind) {
            bound(books.pod(bind.task()), bind, now);
        } else if (decision instanceof Decision.Hold hold) {
            books.pod(hold.task()).phase = KnownPod.Phase.HELD;
        } else if (decision instanceof Decision.Evict evict) {
            KnownPod pod = books.pod(evict.task());
            if (pod.phase == KnownPod.Phase.RUNNING && pod.task().stopping()) {
                books.stopping(pod, now);
            }
        } else if (decision instanceof Decision.Reject reject) {
            rejected(books.pod(reject.task()), now);
        }
    }

    private void bound(KnownPod pod, Decision.Bind bind, long now) {
        if (!pod.placed()) {
            // what was held for it was lost while the decision to start it was on its way, and it got it all the same
            books.queue().delete(pod);
            books.assume(pod, bind.node(), now, bind.devices());
        }
        books.bound(pod, now);
    }

    /** The attempt has ended: what happened while it went on counts as having happened during it. */
    private void rejected(KnownPod pod, long now) {
        QueuedPod<KnownPod> attempt = pod.attempt;
        if (attempt != null && pod.phase == KnownPod.Phase.WAITING) {
            pod.attempt = null;
            books.queue().rejected(attempt, pod.rejectedBy, now);
        }
    }

    private void refused(Decision decision, long now) {
        if (decision instanceof Decision.Bind bind) {
            bindingFailed(books.pod(bind.task()), now);
        } else if (decision instanceof Decision.Hold hold) {
            bindingFailed(books.pod(hold.task()), now);
        }
    }

    private void bindingFailed(KnownPod pod, long now) {
        if (pod.phase != KnownPod.Phase.ASSUMED) {
            return; // it lost the place that was held for it while the decision to start it was on its way
        }
        QueuedPod<KnownPod> attempt = books.takeOff(pod);
        cycle.gone(pod);
        books.replace(pod);
        if (attempt != null) {
            books.queue().bindingFailed(attempt, now);
        }
    }

    private void placeLost(TaskView task, Decisions out) {
        KnownPod pod = books.pod(task.index());
        boolean held = pod.phase == KnownPod.Phase.HELD;
        QueuedPod<KnownPod> attempt = books.takeOff(pod);
        for (KnownPod other : cycle.giveUp(pod)) {
            out.add(new Decision.Release(other.task().index()));
        }
        cycle.gone(pod);
        books.replace(pod);
        if (held && attempt != null) {
            pod.requeued = true;
            books.queue().bindingRejected(attempt, out.nowNanos());
        } else {
            books.queue().moveAll(ClusterEvent.ASSIGNED_POD_DELETE, out.nowNanos());
        }
    }
}
