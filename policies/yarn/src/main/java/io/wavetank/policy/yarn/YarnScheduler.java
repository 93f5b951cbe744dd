package io.wavetank.policy.yarn;

import io.wavetank.policy.ClusterView;
import io.wavetank.policy.Decision;
import io.wavetank.policy.Decisions;
import io.wavetank.policy.Elastic;
import io.wavetank.policy.FailoverDefaults;
import io.wavetank.policy.Leadership;
import io.wavetank.policy.Metered;
import io.wavetank.policy.NodeHealth;
import io.wavetank.policy.NodeView;
import io.wavetank.policy.Scheduler;
import io.wavetank.policy.SchedulerEvent;
import io.wavetank.policy.yarn.rm.HostedScheduler;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;

/**
 * A cluster under YARN: node managers with their heartbeats, ApplicationMasters with theirs, and one of Hadoop's schedulers between them.
 *
 * <p>A heartbeat that could come to nothing is left out: while no container is wanted a node reports only what has ended on it, and when nothing
 * at all has happened for several periods, all wait until something does.
 */
final class YarnScheduler implements Scheduler, Metered, FailoverDefaults, Elastic {
    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1_000_000_000L;

    /** A heartbeat every second, missed for ten minutes, looked for every third of that. */
    private static final NodeHealth NODE_HEALTH = new NodeHealth(SECOND, 600 * SECOND, 200 * SECOND, 0, false);

    private final YarnSettings settings;
    private final ClusterView cluster;
    private final Agenda agenda = new Agenda();
    private final Tally tally = new Tally();
    private final Sizes sizes;
    private final Masters masters;
    private final HostedScheduler scheduler;
    private final BitSet armed = new BitSet();
    private final long updateNanos;
    private final long preemptionNanos;
    private final long quietNanos;
    private boolean updateArmed;
    private boolean preemptionArmed;
    private boolean asleep;
    private long stirredNanos;
    private long seenVersion;
    private int knownNodes;

    YarnScheduler(YarnSettings settings, ClusterView cluster) {
        this.settings = settings;
        this.cluster = cluster;
        this.sizes = new Sizes(cluster, settings.vcoresPerCore());
        this.masters = new Masters(settings, cluster, agenda, tally, sizes);
        this.scheduler = masters.scheduler();
        this.updateNanos = scheduler.updateMillis() * MILLI;
        this.preemptionNanos = scheduler.preemptionMillis() * MILLI;
        this.quietNanos = 3 * (settings.heartbeatNanos() + settings.masterHeartbeatNanos() + updateNanos)
                + 2 * (preemptionNanos + scheduler.preemptionWaitMillis() * MILLI);
        meetNodes();
    }

    @Override
    public void on(SchedulerEvent event, Decisions out) {
        long now = out.nowNanos();
        if (event instanceof SchedulerEvent.Applied
                || (event instanceof SchedulerEvent.Pass && !(asleep && cluster.version() != seenVersion))) {
            return;
        }
        scheduler.now(now / MILLI);
        masters.begin(out);
        meetNodes();
        boolean world = !(event instanceof SchedulerEvent.TimerFired);
        hear(event);
        for (Agenda.Item item = agenda.due(now); item != null; item = agenda.due(now)) {
            act(item);
        }
        if (world || masters.stirred()) {
            stirredNanos = now;
            if (asleep) {
                asleep = false;
                masters.planAll();
            }
        }
        masters.end(now);
        arm(now);
        agenda.arm(out);
    }

    private void hear(SchedulerEvent event) {
        if (event instanceof SchedulerEvent.TaskSubmitted submitted) {
            masters.submit(submitted.task());
        } else if (event instanceof SchedulerEvent.TaskFound found) {
            masters.found(found.task(), found.node());
        } else if (event instanceof SchedulerEvent.TaskEnded ended) {
            masters.gone(ended.task());
        } else if (event instanceof SchedulerEvent.PlaceLost lost) {
            masters.gone(lost.task());
        } else if (event instanceof SchedulerEvent.TaskWithdrawn withdrawn) {
            masters.withdrawn(withdrawn.task());
        } else if (event instanceof SchedulerEvent.Refused refused
                && refused.decision() instanceof Decision.Bind bind) {
            masters.refused(cluster.task(bind.task()));
        } else if (event instanceof SchedulerEvent.NodeLost lost) {
            scheduler.removeNode(lost.node());
        } else if (event instanceof SchedulerEvent.NodeBack back && !scheduler.hasNode(back.node())) {
            meet(back.node());
        }
    }

