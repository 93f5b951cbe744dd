package io.wavetank.policy.sampling;

/**
 * The numbers of the actors: schedulers first, then the central one, then nodes.
 *
 * @param schedulers how many schedulers there are
 */
record Places(int schedulers) {
    int central() {
        return schedulers;
    }

    int node(int number) {
        return schedulers + 1 + number;
    }
}
