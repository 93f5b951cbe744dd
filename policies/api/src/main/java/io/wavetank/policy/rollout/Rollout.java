package io.wavetank.policy.rollout;

import java.util.List;

/**
 * Decides how the pods of one version of a service give way to those of another. It is told what pods there are and says which are made and stopped; whoever
 * runs them carries that out. It reads no clock, and changes nothing but its own state.
 */
public interface Rollout {
    /** Creates the rollout of one service, which has no pods yet. */
    @FunctionalInterface
    interface Factory {
        /**
         * Creates it.
         *
         * @param replicas how many pods there are to be
         * @param version what they run at first
         */
        Rollout create(int replicas, String version);
    }

    /** What it sees. */
    interface View {
        /** The pods that are not gone, in the order of their making. */
        List<? extends RolledPod> pods();

        /** Whether the requests to a version go wrong, as whoever watches them has found. */
        boolean goesWrong(String version);
    }

    /** Another version is wanted from now on. */
    void update(String version, long nowNanos);

    /**
     * Another number of pods is wanted from now on, by whoever scales the service; how many of which version there are follows from how the rollout stands.
     * It is asked for its next step after that.
     *
     * @param replicas how many pods there are to be, 0 or more
     */
    void scale(int replicas, long nowNanos);

    /** Takes one look, and says what is to be done; nothing if nothing is. It is called again after that is done, after each change, and at {@link #nextNanos}. */
    List<RolloutStep> step(View view, long nowNanos);

    /** When it is to look at the latest; {@link Long#MAX_VALUE} if only pods can bring it on. */
    long nextNanos();

    /** How it stands. */
    RolloutStage stage();

    /** Whether requests go to the pods of a version that are up. */
    default boolean serves(String version) {
        return true;
    }

    /** Whether whoever scales the service goes by the pods of a version; those of others it does not see. */
    default boolean measured(String version) {
        return true;
    }

    /** The part of the requests that a version gets where they are divided, in per cent; -1 where they go where pods are. */
    default int percentOf(String version) {
        return -1;
    }

    /** Whether a pod that is found ill is started anew where it is; if not it ends. */
    default boolean restartsInPlace() {
        return true;
    }
}
