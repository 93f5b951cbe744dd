package io.wavetank.policy.kubernetes.control;

import io.wavetank.policy.ClusterView;
import io.wavetank.policy.Decision;
import io.wavetank.policy.Decisions;
import io.wavetank.policy.EvictionCause;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.Unfit;
import io.wavetank.policy.kubernetes.KubeScheduler;
import io.wavetank.policy.kubernetes.cluster.Pod;
import io.wavetank.policy.kubernetes.framework.Findings;
import io.wavetank.policy.kubernetes.framework.Gangs;
import io.wavetank.policy.kubernetes.framework.Preemption;
import io.wavetank.policy.kubernetes.framework.Status;
import io.wavetank.policy.kubernetes.queue.QueuedPod;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** One scheduling cycle after the other: takes the next pod from the queue, looks for a node, and says what is to be done. */
final class Cycle {
    private final KubernetesSettings settings;
    private final ClusterView cluster;
    private final Books books;
    private final KubeScheduler kube;
    private final Gangs gangs = new Gangs();
    private long cycles;
    private long failedVersion = -1;

    Cycle(KubernetesSettings settings, ClusterView cluster, Books books) {
        this.settings = settings;
        this.cluster = cluster;
        this.books = books;
        this.kube = books.kube();
    }

    /** The version of the cluster in which an attempt failed last; -1 if none has. */
    long failedVersion() {
        return failedVersion;
    }

    /** Tries the next pod. */
    void run(Decisions out) {
        QueuedPod<KnownPod> attempt = books.queue().pop();
        if (attempt == null) {
            return;
        }
        KnownPod pod = attempt.pod();
        pod.attempt = attempt;
        long cycle = cycles++;
        Findings findings = kube.decide(pod.pod, cycle);
        out.considered(1, findings.feasibleCount());
        if (findings.chosen() == Pod.NOWHERE) {
            fail(pod, findings, cycle, out);
        } else {
            place(pod, attempt, findings.chosen(), out);
        }
        if (books.queue().hasActive()) {
            out.passAgain();
        }
    }

    private void place(KnownPod pod, QueuedPod<KnownPod> attempt, int node, Decisions out) {
        TaskClass task = pod.task().taskClass();
        long devices = task.gpuCount() == 0 ? 0 : books.devices().choose(task, node);
        kube.nominations().forget(pod.pod);
        books.queue().assume(attempt);
        books.assume(pod, node, out.nowNanos(), devices);
        List<Pod> starting = gangs.permit(pod.pod);
        if (starting.isEmpty()) {
            long deadline = Math.addExact(out.nowNanos(), settings.permitNanos());
            out.add(new Decision.Hold(pod.task().index(), node, devices, deadline));
        }
        for (Pod each : starting) {
            KnownPod other = books.known(each);
            if (other != null) {
                out.add(new Decision.Bind(other.task().index(), each.node(), other.devices));
            }
        }
    }

    private void fail(KnownPod pod, Findings findings, long cycle, Decisions out) {
        failedVersion = cluster.version();
        int task = pod.task().index();
        Set<String> plugins = new TreeSet<>();
        Unfit reasons = reasons(findings, plugins);
        plugins.remove("");
        pod.rejectedBy = books.wakeUps().plugins(plugins);
        Preemption preemption = preempt(pod, findings, cycle);
        Preemption.Candidate chosen = preemption.chosen();
        if (chosen == null && preemption.eligible()) {
            withdraw(pod.pod, out);
        } else if (chosen != null) {
            withdrawLower(pod.pod, chosen.node(), out);
            kube.nominations().nominate(pod.pod, chosen.node());
            out.add(new Decision.Nominate(task, chosen.node()));
        }
        out.add(new Decision.Reject(task, reasons));
        if (chosen != null) {
            evict(chosen.victims(), pod, out);
        }
    }

    private Preemption preempt(KnownPod pod, Findings findings, long cycle) {
        if (!books.anyBelow(pod.priority())) {
            return new Preemption(settings.profile().preemption(), List.of(), List.of(), null);
        }
        books.budgets().publish();
        return kube.preempt(pod.pod, findings, cycle);
    }

    private void evict(List<Pod> victims, KnownPod winner, Decisions out) {
        for (Pod victim : victims) {
            KnownPod pod = books.known(victim);
            if (pod == null) {
                throw new IllegalStateException("A victim that is no task: " + victim);
            }
            int task = pod.task().index();
            switch (pod.phase) {
                case RUNNING ->
                    out.add(new Decision.Evict(
                            task,
                            EvictionCause.PREEMPTED,
                            settings.graceNanos(),
                            "for " + winner.task().id()));
                case HELD -> out.add(new Decision.Release(task));
                case WAITING, ASSUMED, STOPPING -> {}
            }
        }
    }

    private void withdrawLower(Pod pod, int node, Decisions out) {
        for (Pod other : kube.nominations().forgetBelow(pod, node)) {
            KnownPod known = books.known(other);
            if (known != null) {
                out.add(new Decision.Nominate(known.task().index(), -1));
            }
        }
    }

    private void withdraw(Pod pod, Decisions out) {
        KnownPod known = books.known(pod);
        if (known != null && kube.nominations().node(pod) != Pod.NOWHERE) {
            kube.nominations().forget(pod);
            out.add(new Decision.Nominate(known.task().index(), -1));
        }
    }

    private static Unfit reasons(Findings findings, Set<String> plugins) {
        var counts = new TreeMap<String, Integer>();
        for (int i = 0; i < findings.rejectedCount(); i++) {
            Status status = findings.status(findings.rejected()[i]);
            if (status != null) {
                plugins.add(status.plugin());
                counts.merge(status.plugin() + " (" + String.join(", ", status.reasons()) + ")", 1, Integer::sum);
            }
        }
        return new Unfit(findings.nodes(), counts);
    }

    /** A place that was held is lost: returns those of the pod's gang whose places go with it. */
    List<KnownPod> giveUp(KnownPod pod) {
        List<KnownPod> others = new ArrayList<>();
        for (Pod each : gangs.giveUp(pod.pod)) {
            KnownPod known = books.known(each);
            if (known != null && known != pod && known.phase == KnownPod.Phase.HELD) {
                others.add(known);
            }
        }
        return others;
    }

    /** A pod is gone, wherever it was. */
    void gone(KnownPod pod) {
        gangs.gone(pod.pod);
        kube.nominations().forget(pod.pod);
    }
}
