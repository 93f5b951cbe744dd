package io.wavetank.policy.scaling;

/** How a {@link ResourceRecommender} has replicas changed. What it asks for is done at once. */
public interface Updates {
    /** What became of a replica that was to be changed where it is. */
    enum Outcome {
        /** It asks for the recommended amounts from now on. */
        DONE,
        /** Its node has no room for that now, or it does not run. */
        DEFERRED,
        /** Its node never has room for that. */
        INFEASIBLE
    }

    /**
     * Evicts a replica, which is made anew.
     *
     * @return whether that was done: a disruption budget may be in the way, or the replica is on its way out already
     */
    boolean evict(ReplicaView replica);

    /** Changes a replica where it is. */
    Outcome resize(ReplicaView replica);
}
