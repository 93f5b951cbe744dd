package io.wavetank.experiment.explain;

import io.wavetank.policy.Account;
import io.wavetank.policy.ClusterView;
import io.wavetank.policy.Decision;
import io.wavetank.policy.Decisions;
import io.wavetank.policy.Elastic;
import io.wavetank.policy.Feasibility;
import io.wavetank.policy.Scheduler;
import io.wavetank.policy.SchedulerEvent;
import io.wavetank.policy.TaskClass;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Looks over the shoulder of a scheduler that gives no account of itself: which nodes would do when it decides about the task. It copes with what
 * comes and goes as far as that scheduler does, which has been through the run before.
 */
final class Onlooker implements Scheduler, Elastic {
    private final Scheduler inner;
    private final ClusterView cluster;
    private final String task;
    private final Consumer<Account> told;

    Onlooker(Scheduler inner, ClusterView cluster, String task, Consumer<Account> told) {
        this.inner = inner;
        this.cluster = cluster;
        this.task = task;
        this.told = told;
    }

    @Override
    public void on(SchedulerEvent event, Decisions out) {
        inner.on(event, new Decisions() {
            @Override
            public long nowNanos() {
                return out.nowNanos();
            }

            @Override
            public void add(Decision decision) {
                if (decision instanceof Decision.Bind bind) {
                    look(bind.task(), bind.node(), out.nowNanos());
                } else if (decision instanceof Decision.Reject reject) {
                    look(reject.task(), -1, out.nowNanos());
                }
                out.add(decision);
            }

            @Override
            public void considered(int tasks, int nodes) {
                out.considered(tasks, nodes);
            }

            @Override
            public void passAgain() {
                out.passAgain();
            }
        });
    }

    private void look(int index, int chosen, long now) {
        if (!cluster.task(index).id().equals(task)) {
            return;
        }
        TaskClass asked = cluster.task(index).taskClass();
        List<Account.Candidate> candidates = new ArrayList<>();
        Map<String, List<Integer>> refused = new TreeMap<>();
        for (int node = 0; node < cluster.nodeCount(); node++) {
            String obstacle = Feasibility.obstacle(asked, cluster.node(node), cluster.resources());
            if (obstacle == null) {
                candidates.add(
                        node == chosen ? 0 : candidates.size(),
                        new Account.Candidate(node, 0, Collections.emptySortedMap()));
            } else {
                refused.computeIfAbsent(obstacle, reason -> new ArrayList<>()).add(node);
            }
        }
        List<Account.Refused> refusals = new ArrayList<>();
        refused.forEach((reason, nodes) -> refusals.add(new Account.Refused(reason, nodes)));
        refusals.sort((one, other) -> other.nodes().size() - one.nodes().size());
        told.accept(new Account(now, chosen, cluster.nodeCount(), candidates, refusals, List.of()));
    }
}
