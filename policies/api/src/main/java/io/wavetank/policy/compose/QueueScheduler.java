package io.wavetank.policy.compose;

import io.wavetank.policy.Attempt;
import io.wavetank.policy.ClusterView;
import io.wavetank.policy.Decision;
import io.wavetank.policy.Decisions;
import io.wavetank.policy.Draws;
import io.wavetank.policy.Elastic;
import io.wavetank.policy.InPlaceResize;
import io.wavetank.policy.PlacementPolicy;
import io.wavetank.policy.QueueSort;
import io.wavetank.policy.Scheduler;
import io.wavetank.policy.SchedulerEvent;
import io.wavetank.policy.TaskView;
import io.wavetank.policy.Unfit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * A scheduler that takes one waiting task at a time, in queue order, and asks a {@link PlacementPolicy} where to put it.
 *
 * <p>Waiting tasks stand in lanes: one for all ({@link Blocking#HEAD_OF_LINE}), or one per task class ({@link Blocking#SKIP}). A lane whose
 * first task finds no place is blocked until a node changes in a way that might let that class in; so a long queue costs what changed and
 * not its length, and the decisions are those of trying every waiting task after every change.
 *
 * <p>Answers for one task a pass, so that a modelled thinking time passes between two decisions.
 */
public final class QueueScheduler implements Scheduler, Elastic, InPlaceResize {
    /** What a task that finds no place means for those behind it. */
    public enum Blocking {
        /** They wait too. */
        HEAD_OF_LINE,
        /** They are tried all the same. */
        SKIP
    }

    private final PlacementPolicy policy;
    private final QueueSort sort;
    private final Blocking blocking;
    private final ClusterView cluster;
    private final Attempt attempt;
    private final WhyNot whyNot;
    private final PriorityQueue<Lane> ready;
    private final List<Lane> blocked = new ArrayList<>();
    private @Nullable Lane[] lanes = new @Nullable Lane[64];
    private final ClusterView.ChangeVisitor wakeFor = this::wakeFor;
    private long seenVersion;

    /** The task that waits while no other does: most find a place at once, and need no lane. */
    private @Nullable TaskView alone;

    /** Creates the scheduler of one run, with nothing in its queue. */
    public QueueScheduler(PlacementPolicy policy, QueueSort sort, Blocking blocking, ClusterView cluster, Draws draws) {
        this.policy = policy;
        this.sort = sort;
        this.blocking = blocking;
        this.cluster = cluster;
        this.attempt = new Attempt(draws);
        this.whyNot = new WhyNot(cluster);
        this.ready = new PriorityQueue<>((a, b) -> sort.compare(a.first(), b.first()));
        this.seenVersion = cluster.version();
    }

    @Override
    public void on(SchedulerEvent event, Decisions out) {
        if (event instanceof SchedulerEvent.TaskSubmitted submitted) {
            enqueue(submitted.task());
        } else if (event instanceof SchedulerEvent.Pass) {
            wakeLanes();
            tryFirst(out);
        } else if (event instanceof SchedulerEvent.Refused refused) {
            refused(refused);
        } else if (event instanceof SchedulerEvent.TaskWithdrawn withdrawn) {
            withdraw(withdrawn.task());
        }
    }

    private void refused(SchedulerEvent.Refused refused) {
        if (refused.decision() instanceof Decision.Bind bind) {
            TaskView task = cluster.task(bind.task());
            if (task.node() < 0) {
                enqueue(task);
            }
        }
    }

    private void withdraw(TaskView task) {
        TaskView other = alone;
        if (other != null && other.index() == task.index()) {
            alone = null;
            return;
        }
        Lane lane = laneOf(task);
        ready.remove(lane);
        lane.tasks.removeIf(each -> each.index() == task.index());
        if (lane.tasks.isEmpty()) {
            lane.blocked = false;
            blocked.remove(lane);
        } else if (!lane.blocked || blocking == Blocking.HEAD_OF_LINE) {
            lane.blocked = false; // the one behind it may fit
            blocked.remove(lane);
            ready.add(lane);
        }
    }

    private void enqueue(TaskView task) {
        TaskView other = alone;
        if (other == null && ready.isEmpty() && blocked.isEmpty()) {
            alone = task;
            return;
        }
        alone = null;
        if (other != null) {
            enterLane(other);
        }
        enterLane(task);
    }

    private void enterLane(TaskView task) {
        Lane lane = laneOf(task);
        boolean wasEmpty = lane.tasks.isEmpty();
        boolean goesFirst = wasEmpty || sort.compare(task, lane.first()) < 0;
        if (goesFirst && !wasEmpty && !lane.blocked) {
            ready.remove(lane);
        }
        lane.tasks.add(task);
        boolean waitsForTheSame = lane.blocked && blocking == Blocking.SKIP;
        if (goesFirst && !waitsForTheSame) {
            if (lane.blocked) {
                lane.blocked = false;
                blocked.remove(lane);
            }
            ready.add(lane);
        }
    }

    private void wakeLanes() {
        long version = cluster.version();
        if (version == seenVersion) {
            return;
        }
        if (!blocked.isEmpty() && !cluster.changesSince(seenVersion, wakeFor)) {
            for (int i = blocked.size() - 1; i >= 0; i--) {
                wake(i);
            }
        }
        seenVersion = version;
    }

    private void wakeFor(int node, boolean mayFitMore) {
        if (!mayFitMore) {
            return;
        }
        for (int i = blocked.size() - 1; i >= 0; i--) {
            if (policy.feasible(blocked.get(i).first().taskClass(), cluster.node(node))) {
                wake(i);
            }
        }
    }

    private void wake(int position) {
        Lane lane = blocked.get(position);
        Lane last = blocked.remove(blocked.size() - 1);
        if (lane != last) {
            blocked.set(position, last);
        }
        lane.blocked = false;
        ready.add(lane);
    }

    private void tryFirst(Decisions out) {
        TaskView single = alone;
        if (single != null) {
            alone = null;
            if (!place(single, out)) {
                Lane lane = laneOf(single);
                lane.tasks.add(single);
                block(lane, out);
            }
            return;
        }
        Lane lane = ready.poll();
        if (lane == null) {
            return;
        }
        if (!place(lane.first(), out)) {
            block(lane, out);
        } else {
            lane.tasks.poll();
            if (!lane.tasks.isEmpty()) {
                ready.add(lane);
            }
        }
        if (!ready.isEmpty()) {
            out.passAgain();
        }
    }

    /** Asks the policy, and decides as it says; returns false if no node will do. */
    private boolean place(TaskView task, Decisions out) {
        attempt.begin(out.nowNanos());
        int node = policy.place(task, cluster, attempt);
        out.considered(1, attempt.scoredNodes());
        if (node == Attempt.NOWHERE) {
            return false;
        }
        long devices =
                task.taskClass().gpuCount() == 0 ? 0 : policy.deviceChoice().choose(task, cluster.node(node), attempt);
        out.add(new Decision.Bind(task.index(), node, devices));
        return true;
    }

    /** Blocks a lane and tells why of its first task, unless that was told before; the others of a class wait for the same. */
    private void block(Lane lane, Decisions out) {
        lane.blocked = true;
        blocked.add(lane);
        TaskView first = lane.first();
        Unfit reasons = whyNot.of(first);
        if (lane.toldSequence != first.sequence() || !reasons.equals(lane.told)) {
            lane.toldSequence = first.sequence();
            lane.told = reasons;
            out.add(new Decision.Reject(first.index(), reasons));
        }
    }

    private Lane laneOf(TaskView task) {
        int index = blocking == Blocking.SKIP ? task.classIndex() : 0;
        if (index >= lanes.length) {
            lanes = Arrays.copyOf(lanes, Math.max(index + 1, lanes.length * 2));
        }
        Lane lane = lanes[index];
        if (lane == null) {
            lane = new Lane(new PriorityQueue<>(sort));
            lanes[index] = lane;
        }
        return lane;
    }

    /** Tasks that wait for the same; never blocked while empty. */
    private static final class Lane {
        final PriorityQueue<TaskView> tasks;
        boolean blocked;
        long toldSequence = -1;

        @Nullable
        Unfit told;

        Lane(PriorityQueue<TaskView> tasks) {
            this.tasks = tasks;
        }

        TaskView first() {
            TaskView task = tasks.peek();
            if (task == null) {
                throw new IllegalStateException("An empty lane has no first task");
            }
            return task;
        }
    }
}
