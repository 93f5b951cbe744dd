package io.wavetank.sim.elastic;

import io.wavetank.policy.ClusterView;
import io.wavetank.policy.Draws;
import io.wavetank.policy.Feasibility;
import io.wavetank.policy.Resources;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.TaskView;
import io.wavetank.policy.scaling.DisruptionBudget;
import io.wavetank.policy.scaling.FleetView;
import io.wavetank.policy.scaling.NodeDecision;
import io.wavetank.policy.scaling.ServiceView;
import io.wavetank.sim.Reminders;
import io.wavetank.sim.cluster.Cluster;
import io.wavetank.sim.cluster.TaskTable;
import io.wavetank.sim.record.FleetFigures;
import io.wavetank.sim.replica.Plant;
import io.wavetank.sim.replica.Replica;
import io.wavetank.sim.replica.Scalable;
import io.wavetank.sim.scenario.ElasticSpec;
import io.wavetank.sim.scenario.NodeGroupSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The nodes of a run as they come and go: asked for, booted or not, emptied, gone; and what they cost. */
final class Fleet implements FleetView {
    private final Cluster cluster;
    private final TaskTable tasks;
    private final List<Service> services;
    private final List<NodeGroup> groups = new ArrayList<>();
    private final List<Integer> groupOf;
    private final List<Long> since = new ArrayList<>();
    private final BitSet leaving = new BitSet();
    private final Places places = new Places();
    private final WaitingTasks waiting;
    private final Bill bill = new Bill();
    private final @Nullable Energy energy;
    private final Budgets budgets;
    private final Draws draws;
    private final Purchases purchases;
    private final Drains drains;
    private final Arranged arranged;
    private long added;
    private long removed;
    private long refused;
    private long reclaimed;
    private Counts before = new Counts(0, 0, 0, 0, 0, 0, 0);

    /** What is counted from the start of the run on. */
    private record Counts(long added, long removed, long failed, long refused, long moved, long kept, long reclaimed) {}

    /** What the fleet needs of the run. */
    interface Arranged {
        Plant plant();

        /** Has something done later. */
        void remind(long timeNanos, Reminders.Reminder reminder);

        /** Has something done as soon as controllers act. */
        void onceControlled(long nowNanos, Reminders.Reminder reminder) throws IOException;
    }

    Fleet(
            ElasticSpec spec,
            Cluster cluster,
            List<Service> services,
            Scalable.@Nullable Others rolledOut,
            Drains.Leaver leaver,
            Arranged arranged,
            IntFunction<@Nullable Replica> replicas,
            Draws draws) {
        this.cluster = cluster;
        this.tasks = cluster.tasks();
        this.waiting = new WaitingTasks(tasks);
        this.services = services;
        this.arranged = arranged;
        this.draws = draws.stream("nodes");
        this.purchases = new Purchases(this, bill, this.draws, spec.quota(), arranged);
        this.groupOf = new ArrayList<>(spec.groupOf());
        while (groupOf.size() < cluster.nodeCount()) {
            groupOf.add(NO_GROUP);
        }
        for (int i = 0; i < spec.groups().size(); i++) {
            NodeGroupSpec each = spec.groups().get(i);
            int size = Collections.frequency(groupOf, i);
            var warm = new WarmPool(each, bill, this.draws.stream(each.name()), arranged);
            groups.add(new NodeGroup(each, i, cluster.expect(each.template()), size, warm));
        }
        this.budgets = new Budgets(cluster, services, rolledOut, waiting.bySequence(), places, replicas);
        this.drains = new Drains(this, tasks, places, budgets, leaver, arranged, replicas);
        int[] begun = new int[groups.size()];
        for (int node = 0; node < cluster.nodeCount(); node++) {
            since.add(0L);
            purchases.taken(cluster.node(node).name());
            int group = groupOf.get(node);
            bill.pay(
                    0,
                    1,
                    group == NO_GROUP
                            ? cluster.node(node).pricePerHour()
                            : groups.get(group).priceOf(begun[group]++));
        }
        groups.forEach(group -> bill.commit(group.spec.reservation()));
        bill.there(0, cluster.nodeCount());
        this.energy = Energy.known(groups) ? new Energy(cluster, groups) : null;
    }

    /** The spot nodes that are there at the start have their lives too. */
    void begin() {
        for (int node = 0; node < cluster.nodeCount(); node++) {
            live(0, node);
            look(0, node);
        }
    }

    /** Carries out a decision. */
    void carryOut(long now, NodeDecision decision) throws IOException {
        if (decision instanceof NodeDecision.Close close) {
            if (present(close.node()) && !leaving(close.node())) {
                arranged.plant().setClosed(now, close.node(), close.closed());
            }
        } else if (decision instanceof NodeDecision.Provision provision) {
            purchases.ask(now, groups.get(provision.group()), provision.nodes());
        } else if (decision instanceof NodeDecision.Drain drain) {
            NodeGroup group = present(drain.node()) ? group(drain.node()) : null;
            boolean may = group != null
                    && !leaving(drain.node())
                    && group.size - group.booting - group.leaving > group.least();
            if (may) {
                drains.begin(now, drain.node(), drain.patienceNanos());
            } else {
                refused++;
            }
        }
    }

    /** A node of a group has booted. */
    void joined(long now, int node, NodeGroup group) {
        groupOf.add(group.index());
        since.add(now);
        added++;
        bill.there(now, 1);
        look(now, node);
        live(now, node);
    }

