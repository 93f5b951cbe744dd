package io.wavetank.policy.kubernetes.index;

import io.wavetank.policy.kubernetes.cluster.Pod;
import io.wavetank.policy.kubernetes.framework.SearchOutcome;

/** What the index found, until it is asked again. */
final class IndexOutcome implements SearchOutcome {
    int feasibleCount;
    int nodes;
    int toFind;
    int startBefore;
    int startAfter;
    long bestTotal;
    int ties;
    int chosen;

    /** Begins a search; nothing is found yet. */
    void begin(int nodeCount, int nodesToFind, int start) {
        nodes = nodeCount;
        toFind = nodesToFind;
        startBefore = start;
        feasibleCount = 0;
        bestTotal = 0;
        ties = 0;
        chosen = Pod.NOWHERE;
    }

    @Override
    public int feasibleCount() {
        return feasibleCount;
    }

    @Override
    public int nodes() {
        return nodes;
    }

    @Override
    public int toFind() {
        return toFind;
    }

    @Override
    public int startBefore() {
        return startBefore;
    }

    @Override
    public int startAfter() {
        return startAfter;
    }

    @Override
    public long bestTotal() {
        return bestTotal;
    }

    @Override
    public int ties() {
        return ties;
    }

    @Override
    public int chosen() {
        return chosen;
    }
}
