package io.wavetank.sim.elastic;

import io.wavetank.policy.scaling.ReplicaView;
import io.wavetank.policy.scaling.Updates;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Replicas of a service are changed at one time, so that they ask for what the next one would. */
record ReplicaChanges(ReplicaSet replicas, long nowNanos) implements Updates {
    @Override
    public boolean evict(ReplicaView view) {
        try {
            return replicas.evict(nowNanos, (ServiceReplica) view);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Outcome resize(ReplicaView view) {
        try {
            return replicas.resize(nowNanos, (ServiceReplica) view);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
