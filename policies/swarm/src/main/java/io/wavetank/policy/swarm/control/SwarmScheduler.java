package io.wavetank.policy.swarm.control;

import io.wavetank.policy.ClusterView;
import io.wavetank.policy.Decision;
import io.wavetank.policy.Decisions;
import io.wavetank.policy.Draws;
import io.wavetank.policy.Durable;
import io.wavetank.policy.Elastic;
import io.wavetank.policy.FailoverDefaults;
import io.wavetank.policy.Leadership;
import io.wavetank.policy.Metered;
import io.wavetank.policy.NodeHealth;
import io.wavetank.policy.Refusal;
import io.wavetank.policy.Scheduler;
import io.wavetank.policy.SchedulerEvent;
import io.wavetank.policy.TaskView;
import io.wavetank.policy.Unfit;
import io.wavetank.policy.swarm.placement.KeyedOrder;
import io.wavetank.policy.swarm.placement.TaskPlacer;
import io.wavetank.policy.swarm.placement.VisitingOrder;
import io.wavetank.policy.swarm.raft.ManagerGroup;
import io.wavetank.policy.swarm.task.SwarmTask;
import io.wavetank.policy.swarm.task.TaskState;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The managers of a swarm as an actor. Tasks of the cluster that belong together are a service, each in a slot of its own. What waits is placed
 * in rounds, which follow changes after a little while; a task that has lost its place is replaced by another in its slot if the restart policy
 * says so. The replacement gets a node at once, and starts when its delay is over: until then the place is held.
 *
 * <p>A task that is bound to one node by its name is of a global service: it is looked at before the groups, on its node alone, and never ranked.
 * When its node is lost it is there again as soon as the node is back, whatever the restart policy says.
 */
public final class SwarmScheduler implements Scheduler, Elastic, Metered, FailoverDefaults, Durable {
    private static final int ROUND = 0;
    private static final int START = 1;
    private static final String GIVEN_UP = "restart policy";
    private static final long SECOND = 1_000_000_000L;
    /** For how long a place is held beyond the start that it is held for, in case the start is on its way. */
    private static final long HOLD_MARGIN_NANOS = 3600 * SECOND;
    /** A heartbeat every 5 s, of which three may be missed; tasks are given up with their node. */
    private static final NodeHealth NODE_HEALTH = new NodeHealth(5 * SECOND, 15 * SECOND, 0, 0, false);

    private final ClusterView cluster;
    private final Leadership leadership;
    private final TaskPlacer placer;
    private final NodeMirror nodes;
    private final Slots slots;
    private final Debounce debounce;
    private final WaitReasons reasons;
    /** Tasks with a place that wait for their delay to be over, by that time and the order of submission. */
    private final SortedMap<Long, SortedMap<Long, KnownTask>> delayed = new TreeMap<>();

    private long armedNanos = Debounce.NEVER;
    private long rounds;
    private final Orphans orphans = new Orphans();
    private long restarts;
    private long givenUp;
    private long looks;

    /** Creates the managers of one run. */
    public SwarmScheduler(SwarmSettings settings, ClusterView cluster, Draws draws) {
        this.cluster = cluster;
        var group = ManagerGroup.of(settings.managers());
        this.leadership = new Leadership(
                settings.managers(), group.electionNanos(group.quorum(), draws.stream("election"), 0), false);
        this.placer = new TaskPlacer(settings.byName() ? VisitingOrder.BY_NAME : new KeyedOrder(draws.stream("order")));
        this.nodes = new NodeMirror(cluster, placer);
        this.slots = new Slots(new TaskSpecs(settings, cluster.resources(), nodes));
        this.reasons = new WaitReasons(cluster);
        this.debounce = new Debounce(settings.debounceNanos(), settings.debounceMostNanos());
    }

