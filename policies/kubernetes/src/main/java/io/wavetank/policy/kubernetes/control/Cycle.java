package io.wavetank.policy.kubernetes.control;

import io.wavetank.policy.Account;
import io.wavetank.policy.Decision;
import io.wavetank.policy.Decisions;
import io.wavetank.policy.EvictionCause;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.TaskView;
import io.wavetank.policy.Unfit;
import io.wavetank.policy.kubernetes.KubeScheduler;
import io.wavetank.policy.kubernetes.cluster.Pod;
import io.wavetank.policy.kubernetes.framework.Findings;
import io.wavetank.policy.kubernetes.framework.Gangs;
import io.wavetank.policy.kubernetes.framework.Preemption;
import io.wavetank.policy.kubernetes.framework.SearchOutcome;
import io.wavetank.policy.kubernetes.framework.Status;
import io.wavetank.policy.kubernetes.queue.QueuedPod;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** One scheduling cycle after the other: takes the next pod from the queue, looks for a node, and says what is to be done. */
final class Cycle {
    /** How often gangs may give up in a row: enough for those that stand in each other's way to get out of it. */
    private static final int MOST_IN_VAIN = 100;

    private final KubernetesSettings settings;
    private final Books books;
    private final KubeScheduler kube;
    private final Gangs gangs = new Gangs();
    private long cycles;
    private long failedAt = -1;
    private long gaveUpAt = -1;
    private int inVain;
    private Predicate<TaskView> watched = task -> false;
    private Consumer<Account> told = account -> {};

    Cycle(KubernetesSettings settings, Books books) {
        this.settings = settings;
        this.books = books;
        this.kube = books.kube();
    }

    /** Whether anything has happened since an attempt failed last that may let another end otherwise. */
    boolean progressed() {
        return books.progress() != failedAt;
    }

    /** Whether gangs have given up so often with nothing happening in between that they would do so for ever. */
    boolean stalled() {
        return inVain >= MOST_IN_VAIN && books.progress() == gaveUpAt;
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
        // the two decide alike; only the full scan can give account of what it saw
        SearchOutcome outcome = watched.test(pod.task()) ? kube.decide(pod.pod, cycle) : kube.choose(pod.pod, cycle);
        out.considered(1, outcome.feasibleCount());
        if (outcome.chosen() != Pod.NOWHERE) {
            place(pod, attempt, outcome, out);
        } else if (outcome instanceof Findings findings) {
            fail(pod, findings, cycle, out);
        } else {
            throw new IllegalStateException("A search in vain that says not why");
        }
        if (books.queue().hasActive()) {
            out.passAgain();
        }
    }

    private void place(KnownPod pod, QueuedPod<KnownPod> attempt, SearchOutcome outcome, Decisions out) {
        int node = outcome.chosen();
        if (watched.test(pod.task()) && outcome instanceof Findings findings) {
            told.accept(new Accounts(kube, books.wakeUps()).placed(out.nowNanos(), findings));
        }
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
        failedAt = books.progress();
        int task = pod.task().index();
        Set<String> plugins = new TreeSet<>();
        Unfit reasons = reasons(findings, plugins);
        plugins.remove("");
        pod.rejectedBy = books.wakeUps().plugins(plugins);
        Preemption preemption = preempt(pod, findings, cycle);
        if (watched.test(pod.task())) {
            told.accept(
                    new Accounts(kube, books.wakeUps()).failed(out.nowNanos(), findings, preemption, pod.rejectedBy));
        }
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
                counts.merge(reason(status), 1, Integer::sum);
            }
        }
        return new Unfit(findings.nodes(), counts);
    }

    /** What a plug-in has against a node, in a line. */
    static String reason(Status status) {
        return status.plugin() + " (" + String.join(", ", status.reasons()) + ")";
    }

    /** Gives account of attempts at placing tasks that are watched. */
    void explain(Predicate<TaskView> which, Consumer<Account> taker) {
        watched = which;
        told = taker;
    }

    /** A place that was held is lost: returns those of the pod's gang whose places go with it. */
    List<KnownPod> giveUp(KnownPod pod) {
        List<KnownPod> others = new ArrayList<>();
        List<Pod> waiting = gangs.giveUp(pod.pod);
        if (!waiting.isEmpty()) {
            inVain = gaveUpAt == books.progress() ? inVain + 1 : 0;
            gaveUpAt = books.progress();
        }
        for (Pod each : waiting) {
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
