package io.wavetank.policy.scaling;

import io.wavetank.policy.Draws;
import java.util.List;

/** Says which replicas of a service go first when there are to be fewer. */
@FunctionalInterface
public interface VictimOrder {
    /**
     * Puts replicas in the order in which they go.
     *
     * @param service the service
     * @param active those of its replicas that are not being stopped, in the order of their making
     * @param nowNanos the time
     * @param draws the service's chance, keyed
     * @return the same replicas, the first to go first
     */
    List<? extends ReplicaView> order(
            ServiceView service, List<? extends ReplicaView> active, long nowNanos, Draws draws);
}