    @Override
    public void on(SchedulerEvent event, Decisions out) {
        long now = out.nowNanos();
        orphans.advance(now);
        if (event instanceof SchedulerEvent.TaskSubmitted submitted) {
            submitted(submitted.task(), out);
        } else if (event instanceof SchedulerEvent.TaskFound found) {
            found(found.task(), found.node());
        } else if (event instanceof SchedulerEvent.TaskEnded ended) {
            ended(known(ended.task()), now);
        } else if (event instanceof SchedulerEvent.PlaceLost lost) {
            orphans.replaced(lost.node());
            placeLost(known(lost.task()), now);
        } else if (event instanceof SchedulerEvent.TaskWithdrawn withdrawn) {
            withdrawn(known(withdrawn.task()), now);
        } else if (event instanceof SchedulerEvent.Applied applied) {
            applied(applied.decision());
        } else if (event instanceof SchedulerEvent.Refused refused) {
            refused(refused.decision(), refused.reason(), now);
        } else if (event instanceof SchedulerEvent.TimerFired timer) {
            if (timer.token() == START) {
                start(out);
            }
        } else if (event instanceof SchedulerEvent.Pass) {
            pass(out);
        } else if (event instanceof SchedulerEvent.NodeLost lost) {
            orphans.down(now, lost.node());
        } else if (event instanceof SchedulerEvent.NodeBack back) {
            orphans.back(back.node());
        }
        arm(out);
    }

    private KnownTask known(TaskView view) {
        return Objects.requireNonNull(slots.find(view), () -> "Nothing is known of " + view.id());
    }

    private void submitted(TaskView view, Decisions out) {
        long now = out.nowNanos();
        KnownTask known = slots.find(view);
        if (known == null) {
            known = slots.enter(view);
            boolean lostUnseen = view.attempts() > known.generation();
            if (lostUnseen) {
                restart(known, now);
            } else {
                placer.created(known.task());
            }
        }
        if (known.givenUp()) {
            var reasons = new TreeMap<>(Map.of(GIVEN_UP, cluster.nodeCount()));
            out.add(new Decision.Reject(view.index(), new Unfit(cluster.nodeCount(), reasons)));
        }
        debounce.changed(now);
    }

    private void found(TaskView view, int node) {
        KnownTask known = slots.enter(view);
        known.task().assign(nodes.name(node));
        known.task().reach(TaskState.RUNNING);
        placer.created(known.task());
        if (view.stopping()) {
            placer.want(known.task(), TaskState.SHUTDOWN);
        }
    }

    private void ended(KnownTask known, long now) {
        placer.ended(known.task(), TaskState.COMPLETE, now);
        slots.leave(known);
        debounce.changed(now);
    }

    /** A service was scaled down before a task of it had started. */
    private void withdrawn(KnownTask known, long now) {
        SwarmTask task = known.task();
        if (task.state() == TaskState.PENDING) {
            placer.withdraw(task);
        } else {
            placer.ended(task, TaskState.SHUTDOWN, now);
        }
        slots.leave(known);
        debounce.changed(now);
    }

    private void placeLost(KnownTask known, long now) {
        SwarmTask task = known.task();
        if (task.state() == TaskState.RUNNING) {
            placer.ended(task, TaskState.SHUTDOWN, now);
            restart(known, now);
        } else {
            placer.placementFailed(task);
            debounce.changed(now);
        }
    }

    private void restart(KnownTask known, long now) {
        SwarmTask old = known.task();
        String node = old.node();
        if (old.preassigned() && node != null && nodes.gone(node)) {
            slots.renew(known);
            placer.created(known.task());
        } else if (slots.replace(known, now)) {
            restarts++;
            placer.created(known.task());
        } else {
            givenUp++;
        }
        debounce.changed(now);
    }

    private void applied(Decision decision) {
        if (decision instanceof Decision.Bind bind) {
            KnownTask known = known(cluster.task(bind.task()));
            known.task().reach(TaskState.RUNNING);
        } else if (decision instanceof Decision.Hold hold) {
            KnownTask known = known(cluster.task(hold.task()));
            known.task().reach(TaskState.READY);
            delayed.computeIfAbsent(known.notBeforeNanos(), key -> new TreeMap<>())
                    .put(known.sequence(), known);
        }
    }

