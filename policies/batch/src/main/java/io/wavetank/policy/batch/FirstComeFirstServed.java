package io.wavetank.policy.batch;

import io.wavetank.policy.ClusterView;
import io.wavetank.policy.Decision;
import io.wavetank.policy.Decisions;
import io.wavetank.policy.Elastic;
import io.wavetank.policy.Feasibility;
import io.wavetank.policy.QueueSort;
import io.wavetank.policy.Scheduler;
import io.wavetank.policy.SchedulerEvent;
import io.wavetank.policy.TaskView;
import io.wavetank.policy.Unfit;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * First come, first served, without backfilling: jobs start from the head of the queue while the head fits, and nothing passes it by.
 *
 * <p>The queue is ordered by submit time, then by the order of submission; a job that was evicted returns to its old place. The head starts on
 * the lowest-numbered node that it fits on, with all its members; a pool of processors is one node. Estimates and priorities play no part.
 *
 * <p>One start a pass, then another pass: with a thinking time, each start has its own. While the head is blocked and nothing in the cluster
 * has changed there is nothing to think about, and the pass costs nothing.
 *
 * <p>Source: {@code fcfs} with backfill {@code none} of the golden data for rigid parallel jobs ("start jobs from the head of the queue while
 * they fit; stop at the first that does not"), which take one pass after all completions and arrivals of an instant.
 */
public final class FirstComeFirstServed implements Scheduler, Elastic {
    private static final QueueSort ORDER = (a, b) -> {
        int bySubmit = Long.compare(a.submitNanos(), b.submitNanos());
        return bySubmit != 0 ? bySubmit : Long.compare(a.sequence(), b.sequence());
    };
    private static final int NOWHERE = -1;

    private final ClusterView cluster;
    private final PriorityQueue<TaskView> queue = new PriorityQueue<>(ORDER);
    private @Nullable TaskView blockedHead;
    private long blockedVersion;

    /** Creates the scheduler of one run, with nothing in its queue. */
    public FirstComeFirstServed(ClusterView cluster) {
        this.cluster = cluster;
    }

    @Override
    public void on(SchedulerEvent event, Decisions out) {
        if (event instanceof SchedulerEvent.TaskSubmitted submitted) {
            queue.add(submitted.task());
        } else if (event instanceof SchedulerEvent.Pass) {
            startHead(out);
        } else if (event instanceof SchedulerEvent.Refused refused
                && refused.decision() instanceof Decision.Bind bind) {
            TaskView task = cluster.task(bind.task());
            if (task.node() < 0) {
                queue.add(task);
            }
        } else if (event instanceof SchedulerEvent.TaskWithdrawn withdrawn) {
            queue.removeIf(task -> task.index() == withdrawn.task().index());
            blockedHead = null;
        }
    }

    private void startHead(Decisions out) {
        TaskView head = queue.peek();
        if (head == null || (head == blockedHead && cluster.version() == blockedVersion)) {
            return;
        }
        int node = firstThatFits(head, out);
        if (node == NOWHERE) {
            block(head, out);
        } else {
            queue.poll();
            blockedHead = null;
            out.add(new Decision.Bind(head.index(), node));
            if (!queue.isEmpty()) {
                out.passAgain();
            }
        }
    }

    private int firstThatFits(TaskView task, Decisions out) {
        int nodes = cluster.nodeCount();
        for (int node = 0; node < nodes; node++) {
            if (Feasibility.fits(task.taskClass(), cluster.node(node))) {
                out.considered(1, node + 1);
                return node;
            }
        }
        out.considered(1, nodes);
        return NOWHERE;
    }

    /** Tells once why the head waits: it will be told again only as the head of another wait. */
    private void block(TaskView head, Decisions out) {
        if (head != blockedHead) {
            out.add(new Decision.Reject(head.index(), Unfit.explain(head.taskClass(), cluster)));
        }
        blockedHead = head;
        blockedVersion = cluster.version();
    }
}
