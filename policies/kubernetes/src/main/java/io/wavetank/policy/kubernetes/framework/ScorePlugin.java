package io.wavetank.policy.kubernetes.framework;

import io.wavetank.policy.kubernetes.cluster.PodClass;

/** A plug-in that says how good a node is. */
public interface ScorePlugin extends Plugin {
    /** The best score after normalisation. */
    long MAX_SCORE = 100;

    /** What {@link #score} depends on. With {@link Scope#NODE} it depends on its arguments alone and needs no {@link #preScore}. */
    Scope scoreScope();

    /** How raw scores are made comparable. */
    Normalisation normalisation();

    /** Gets ready to score a pod of this kind on the first {@code count} of these nodes. */
    default void preScore(PodClass pod, int[] nodes, int count) {}

    /** Returns the node's raw score. */
    long score(PodClass pod, int node);

    /** Whether the node takes no part in normalisation and ends up with 0. */
    default boolean ignores(int node) {
        return false;
    }

    /** Whether, after {@link #preScore}, it is plain that all nodes are alike to it; later versions then leave it out of the sum. */
    default boolean isIndifferent(PodClass pod) {
        return false;
    }
}
