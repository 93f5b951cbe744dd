package io.wavetank.policy.scaling;

import io.wavetank.policy.Draws;

/**
 * Says how many replicas one service is to have. It is new for every run and every service, is asked at equal intervals, and keeps what it
 * remembers to itself.
 */
public interface ReplicaAutoscaler {
    /**
     * Decides.
     *
     * @param service the service as it is now, and its metrics as they were scraped last
     * @param nowNanos the time
     * @return how many replicas it is to have; the number that it has been told already changes nothing
     */
    Scale decide(ServiceView service, long nowNanos);

    /** How long it is from one decision to the next, in nanoseconds; positive. */
    long periodNanos();

    /**
     * Whether it measures services itself, each time that it decides: the service's metrics are means since its last decision then, and at hand
     * at once. Else they are those of the cluster's metrics server. Those of replicas always are.
     */
    default boolean measuresItself() {
        return false;
    }

    /**
     * Whether it decides by what replicas use of a resource in shares of what they ask for, so that a recommender which changes what they ask for
     * changes what it sees.
     */
    default boolean relativeToRequest(int resource) {
        return false;
    }

    /** The fewest replicas that it ever asks for. */
    int leastReplicas();

    /** The most replicas that it ever asks for. */
    int mostReplicas();

    /** Makes the autoscaler of one service in one run. */
    @FunctionalInterface
    interface Factory {
        /**
         * Makes an autoscaler that has seen nothing.
         *
         * @param draws its chance, keyed
         */
        ReplicaAutoscaler create(Draws draws);
    }
}
