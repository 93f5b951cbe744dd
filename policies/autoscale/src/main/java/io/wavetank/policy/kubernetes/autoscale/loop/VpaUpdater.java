package io.wavetank.policy.kubernetes.autoscale.loop;

import io.wavetank.policy.scaling.ReplicaView;
import io.wavetank.policy.scaling.Resize;
import io.wavetank.policy.scaling.ServiceView;
import io.wavetank.policy.scaling.UpdateMode;
import io.wavetank.policy.scaling.Updates;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The updater of the vertical pod autoscaler: which replicas are evicted, or changed where they are, in one loop.
 *
 * <p>A replica is due if it asks for less or more than the bounds; or if it is old enough and differs enough; or if it ran out of memory soon after its
 * start. Of a service with fewer live replicas than the least, none is touched. One more may go as long as more than
 * {@code replicas - trunc(tolerance * replicas)} are alive; with a tolerance below one replica, one of a service all of whose replicas run.
 * A replica that does not run yet may always be evicted. What disruption budgets forbid is not done, and does not count.
 *
 * <p>In place ({@code InPlaceOrRecreate}): what the node has no room for is tried again at each loop, and evicted after {@value #DEFERRED_MINUTES}
 * minutes; what it could never hold is evicted at the next loop. In place only ({@code InPlace}): both are tried again at each loop, and nothing is evicted.
 *
 * <p>Source: vertical pod autoscaler 1.x, {@code update_priority_calculator.go}, {@code pods_restriction_factory.go},
 * {@code pods_inplace_restriction.go}. Where evictions are limited by a rate, production waits within its loop; here those that a loop's length and the
 * burst allow are done at its beginning.
 */
public final class VpaUpdater {
    private static final int DEFERRED_MINUTES = 5;
    private static final long DEFERRED_NANOS = DEFERRED_MINUTES * 60_000_000_000L;
    private static final long INFEASIBLE = Long.MIN_VALUE;
    private static final double SECOND = 1e9;

    private final Settings settings;
    private final SortedMap<Long, Memory> memories = new TreeMap<>();
    private double tokens;
    private long lastNanos;

    /**
     * The updater's flags.
     *
     * @param leastReplicas a service with fewer live replicas is left alone
     * @param tolerance the share of its replicas that may be down for an update
     * @param evictionsPerSecond how many evictions a second; 0 for no limit
     * @param burst how many at a time
     * @param lifetimeNanos how long a replica within bounds must have run
     * @param leastDifference by what share it must differ
     * @param quickOomNanos memory that runs out sooner after a start is a reason by itself
     */
    public record Settings(
            int leastReplicas,
            double tolerance,
            double evictionsPerSecond,
            int burst,
            long lifetimeNanos,
            double leastDifference,
            long quickOomNanos) {}

    /** What is remembered of a replica. */
    private static final class Memory {
        boolean quickOom;
        boolean waits;
        long sinceNanos;
    }

    /** What the loop has done to a service, and how much more it may. */
    private static final class Group {
        final int wanted;
        final int tolerated;
        int running;
        int disrupted;

        Group(int wanted, double tolerance) {
            this.wanted = wanted;
            this.tolerated = (int) (wanted * tolerance);
        }

        boolean mayDisrupt() {
            boolean oneAtATime = running == wanted && tolerated == 0 && disrupted == 0;
            return running - disrupted > wanted - tolerated || oneAtATime;
        }
    }

    VpaUpdater(Settings settings) {
        this.settings = settings;
        this.tokens = settings.burst();
    }

    private Memory memory(ReplicaView replica) {
        return memories.computeIfAbsent(replica.number(), number -> new Memory());
    }

    /** The replica's container ran out of memory, and starts anew. */
    void outOfMemory(ReplicaView replica, long nowNanos) {
        memory(replica).quickOom = nowNanos - replica.runsSinceNanos() < settings.quickOomNanos();
    }

    /** A replica is gone. */
    void forget(long number) {
        memories.remove(number);
    }

    /** One loop. */
    void run(ServiceView service, Resize resize, UpdateMode mode, long nowNanos, Updates updates) {
        tokens = Math.min(
                settings.burst() + settings.evictionsPerSecond() * ((nowNanos - lastNanos) / SECOND),
                tokens + settings.evictionsPerSecond() * ((nowNanos - lastNanos) / SECOND));
        lastNanos = nowNanos;
        var group = new Group(service.wanted(), settings.tolerance());
        int live = 0;
        List<UpdatePriority> due = new ArrayList<>();
        for (ReplicaView replica : service.replicas()) {
            if (!replica.stopping()) {
                live++;
                group.running += replica.running() ? 1 : 0;
                UpdatePriority priority = UpdatePriority.of(replica, resize);
                if (due(priority, nowNanos)) {
                    due.add(priority);
                }
            }
        }
        if (live < settings.leastReplicas()) {
            return;
        }
        due.sort(UpdatePriority.ORDER);
        for (UpdatePriority each : due) {
            ReplicaView replica = each.replica();
            if (mode != UpdateMode.RECREATE) {
                changeInPlace(replica, group, mode == UpdateMode.IN_PLACE, nowNanos, updates);
            } else if (!replica.running() || group.mayDisrupt()) {
                evict(replica, group, updates);
            }
        }
    }

    private boolean due(UpdatePriority priority, long nowNanos) {
        ReplicaView replica = priority.replica();
        boolean quickOom = memory(replica).quickOom;
        if (!priority.outside() && !quickOom) {
            return replica.running()
                    && nowNanos >= replica.startNanos() + settings.lifetimeNanos()
                    && priority.difference() >= settings.leastDifference();
        }
        return !quickOom || priority.difference() != 0;
    }

    private void evict(ReplicaView replica, Group group, Updates updates) {
        boolean limited = settings.evictionsPerSecond() > 0;
        boolean ran = replica.running();
        if ((!limited || tokens >= 1) && updates.evict(replica)) {
            tokens -= limited ? 1 : 0;
            group.disrupted += ran ? 1 : 0;
        }
    }

    private void changeInPlace(
            ReplicaView replica, Group group, boolean elseRecreated, long nowNanos, Updates updates) {
        Memory memory = memory(replica);
        if (!replica.running() || !group.mayDisrupt()) {
            return;
        }
        if (elseRecreated
                && memory.waits
                && (memory.sinceNanos == INFEASIBLE || nowNanos - memory.sinceNanos > DEFERRED_NANOS)) {
            evict(replica, group, updates);
            return;
        }
        Updates.Outcome outcome = updates.resize(replica);
        if (outcome == Updates.Outcome.DONE) {
            memory.waits = false;
            memory.quickOom = false;
            group.disrupted++;
        } else if (outcome == Updates.Outcome.INFEASIBLE) {
            memory.waits = true;
            memory.sinceNanos = INFEASIBLE;
        } else if (!memory.waits) {
            memory.waits = true;
            memory.sinceNanos = nowNanos;
        }
    }
}
