package io.wavetank.policy.kubernetes.control;

import io.wavetank.policy.Account;
import io.wavetank.policy.kubernetes.KubeScheduler;
import io.wavetank.policy.kubernetes.cluster.Pod;
import io.wavetank.policy.kubernetes.framework.Findings;
import io.wavetank.policy.kubernetes.framework.Preemption;
import io.wavetank.policy.kubernetes.framework.ScorePlugin;
import io.wavetank.policy.kubernetes.framework.Status;
import io.wavetank.policy.kubernetes.queue.ClusterEvent;
import io.wavetank.policy.kubernetes.queue.WakeUps;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** Turns what a cycle found into an {@link Account}. */
final class Accounts {
    private final KubeScheduler kube;
    private final WakeUps wakeUps;

    Accounts(KubeScheduler kube, WakeUps wakeUps) {
        this.kube = kube;
        this.wakeUps = wakeUps;
    }

    /** Returns the account of an attempt that found a node. */
    Account placed(long now, Findings findings) {
        List<ScorePlugin> scores = kube.cycle().scores();
        List<Account.Candidate> candidates = new ArrayList<>();
        for (int k = 0; k < findings.feasibleCount(); k++) {
            var parts = new TreeMap<String, Long>();
            for (int i = 0; i < scores.size(); i++) {
                parts.put(scores.get(i).name(), findings.normalised(i)[k]);
            }
            candidates.add(new Account.Candidate(findings.feasible()[k], findings.total()[k], parts));
        }
        int chosen = findings.chosen();
        candidates.sort(Comparator.comparing((Account.Candidate each) -> each.node() != chosen)
                .thenComparing(Account.Candidate::score, Comparator.reverseOrder())
                .thenComparing(Account.Candidate::node));
        List<String> notes = new ArrayList<>();
        if (findings.ties() > 1) {
            notes.add(findings.ties() + " nodes scored alike: one of them was taken by the rule for ties");
        }
        return account(now, findings, candidates, notes);
    }

    /** Returns the account of an attempt that found none. */
    Account failed(long now, Findings findings, Preemption preemption, long rejectedBy) {
        List<String> notes = new ArrayList<>();
        Preemption.Candidate chosen = preemption.chosen();
        if (chosen != null) {
            notes.add("preemption: " + names(chosen.victims()) + " had to go from "
                    + kube.cluster().nodes().name(chosen.node()) + ", for which it is nominated; "
                    + preemption.candidates().size() + " nodes were candidates"
                    + (chosen.violations() == 0 ? "" : ", " + chosen.violations() + " against a disruption budget"));
        } else if (preemption.eligible()) {
            notes.add("preemption: no node where evicting tasks of lower priority would make room");
        } else {
            notes.add("preemption: not tried (it never preempts, or waits for those that it has had evicted)");
        }
        notes.add("kept waiting by: " + String.join(", ", wakeUps.names(rejectedBy)));
        List<String> events = new ArrayList<>();
        for (ClusterEvent event : ClusterEvent.values()) {
            if (event != ClusterEvent.UNSCHEDULABLE_TIMEOUT && wakeUps.wakes(event, rejectedBy)) {
                events.add(event.name().toLowerCase(Locale.ROOT).replace('_', ' '));
            }
        }
        notes.add("woken by: " + String.join(", ", events) + "; else after five minutes");
        return account(now, findings, List.of(), notes);
    }

    private static String names(List<Pod> pods) {
        return String.join(", ", pods.stream().map(Pod::name).toList());
    }

    private static Account account(
            long now, Findings findings, List<Account.Candidate> candidates, List<String> notes) {
        SortedMap<String, List<Integer>> byReason = new TreeMap<>();
        for (int i = 0; i < findings.rejectedCount(); i++) {
            int node = findings.rejected()[i];
            Status status = findings.status(node);
            if (status != null) {
                byReason.computeIfAbsent(Cycle.reason(status), reason -> new ArrayList<>())
                        .add(node);
            }
        }
        List<Account.Refused> refusals = new ArrayList<>();
        byReason.forEach((reason, nodes) -> {
            nodes.sort(null);
            refusals.add(new Account.Refused(reason, nodes));
        });
        refusals.sort(Comparator.comparing(each -> -each.nodes().size()));
        int searched = findings.feasibleCount() + findings.rejectedCount();
        return new Account(now, findings.chosen(), searched, candidates, refusals, notes);
    }
}
