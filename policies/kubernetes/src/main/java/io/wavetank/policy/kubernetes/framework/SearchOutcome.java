package io.wavetank.policy.kubernetes.framework;

import io.wavetank.policy.kubernetes.cluster.Pod;

/** What came of a search for a node, in short. It is overwritten by the next search. */
public interface SearchOutcome {
    /** How many nodes were found that will do. */
    int feasibleCount();

    /** How many nodes there were to search. */
    int nodes();

    /** How many nodes that will do were looked for. */
    int toFind();

    /** Where the search began, before taking it modulo the number of nodes. */
    int startBefore();

    /** Where the next search begins. */
    int startAfter();

    /** The highest weighted sum. */
    long bestTotal();

    /** How many nodes have it. */
    int ties();

    /** The node that is taken, or {@link Pod#NOWHERE} if none will do. */
    int chosen();
}