    private void live(long now, int node) {
        NodeGroup group = groupOf(node) == NO_GROUP ? null : group(node);
        if (group != null && group.spot()) {
            long life = group.spec.spotLife().nanos(draws.stream("spot"), node);
            arranged.remind(Math.addExact(now, life), time -> {
                if (present(node)) {
                    reclaimed++;
                    drains.reclaim(time, node);
                }
            });
        }
    }

    /** Replicas on a node that is about to go leave it as budgets allow. */
    void vacate(long now, int node) throws IOException {
        drains.vacate(now, node);
    }

    /** Whether a node is there and up. */
    boolean reachable(int node) {
        return present(node) && !cluster.down(node);
    }

    /** A node is to go. */
    void leave(int node) {
        leaving.set(node);
        if (groupOf(node) != NO_GROUP) {
            group(node).leaving++;
        }
    }

    /** A node that was to go stays. */
    void stay(int node) {
        leaving.clear(node);
        group(node).leaving--;
    }

    /** An empty node goes. */
    void go(long now, int node) throws IOException {
        double price = cluster.node(node).pricePerHour();
        advance(now);
        arranged.plant().removeNode(now, node);
        leaving.clear(node);
        if (groupOf(node) != NO_GROUP) {
            group(node).leaving--;
            group(node).size--;
            price = group(node).priceOf(group(node).size);
        }
        removed++;
        bill.pay(now, -1, price);
        bill.there(now, -1);
        look(now, node);
    }

    /** What is counted over time is counted up to now. */
    void advance(long now) {
        if (energy != null) {
            energy.advanceTo(now);
        }
    }

    /** What is on a node has changed. */
    void look(long now, int node) {
        if (energy != null && node >= 0 && groupOf(node) != NO_GROUP) {
            energy.look(now, node, groupOf(node));
        }
    }

    /** A task waits for a place. */
    void waits(int task) {
        waiting.add(task);
    }

    /** No place was found for a task. */
    void rejected(int task) {
        waiting.rejected(task);
    }

    /** A task has a place. */
    void placed(long now, int task) {
        waiting.remove(task);
        places.put(task, tasks.node(task));
        look(now, tasks.node(task));
    }

    /** A task has none any more. */
    void left(long now, int task) throws IOException {
        int node = places.take(task);
        look(now, node);
        if (node >= 0 && leaving.get(node) && places.count(node) == 0) {
            arranged.remind(now, time -> drains.emptied(time, node));
        }
    }

    /** A task is gone. */
    void gone(long now, int task) throws IOException {
        waiting.remove(task);
        left(now, task);
    }

    private NodeGroup group(int node) {
        return groups.get(groupOf.get(node));
    }

    void forget(long now) {
        if (energy != null) {
            energy.forget(now);
        }
        bill.forget(now);
        before = counts();
    }

    private Counts counts() {
        long failed = groups.stream().mapToLong(group -> group.neverCame).sum();
        return new Counts(
                added, removed, failed, refused + purchases.refused(), drains.moved(), drains.kept(), reclaimed);
    }

    FleetFigures figures(long now) {
        Counts all = counts();
        return new FleetFigures(
                bill.nodeHours(now),
                bill.cost(now),
                bill.mean(now),
                bill.peak(),
                all.added() - before.added(),
                all.removed() - before.removed(),
                all.failed() - before.failed(),
                all.refused() - before.refused(),
                all.moved() - before.moved(),
                all.kept() - before.kept(),
                all.reclaimed() - before.reclaimed(),
                energy == null ? Double.NaN : energy.kilowattHours(now));
    }

    /** Whether some node, that is there or that a group could have, has as much as a task of a class asks for. */
    boolean couldHold(TaskClass taskClass) {
        for (NodeGroup group : groups) {
            if (Feasibility.fitsResources(taskClass, group.template())) {
                return true;
            }
        }
        for (int node = 0; node < cluster.nodeCount(); node++) {
            boolean holds = present(node);
            for (int resource : new int[] {Resources.CPU, Resources.MEMORY}) {
                holds &= taskClass.request(resource) <= cluster.node(node).allocatable(resource);
            }
            if (holds) {
                return true;
            }
        }
        return false;
    }

    double pricePerHour() {
        return bill.pricePerHour();
    }

    /** Whether every disruption budget lets a task be evicted now. */
    boolean mayEvict(int task) {
        return budgets.allow(task);
    }

    /** How many nodes have been asked for and are not there yet. */
    int booting() {
        return groups.stream().mapToInt(NodeGroup::booting).sum();
    }

    @Override
    public ClusterView cluster() {
        return cluster;
    }

    @Override
    public List<NodeGroup> groups() {
        return Collections.unmodifiableList(groups);
    }

    @Override
    public int groupOf(int node) {
        return groupOf.get(node);
    }

    @Override
    public boolean present(int node) {
        return cluster.present(node);
    }

    @Override
    public boolean leaving(int node) {
        return leaving.get(node);
    }

    @Override
    public long sinceNanos(int node) {
        return since.get(node);
    }

    @Override
    public List<TaskView> tasksOn(int node) {
        List<TaskView> there = new ArrayList<>();
        for (int task : places.on(node)) {
            there.add(tasks.view(task));
        }
        return there;
    }

    @Override
    public List<TaskView> unplaced() {
        return waiting.unplaced();
    }

    @Override
    public List<TaskView> waiting() {
        return waiting.all();
    }

    @Override
    public List<? extends ServiceView> services() {
        return services;
    }

    @Override
    public List<DisruptionBudget> budgets() {
        return budgets.now();
    }
}
