package io.wavetank.policy.scaling;

import java.util.List;
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
     * Chooses the replicas that are to be changed now.
     *
     * @param resize what was recommended
     * @return the replicas, the most urgent first
     */
    List<? extends ReplicaView> outdated(ServiceView service, Resize resize, long nowNanos);

    /** How long it is from one recommendation to the next, in nanoseconds; positive. */
    long periodNanos();

    /** Makes the recommender of one service in one run. */
    @FunctionalInterface
    interface Factory {
        /** Makes a recommender that has seen nothing. */
        ResourceRecommender create();
    }
}
