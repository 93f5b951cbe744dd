package io.wavetank.policy.mesos.master;

import io.wavetank.policy.SchedulerEvent;
import io.wavetank.policy.compose.Outbox;
import io.wavetank.policy.mesos.allocator.HierarchicalAllocator;
import io.wavetank.policy.mesos.framework.Message;

/**
 * The allocator's interval, which beats as long as a round could come to anything. While nothing has changed since a round that made no offers,
 * and no filter has ended, rounds are left out; so they are once nothing was submitted, started or ended for so long that every filter
 * and every held offer has had its time twice. Whatever happens next is seen on the beat.
 */
final class AllocationBeat {
    private final long intervalNanos;
    private final long patienceNanos;
    private long inSystem;
    private long progressNanos;
    private long beatNanos = -1;

    AllocationBeat(MesosSettings settings) {
        this.intervalNanos = settings.allocator().intervalNanos();
        this.patienceNanos = settings.patienceNanos();
    }

    /** Counts the tasks that are in the system. */
    void count(SchedulerEvent event) {
        if (event instanceof SchedulerEvent.TaskSubmitted) {
            inSystem++;
        } else if (event instanceof SchedulerEvent.TaskEnded
                || event instanceof SchedulerEvent.PlaceLost
                || event instanceof SchedulerEvent.TaskWithdrawn) {
            inSystem--;
        }
    }

    /** Something has happened after which a round may come to something. */
    void progress(long nowNanos) {
        progressNanos = nowNanos;
    }

    /** It is time for a round. */
    void struck(long nowNanos) {
        beatNanos = beatNanos == nowNanos ? -1 : beatNanos;
    }

    /** The master is lost. */
    void stop() {
        beatNanos = -1;
    }

    /** Arranges for the next round if there is any use in one. */
    void arrange(HierarchicalAllocator allocator, Outbox out) {
        long now = out.nowNanos();
        if (inSystem == 0 || now - progressNanos > patienceNanos) {
            return;
        }
        long next = allocator.nextRoundNanos();
        if (!allocator.worthAnotherRound()) {
            if (allocator.nextExpiryNanos() == Long.MAX_VALUE) {
                return;
            }
            next += Math.max(0, (allocator.nextExpiryNanos() - next + intervalNanos - 1) / intervalNanos)
                    * intervalNanos;
        }
        if (next >= now && (beatNanos < now || next < beatNanos)) {
            beatNanos = next;
            out.send(0, new Message.Look(), next - now);
        }
    }
}
