package io.wavetank.policy.testkit;

import io.wavetank.policy.Attempt;
import io.wavetank.policy.ClusterView;
import io.wavetank.policy.Decision;
import io.wavetank.policy.Decisions;
import io.wavetank.policy.Draws;
import io.wavetank.policy.PlacementPolicy;
import io.wavetank.policy.QueueSort;
import io.wavetank.policy.Scheduler;
import io.wavetank.policy.SchedulerEvent;
import io.wavetank.policy.TaskView;
import io.wavetank.policy.compose.QueueScheduler.Blocking;
import java.util.ArrayList;
import java.util.List;

/** What a queue scheduler is to decide, without any thrift: all waiting tasks are tried again, in order, in every pass. */
final class NaiveScheduler implements Scheduler {
    private final PlacementPolicy policy;
    private final QueueSort sort;
    private final Blocking blocking;
    private final ClusterView cluster;
    private final Attempt attempt;
    private final List<TaskView> waiting = new ArrayList<>();

    NaiveScheduler(PlacementPolicy policy, QueueSort sort, Blocking blocking, ClusterView cluster, Draws draws) {
        this.policy = policy;
        this.sort = sort;
        this.blocking = blocking;
        this.cluster = cluster;
        this.attempt = new Attempt(draws);
    }

    @Override
    public void on(SchedulerEvent event, Decisions out) {
        if (event instanceof SchedulerEvent.TaskSubmitted submitted) {
            waiting.add(submitted.task());
        } else if (event instanceof SchedulerEvent.Pass) {
            waiting.sort(sort);
            for (TaskView task : waiting) {
                attempt.begin(out.nowNanos());
                int node = policy.place(task, cluster, attempt);
                if (node != Attempt.NOWHERE) {
                    waiting.remove(task);
                    long devices = policy.deviceChoice().choose(task, cluster.node(node), attempt);
                    out.add(new Decision.Bind(task.index(), node, devices));
                    out.considered(1, 0);
                    out.passAgain();
                    return;
                }
                if (blocking == Blocking.HEAD_OF_LINE) {
                    return;
                }
            }
        }
    }
}
