package io.wavetank.sim;

import io.wavetank.policy.Taint;
import io.wavetank.policy.TaskClass;
import io.wavetank.sim.cluster.Cluster;
import io.wavetank.sim.cluster.TaskState;
import io.wavetank.sim.cluster.TaskTable;
import io.wavetank.sim.record.Recorder;
import io.wavetank.sim.scenario.Maintenance;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A {@link Maintenance} in a run. A node is emptied as {@code kubectl drain --ignore-daemonsets} does it: it is cordoned, every task on it is to be evicted, an
 * eviction that budgets do not allow is tried again after {@value #RETRY_SECONDS} s, and whether the node is empty is looked at every second. Tasks that
 * tolerate {@code node.kubernetes.io/unschedulable}, as pods of DaemonSets do, stay, and start anew when the node is back.
 *
 * <p>Without a leader of the control plane nobody can cordon nor evict; nodes that are down or lost are not begun with, and what is on them is left to who deals
 * with lost nodes.
 *
 * <p>Source: Kubernetes, {@code k8s.io/kubectl/pkg/drain}: {@code evictPods}, {@code waitForDelete} and the filters.
 */
final class NodeMaintenance {
    static final int RETRY_SECONDS = 5;
    private static final long SECOND = 1_000_000_000L;
    private static final long NEVER = Long.MAX_VALUE;
    private static final Taint UNSCHEDULABLE =
            new Taint("node.kubernetes.io/unschedulable", "", Taint.Effect.NO_SCHEDULE);

    /** Lets tasks be evicted for reasons that can wait. */
    interface Evictions {
        /** Begins to answer for this moment. */
        void look();

        /** Whether a running task may be evicted now. */
        boolean allows(int task);

        /** Whether a task has been told to stop, and is not gone yet. */
        boolean isLeaving(int task);

        /** A running task is told to stop, and waits to be placed again, or another is made for it. */
        void evict(long now, int task, long graceNanos) throws IOException;
    }

    /** What maintenance does to nodes and to the calendar. */
    interface Site {
        /** A node takes nothing new, or may again. */
        void cordon(long now, int node, boolean value) throws IOException;

        /** A node goes down. */
        void takeDown(long now, int node) throws IOException;

        /** A node comes up. */
        void bringUp(long now, int node) throws IOException;

        /** Whether the control plane can be asked. */
        boolean led();

        /** Whether somebody else has taken the node, or is going to. */
        boolean leaves(int node);

        /** Something happens to a node, for who listens. */
        void tell(long now, RunListener.ClusterMoment moment, int node) throws IOException;

        /** Has {@link NodeMaintenance#due} called. */
        void schedule(long timeNanos);
    }

    /** A node on which work goes on. */
    private static final class Stay {
        private final long begunNanos;
        private long retryNanos;
        /** When it comes up again; never, while it is not down. */
        private long upNanos = NEVER;
        /** Whether it has been down, and is up again. */
        private boolean up;

        Stay(long now) {
            begunNanos = now;
            retryNanos = now;
        }
    }

    private final Maintenance plan;
    private final Cluster cluster;
    private final TaskTable tasks;
    private final Evictions evictions;
    private final Site site;
    private final Recorder recorder;
    private final Deque<Integer> left = new ArrayDeque<>();
    private final SortedMap<Integer, Stay> at = new TreeMap<>();
    private long opensNanos;
    private boolean open;
    private long wakeNanos = NEVER;

    NodeMaintenance(Maintenance plan, Cluster cluster, Evictions evictions, Site site, Recorder recorder) {
        this.plan = plan;
        this.cluster = cluster;
        this.tasks = cluster.tasks();
        this.evictions = evictions;
        this.site = site;
        this.recorder = recorder;
        this.left.addAll(plan.nodes());
        this.opensNanos = plan.fromNanos();
    }

    /** Schedules the first window. */
    void begin() {
        wake(opensNanos);
    }

    private void wake(long timeNanos) {
        wakeNanos = timeNanos;
        if (timeNanos != NEVER) {
            site.schedule(timeNanos);
        }
    }

    private long closesNanos() {
        return plan.lengthNanos() > NEVER - opensNanos ? NEVER : opensNanos + plan.lengthNanos();
    }

    /** It may be time to go on. */
    void due(long now) throws IOException {
        if (now != wakeNanos) {
            return;
        }
        bringBack(now);
        if (!open && now == opensNanos && !left.isEmpty()) {
            open = true;
            recorder.broke(plan.name(), now);
        }
        if (open && now >= closesNanos()) {
            close(now);
        }
        if (open && site.led()) {
            work(now);
        }
        if (open && at.isEmpty() && left.isEmpty()) {
            open = false;
            recorder.mended(plan.name(), now);
        }
        wake(next(now));
    }

    /** When there is something to do or to look at next. */
    private long next(long now) {
        long next = open ? closesNanos() : left.isEmpty() ? NEVER : opensNanos;
        if (open && (!site.led() || (!left.isEmpty() && at.size() < plan.mostAway()))) {
            next = Math.min(next, now + RETRY_SECONDS * SECOND);
        }
        for (Map.Entry<Integer, Stay> each : at.entrySet()) {
            next = Math.min(next, next(now, each.getKey(), each.getValue()));
        }
        return next;
    }

    private long next(long now, int node, Stay stay) {
        if (stay.upNanos != NEVER) {
            return stay.upNanos > now ? stay.upNanos : now + RETRY_SECONDS * SECOND;
        }
        long look = anyStopping(node) ? SECOND : RETRY_SECONDS * SECOND;
        long retry = stay.retryNanos > now ? stay.retryNanos : NEVER;
        return Math.min(Math.min(now + look, retry), later(stay.begunNanos, plan.timeoutNanos(), now));
    }

    private static long later(long from, long nanos, long now) {
        long at = nanos > NEVER - from ? NEVER : from + nanos;
        return at > now ? at : NEVER;
    }

    private boolean anyStopping(int node) {
        for (int task = tasks.firstOn(node); task >= 0; task = tasks.nextOn(task)) {
            if (evictions.isLeaving(task)) {
                return true;
            }
        }
        return false;
    }

    private void bringBack(long now) throws IOException {
        for (int node : List.copyOf(at.keySet())) {
            Stay stay = at.get(node);
            if (stay == null || stay.upNanos > now) {
                continue;
            }
            if (!stay.up) {
                stay.up = true;
                site.bringUp(now, node);
            }
            if (site.led()) {
                done(now, node);
            }
        }
    }

    private void done(long now, int node) throws IOException {
        at.remove(node);
        site.cordon(now, node, false);
        recorder.maintenance().done();
    }

    /** Nodes that are not empty yet take tasks again, and are the first of the next window. */
    private void close(long now) throws IOException {
        List<Integer> undone = new ArrayList<>();
        for (int node : List.copyOf(at.keySet())) {
            Stay stay = at.get(node);
            if (stay != null && stay.upNanos == NEVER) {
                undone.add(node);
                leaveOut(now, node);
            }
        }
        for (int i = undone.size() - 1; i >= 0; i--) {
            left.addFirst(undone.get(i));
        }
        open = false;
        recorder.mended(plan.name(), now);
        if (plan.everyNanos() > 0) {
            opensNanos += plan.everyNanos();
        } else {
            left.clear();
        }
    }

    private void leaveOut(long now, int node) throws IOException {
        at.remove(node);
        site.cordon(now, node, false);
        site.tell(now, RunListener.ClusterMoment.NODE_KEPT, node);
        recorder.maintenance().leftOut();
    }

    private void work(long now) throws IOException {
        evictions.look();
        for (int node : List.copyOf(at.keySet())) {
            look(now, node);
        }
        int tried = left.size();
        while (tried-- > 0 && at.size() + awayOtherwise() < plan.mostAway()) {
            int node = left.removeFirst();
            if (!cluster.present(node) || site.leaves(node)) {
                continue;
            }
            if (cluster.down(node) || cluster.lost(node)) {
                left.addLast(node);
                continue;
            }
            at.put(node, new Stay(now));
            site.cordon(now, node, true);
            site.tell(now, RunListener.ClusterMoment.NODE_DRAINING, node);
            look(now, node);
        }
    }

    /** How many nodes are known to be unavailable for other reasons. */
    private int awayOtherwise() {
        int away = 0;
        for (int node : plan.nodes()) {
            away += cluster.present(node) && cluster.lost(node) && !at.containsKey(node) ? 1 : 0;
        }
        return away;
    }

    private void look(long now, int node) throws IOException {
        Stay stay = at.get(node);
        if (stay == null || stay.upNanos != NEVER) {
            return;
        }
        if (!cluster.present(node)) {
            at.remove(node);
            return;
        }
        boolean late = now - stay.begunNanos >= plan.timeoutNanos();
        if (!cluster.down(node) && plan.emptying() != Maintenance.Emptying.WAIT && (late || now >= stay.retryNanos)) {
            stay.retryNanos = now + RETRY_SECONDS * SECOND;
            empty(now, node, late && plan.emptying() == Maintenance.Emptying.FORCE);
        }
        if (isEmpty(node)) {
            recorder.maintenance().emptied(now - stay.begunNanos);
            leave(now, node, stay);
        } else if (late && plan.emptying() != Maintenance.Emptying.FORCE) {
            leaveOut(now, node);
        }
    }

    private void leave(long now, int node, Stay stay) throws IOException {
        if (plan.downNanos() == 0) {
            done(now, node);
        } else {
            stay.upNanos = Math.addExact(now, plan.downNanos());
            site.takeDown(now, node);
        }
    }

    private void empty(long now, int node, boolean force) throws IOException {
        List<Integer> there = new ArrayList<>();
        for (int task = tasks.firstOn(node); task >= 0; task = tasks.nextOn(task)) {
            boolean runs = tasks.state(task) == TaskState.RUNNING && !evictions.isLeaving(task);
            if (runs && !staysOn(tasks.taskClass(task))) {
                there.add(task);
            }
        }
        int[] rows = there.stream().mapToInt(Integer::intValue).toArray();
        for (int task : tasks.inOrder(rows)) {
            boolean allowed = evictions.allows(task);
            if (allowed || force) {
                evictions.evict(now, task, plan.graceNanos());
                recorder.maintenance().evicted(allowed);
            } else {
                recorder.maintenance().refused();
            }
        }
    }

    private boolean isEmpty(int node) {
        for (int task = tasks.firstOn(node); task >= 0; task = tasks.nextOn(task)) {
            if (!staysOn(tasks.taskClass(task))) {
                return false;
            }
        }
        return true;
    }

    private static boolean staysOn(TaskClass taskClass) {
        return taskClass.tolerates(UNSCHEDULABLE);
    }
}
