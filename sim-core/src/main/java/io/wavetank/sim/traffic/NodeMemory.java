package io.wavetank.sim.traffic;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The memory of one node, and what holds it. What the node does not offer is taken to be used by its system. */
final class NodeMemory {
    private final long offeredBytes;
    private final long capacityBytes;
    private final List<MemoryHolder> holders = new ArrayList<>();
    private long usedBytes;

    NodeMemory(long offeredBytes, long capacityBytes) {
        this.offeredBytes = offeredBytes;
        this.capacityBytes = capacityBytes;
    }

    long capacityBytes() {
        return capacityBytes;
    }

    long usedBytes() {
        return usedBytes;
    }

    void add(MemoryHolder holder) {
        holders.add(holder);
        usedBytes += holder.besidesBytes + holder.bytes();
    }

    void remove(MemoryHolder holder) {
        holders.remove(holder);
        usedBytes -= holder.besidesBytes + holder.bytes();
    }

    void takesMore(long bytes) {
        usedBytes += bytes;
    }

    /** Whether so much more is more than there is. */
    boolean lacks(long moreBytes) {
        return offeredBytes > 0 && usedBytes + moreBytes > offeredBytes;
    }

    /** The one with the most points of those that hold anything, of equal ones the one that came last; null if nothing is held. */
    @Nullable
    MemoryHolder worst() {
        MemoryHolder worst = null;
        for (MemoryHolder each : holders) {
            if (each.bytes() > 0 && (worst == null || each.points() >= worst.points())) {
                worst = each;
            }
        }
        return worst;
    }
}
