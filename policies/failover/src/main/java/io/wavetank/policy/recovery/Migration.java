package io.wavetank.policy.recovery;

import io.wavetank.policy.ClusterView;
import io.wavetank.policy.Feasibility;
import io.wavetank.policy.Resources;
import io.wavetank.policy.TaskView;
import io.wavetank.policy.failover.FailoverActions;
import io.wavetank.policy.failover.FailoverEvent;
import io.wavetank.policy.failover.FailoverPolicy;
import io.wavetank.policy.failover.FailoverView;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Moves members, with what they have done, before their nodes are emptied or taken away: live migration by pre-copy. What is lost without a notice is placed
 * again, and begins anew.
 *
 * <p>The memory that a member asks for, M, is copied at a bandwidth B while it runs and writes at a rate D: round i copies {@code M r^i} with {@code r = D / B},
 * for as long as more than {@code stop} bytes are left, and for {@code rounds} at most; so n rounds take {@code (M / B) (1 - r^n) / (1 - r)}. Then it is stopped,
 * and the {@code M r^n} that are left are copied: that and {@code switching} is the pause. A member is not moved while no node elsewhere has room for it; who empties
 * the node asks again.
 *
 * <p>What it is not: the place is not held while memory is copied, so another may take it; several members share no bandwidth.
 *
 * <p>Source: C. Clark et al., "Live Migration of Virtual Machines", NSDI 2005; the sums are ours, those of a geometric series.
 */
public final class Migration implements FailoverPolicy {
    private static final double SECOND = 1e9;

    private final FailoverView service;
    private final Copy copy;
    private final FailoverPolicy rest;
    /** By member that is moved: when it is copied. */
    private final SortedMap<Integer, Long> copied = new TreeMap<>();
    /** Those that were copied and have no place yet. */
    private final SortedSet<Integer> onTheWay = new TreeSet<>();

    /**
     * How memory is copied.
     *
     * @param bandwidth bytes a second, positive
     * @param dirty bytes a second that are written meanwhile, at least 0
     * @param stop bytes that are copied while the member is stopped
     * @param rounds the most rounds, at least 1
     * @param switchingNanos what stopping here and going on there takes beside
     */
    public record Copy(double bandwidth, double dirty, double stop, int rounds, long switchingNanos) {
        /** The nanoseconds in which memory is copied while it runs, and those of the pause. */
        public long[] of(double memoryBytes) {
            double left = memoryBytes;
            double seconds = 0;
            for (int i = 0; i < rounds && (i == 0 || left > stop); i++) {
                double round = left / bandwidth;
                seconds += round;
                left = Math.min(memoryBytes, round * dirty);
            }
            return new long[] {
                (long) Math.ceil(seconds * SECOND), (long) Math.ceil(left / bandwidth * SECOND) + switchingNanos
            };
        }
    }

    /** Creates the policy; {@code rest} says what becomes of members that are lost. */
    public Migration(FailoverView service, Copy copy, FailoverPolicy rest) {
        this.service = service;
        this.copy = copy;
        this.rest = rest;
    }

    @Override
    public void on(long now, FailoverEvent event, FailoverActions out) {
        if (event instanceof FailoverEvent.MemberGone gone && copied.getOrDefault(gone.task(), -1L) == now) {
            onTheWay.add(gone.task());
        } else if (event instanceof FailoverEvent.MemberRuns runs) {
            copied.remove(runs.task().index());
            if (onTheWay.remove(runs.task().index())) {
                out.serve(runs.task().index(), copy.of(memory(runs.task()))[1]); // it goes on, and does not start
                return;
            }
        }
        rest.on(now, event, out);
        if (event instanceof FailoverEvent.MemberLeaves leaves && roomElsewhere(leaves.task())) {
            long[] nanos = copy.of(memory(leaves.task()));
            copied.put(leaves.task().index(), now + nanos[0]);
            out.migrate(leaves.task().index(), nanos[0], nanos[1]);
        }
    }

    private static double memory(TaskView task) {
        return task.taskClass().totalRequest(Resources.MEMORY);
    }

    private boolean roomElsewhere(TaskView task) {
        ClusterView cluster = service.cluster();
        for (int i = 0; i < cluster.nodeCount(); i++) {
            if (i != task.node() && cluster.node(i).schedulable() && Feasibility.fits(task.taskClass(), cluster, i)) {
                return true;
            }
        }
        return false;
    }
}
