package io.wavetank.policy.recovery;

import io.wavetank.policy.ClusterView;
import io.wavetank.policy.Feasibility;
import io.wavetank.policy.NodeView;
import io.wavetank.policy.TaskView;
import io.wavetank.policy.failover.FailoverActions;
import io.wavetank.policy.failover.FailoverEvent;
import io.wavetank.policy.failover.FailoverPolicy;
import io.wavetank.policy.failover.FailoverView;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps members spread over domains such as zones: who places them spreads them (a preference, by one at most), and after nodes have come back they are spread
 * again.
 *
 * <p>{@code after} a node is back, and then every {@code interval}, one member is told to stop if the domain with the most has at least two more than the one with
 * the fewest of those in which a node has room for it: the member of that domain that came last. Disruption budgets are heeded: what they do not allow is tried
 * 60 times in all. It ends when members are even, or no node elsewhere has room.
 *
 * <p>Source: the strategy {@code RemovePodsViolatingTopologySpreadConstraint} of the Kubernetes descheduler, which evicts from the largest domain until the skew
 * is at most the allowed one; that runs every so often over the whole cluster, and may evict several at once.
 */
public final class Spread implements FailoverPolicy {
    private static final long TOKEN = 1;
    private static final int MOST_TRIES = 60;

    private final FailoverView service;
    private final String label;
    private final long afterNanos;
    private final long intervalNanos;
    private final FailoverPolicy rest;
    private long dueNanos = Pace.NEVER;
    /** Whether there was a member that did not run when it was looked last. */
    private boolean unsettled;

    private int tries;

    /**
     * Creates the policy.
     *
     * @param label the label whose values are the domains
     * @param afterNanos how long nodes must be back
     * @param intervalNanos from one member to the next, positive
     * @param rest says what becomes of members otherwise
     */
    public Spread(FailoverView service, String label, long afterNanos, long intervalNanos, FailoverPolicy rest) {
        this.service = service;
        this.label = label;
        this.afterNanos = afterNanos;
        this.intervalNanos = intervalNanos;
        this.rest = rest;
    }

    @Override
    public void on(long now, FailoverEvent event, FailoverActions out) {
        rest.on(now, event, out);
        if (event instanceof FailoverEvent.NodeBack) {
            tries = 0;
            wake(now + afterNanos, out);
        } else if (event instanceof FailoverEvent.MemberRuns && unsettled && dueNanos == Pace.NEVER) {
            wake(now + intervalNanos, out);
        } else if (event instanceof FailoverEvent.Woken && now == dueNanos) {
            dueNanos = Pace.NEVER;
            look(now, out);
        }
    }

    private void look(long now, FailoverActions out) {
        unsettled = service.members().stream().anyMatch(each -> each.node() < 0 || !service.answers(each.index()));
        TaskView surplus = unsettled ? null : surplus();
        if (surplus == null) {
            return; // all is well, or goes on when the next member runs
        }
        tries = out.evict(surplus.index(), "spread again") ? 0 : tries + 1;
        if (tries < MOST_TRIES) {
            wake(now + intervalNanos, out);
        }
    }

    private void wake(long at, FailoverActions out) {
        dueNanos = at;
        out.wakeAt(at, TOKEN);
    }

    /** The member that is to move; null if all is well, or as well as it can be. */
    private @Nullable TaskView surplus() {
        SortedMap<String, List<TaskView>> domains = new TreeMap<>();
        for (TaskView each : service.members()) {
            domains.computeIfAbsent(domain(each.node()), name -> new ArrayList<>())
                    .add(each);
        }
        List<TaskView> most = List.of();
        for (List<TaskView> each : domains.values()) {
            most = each.size() > most.size() ? each : most;
        }
        if (most.isEmpty()) {
            return null;
        }
        TaskView last = most.get(most.size() - 1);
        int fewest = fewest(last, domains);
        return most.size() - fewest >= 2 ? last : null;
    }

    /** How many members there are in the domain with the fewest in which a node has room for one more. */
    private int fewest(TaskView task, SortedMap<String, List<TaskView>> domains) {
        ClusterView cluster = service.cluster();
        int fewest = Integer.MAX_VALUE / 2;
        for (int i = 0; i < cluster.nodeCount(); i++) {
            NodeView node = cluster.node(i);
            int there = domains.getOrDefault(domain(i), List.of()).size();
            if (there < fewest && node.schedulable() && Feasibility.fits(task.taskClass(), cluster, i)) {
                fewest = there;
            }
        }
        return fewest;
    }

    private String domain(int node) {
        return service.cluster().node(node).labels().getOrDefault(label, "");
    }
}
