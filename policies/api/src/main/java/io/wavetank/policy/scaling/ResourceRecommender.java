package io.wavetank.policy.scaling;

import org.jspecify.annotations.Nullable;

/** Says what the replicas of one service are to ask for. It is new for every run and every service. */
public interface ResourceRecommender {
    /** Metrics were scraped: each replica's sample is new. */
    void sampled(ServiceView service, long nowNanos);

    /** A replica ran out of the memory that it asks for, and is started anew. */
    void outOfMemory(ServiceView service, ReplicaView replica, long nowNanos);

    /**
     * Recommends.
     *
     * @return what replicas are to ask for; null if nothing is recommended yet
     */
    @Nullable
    Resize recommend(ServiceView service, long nowNanos);

    /**
     * Brings replicas up to what was recommended, some or all of them.
     *
     * @param resize what was recommended
     * @param mode how: {@link UpdateMode#RECREATE}, {@link UpdateMode#IN_PLACE} or {@link UpdateMode#IN_PLACE_ONLY}
     * @param updates does it
     */
    void update(ServiceView service, Resize resize, UpdateMode mode, long nowNanos, Updates updates);

    /** Whether it ever recommends anything of a resource. */
    default boolean controls(int resource) {
        return true;
    }

    /** How long it is from one recommendation to the next, in nanoseconds; positive. */
    long periodNanos();

    /** Makes the recommender of one service in one run. */
    @FunctionalInterface
    interface Factory {
        /** Makes a recommender that has seen nothing. */
        ResourceRecommender create();
    }
}
