package io.wavetank.sim.traffic;

import java.util.ArrayList;
import java.util.List;

/**
 * The kernel's killer of nodes that are out of memory: as soon as more is asked for than there is, it kills what has the most points, see
 * {@link OomScore}, and goes on until there is enough or nothing is left to be killed.
 *
 * <p>The container of a replica is killed as at its limit: what is in it is reset, and it starts again in its place. Of any other task the memory is free
 * at once; that it is dead, its kubelet finds out later.
 */
final class OutOfMemory {
    private final Crashes crashes;
    private List<MemoryHolder> dead = new ArrayList<>();
    private long kills;

    OutOfMemory(Crashes crashes) {
        this.crashes = crashes;
    }

    /** So much more is asked for on a node, or what was asked for has been taken already. */
    void makeRoom(long now, NodeMemory node, long moreBytes) {
        while (node.lacks(moreBytes)) {
            MemoryHolder victim = node.worst();
            if (victim == null) {
                return;
            }
            kills++;
            if (victim.replica == null) {
                victim.kill();
                dead.add(victim);
            } else {
                crashes.kill(now, victim.replica, victim.replica.memory());
            }
        }
    }

    /** Those killed that are no replicas, since this was asked last. */
    List<MemoryHolder> takeDead() {
        List<MemoryHolder> taken = dead;
        dead = taken.isEmpty() ? taken : new ArrayList<>();
        return taken;
    }

    /** How often it killed. */
    long kills() {
        return kills;
    }
}
