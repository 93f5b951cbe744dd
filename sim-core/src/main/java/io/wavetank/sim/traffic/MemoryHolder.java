package io.wavetank.sim.traffic;

import org.jspecify.annotations.Nullable;

/** What holds memory of a node and may be killed for it: the container of a replica, or a task that is no replica. */
final class MemoryHolder {
    final NodeMemory node;
    /** The replica whose container it is, if its memory is told; null for any other task. */
    final @Nullable Replica replica;

    /** By which the cluster knows it. */
    final int task;

    final long sequence;
    final int adjustment;
    /** What stays on the node when it is killed: the proxy beside it. */
    final long besidesBytes;

    private long bytes;
    private boolean killed;

    MemoryHolder(
            NodeMemory node, @Nullable Replica replica, int task, long sequence, int adjustment, long besidesBytes) {
        this.node = node;
        this.replica = replica;
        this.task = task;
        this.sequence = sequence;
        this.adjustment = adjustment;
        this.besidesBytes = besidesBytes;
    }

    /** What it holds, that of its proxy not among it. */
    long bytes() {
        return bytes;
    }

    /** Sets what it holds; one that was killed holds nothing. */
    void hold(long bytesNow) {
        long held = killed ? 0 : bytesNow;
        node.takesMore(held - bytes);
        bytes = held;
    }

    /** It was killed, and is to be found dead. */
    void kill() {
        hold(0);
        killed = true;
    }

    long points() {
        return OomScore.points(bytes, adjustment, node.capacityBytes());
    }
}