    private void meetNodes() {
        for (; knownNodes < cluster.nodeCount(); knownNodes++) {
            if (cluster.node(knownNodes).present()) {
                meet(knownNodes);
            }
        }
    }

    private void meet(int number) {
        NodeView node = cluster.node(number);
        scheduler.addNode(number, node.name(), sizes.offeredMib(node), sizes.offeredVcores(node));
    }

    private void act(Agenda.Item item) {
        switch (item.kind()) {
            case NODE_HEARTBEAT -> {
                armed.clear(item.subject());
                heartbeat(item.subject());
            }
            case UPDATE -> {
                updateArmed = false;
                scheduler.update();
            }
            case PREEMPTION -> {
                preemptionArmed = false;
                scheduler.preempt();
            }
            case MASTER_ALLOCATED, MASTER_LOST, MASTER_STARTED, MASTER_HEARTBEAT ->
                masters.due(item.kind(), item.subject());
        }
    }

    private void heartbeat(int node) {
        if (!scheduler.hasNode(node)) {
            return;
        }
        NodeView view = cluster.node(node);
        if (!view.present()) {
            scheduler.removeNode(node);
            return;
        }
        tally.heartbeats++;
        scheduler.open(node, view.schedulable());
        scheduler.heartbeat(node);
    }

    /** Arms what has something to do. */
    private void arm(long now) {
        BitSet news = masters.news();
        for (int node = news.nextSetBit(0); node >= 0; node = news.nextSetBit(node + 1)) {
            armNode(node, now);
        }
        news.clear();
        if (!masters.anythingWanted()) {
            return;
        }
        if (now - stirredNanos > quietNanos) {
            asleep = true;
            seenVersion = cluster.version();
            return;
        }
        for (int node = armed.nextClearBit(0); node < knownNodes; node = armed.nextClearBit(node + 1)) {
            armNode(node, now);
        }
        if (updateNanos > 0 && !updateArmed) {
            updateArmed = true;
            agenda.add(next(now, 0, updateNanos), Agenda.Kind.UPDATE, 0);
        }
        if (preemptionNanos > 0 && !preemptionArmed) {
            preemptionArmed = true;
            agenda.add(next(now, 0, preemptionNanos), Agenda.Kind.PREEMPTION, 0);
        }
    }

    private void armNode(int node, long now) {
        if (!armed.get(node) && scheduler.hasNode(node)) {
            armed.set(node);
            long period = settings.heartbeatNanos();
            long phase = period / Math.max(1, cluster.nodeCount()) * node;
            agenda.add(next(now, phase, period), Agenda.Kind.NODE_HEARTBEAT, node);
        }
    }

    private static long next(long now, long phase, long period) {
        return now + period - Math.floorMod(now - phase, period);
    }

    @Override
    public Leadership leadership() {
        return Leadership.ALONE;
    }

    @Override
    public NodeHealth nodeHealth() {
        return NODE_HEALTH;
    }

    @Override
    public SortedMap<String, Long> counts() {
        return tally.all();
    }

    @Override
    public List<String> gauges() {
        List<String> names = new ArrayList<>();
        for (String leaf : scheduler.queues().leaves()) {
            String name =
                    leaf.toLowerCase(Locale.ROOT).replaceFirst("^root\\.", "").replaceAll("[^a-z0-9]+", "_");
            names.add("dominant_share_" + name + "_millionths");
        }
        return names;
    }

    @Override
    public long[] readings() {
        return scheduler.queues().leaves().stream()
                .mapToLong(scheduler.queues()::usedMillionths)
                .toArray();
    }
}
