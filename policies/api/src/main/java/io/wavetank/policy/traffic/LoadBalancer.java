package io.wavetank.policy.traffic;

import io.wavetank.policy.Draws;

/**
 * Chooses the endpoint that a request, or a connection, goes to.
 *
 * <p>An instance belongs to one client side (a sidecar, a proxy, a kernel's table, a hardware balancer) and sees the endpoints as that side
 * knows them, late where news travels slowly. It changes nothing but its own state.
 */
public interface LoadBalancer {
    /** The answer when no endpoint may be taken. */
    int NONE = -1;

    /**
     * Returns the index of the endpoint for the present request, or {@link #NONE}; never throws at the engine.
     *
     * @param endpoints the endpoints, the instant and the request, valid during the call
     * @param draw 64 uniform bits of this request and attempt; see {@link DrawBits}
     */
    int pick(Endpoints endpoints, long draw);

    /**
     * Tells that the list has changed: an endpoint came or went, or its weight or health is another. Indices are new. It is called before the
     * first pick too.
     */
    default void endpointsChanged(Endpoints endpoints) {}

    /**
     * Whether it goes by where the clients of the service are ({@link Endpoints#clientShare}), so that {@link #endpointsChanged} is called when that changes too; asked
     * once.
     */
    default boolean wantsClients() {
        return false;
    }

    /** Whether {@link #answered} is to be called; asked once. */
    default boolean wantsAnswers() {
        return false;
    }

    /**
     * Tells that a request sent to an endpoint came to its end, and no longer counts as outstanding.
     *
     * @param endpoint its index in the present list; nothing is told of endpoints that have left it
     * @param latencyNanos from sending to the end, in nanoseconds
     * @param ok whether an answer came that was no failure
     */
    default void answered(Endpoints endpoints, int endpoint, long latencyNanos, boolean ok) {}

    /** Makes the balancer of one client side. */
    @FunctionalInterface
    interface Factory {
        /**
         * Makes one.
         *
         * @param client the number of the client side, from 0
         * @param draws for what is drawn once, such as a starting offset
         */
        LoadBalancer make(int client, Draws draws);
    }
}