    private void refused(Decision decision, Refusal reason, long now) {
        int index = decision instanceof Decision.Bind bind
                ? bind.task()
                : decision instanceof Decision.Hold hold ? hold.task() : -1;
        KnownTask known = index < 0 ? null : slots.find(cluster.task(index));
        String node = known == null ? null : known.task().node();
        if (known == null || node == null || known.task().state() == TaskState.RUNNING) {
            return;
        }
        boolean suits = reason != Refusal.CONSTRAINT && reason != Refusal.DEVICES;
        placer.placementFailed(known.task());
        if (!suits) {
            placer.withdraw(known.task());
            slots.keepOff(known, node);
            placer.created(known.task());
        }
        debounce.changed(now);
    }

    /** Starts those whose delay is over. */
    private void start(Decisions out) {
        SortedMap<Long, SortedMap<Long, KnownTask>> due = delayed.headMap(out.nowNanos() + 1);
        for (SortedMap<Long, KnownTask> each : due.values()) {
            for (KnownTask known : each.values()) {
                String node = known.task().node();
                if (node != null && known.task().state() == TaskState.READY) {
                    out.add(new Decision.Bind(known.view().index(), nodes.number(node)));
                }
            }
        }
        due.clear();
    }

    private void pass(Decisions out) {
        long now = out.nowNanos();
        if (nodes.refresh()) {
            debounce.changed(now);
        }
        if (debounce.dueNanos() > now) {
            return;
        }
        debounce.done();
        TaskPlacer.Round round = placer.round(now);
        rounds++;
        looks += round.looks();
        out.considered(round.placed().size() + round.left().size(), round.looks());
        for (SwarmTask task : round.placed()) {
            place(slots.of(task), out);
        }
        for (SwarmTask task : round.left()) {
            Unfit why = reasons.news(task, round);
            if (why != null) {
                out.add(new Decision.Reject(slots.of(task).view().index(), why));
            }
        }
        reasons.done(round);
    }

    private void place(KnownTask known, Decisions out) {
        String node = Objects.requireNonNull(known.task().node());
        int number = nodes.number(node);
        if (known.notBeforeNanos() > out.nowNanos()) {
            long deadline = Math.addExact(known.notBeforeNanos(), HOLD_MARGIN_NANOS);
            out.add(new Decision.Hold(known.view().index(), number, 0, deadline));
            out.add(new Decision.WakeAt(known.notBeforeNanos(), START));
        } else {
            out.add(new Decision.Bind(known.view().index(), number));
        }
    }

    private void arm(Decisions out) {
        long due = debounce.dueNanos();
        boolean armed = armedNanos > out.nowNanos() && armedNanos <= due;
        if (due != Debounce.NEVER && due > out.nowNanos() && !armed) {
            armedNanos = due;
            out.add(new Decision.WakeAt(due, ROUND));
        }
    }

    /** An update of what a service reserves replaces its tasks. */
    @Override
    public boolean resizesInPlace() {
        return false;
    }

    @Override
    public SortedMap<String, Long> counts() {
        var counts = new TreeMap<String, Long>();
        counts.put("rounds", rounds);
        counts.put("nodes.filtered", looks);
        counts.put("restarts", restarts);
        counts.put("restarts.refused", givenUp);
        if (orphans.count() > 0) {
            counts.put("orphaned", orphans.count());
        }
        return counts;
    }

    @Override
    public List<String> gauges() {
        return List.of();
    }

    @Override
    public long[] readings() {
        return new long[0];
    }

    @Override
    public Leadership leadership() {
        return leadership;
    }

    @Override
    public NodeHealth nodeHealth() {
        return NODE_HEALTH;
    }

    @Override
    public boolean ownControllers() {
        return true;
    }

    @Override
    public Object kept() {
        return slots.kept();
    }

    @Override
    public void takeOver(Object kept) {
        slots.takeOver((Slots.Log) kept);
    }
}
