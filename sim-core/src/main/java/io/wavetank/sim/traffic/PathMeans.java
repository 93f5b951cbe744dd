package io.wavetank.sim.traffic;

import java.util.List;

/**
 * Mean times of some requests along their critical paths, in nanoseconds; NaN of no requests.
 *
 * @param stages what they spent in each service, in the order of the services
 * @param wayNanos how long messages were on their way
 * @param otherNanos what is none of these: tries that failed, and waits between tries
 * @param latencyNanos how long they took in all
 */
public record PathMeans(List<Stage> stages, double wayNanos, double otherNanos, double latencyNanos) {
    /**
     * What they spent in one service.
     *
     * @param waitNanos how long they waited for its workers
     * @param servedNanos how long they were worked on there
     */
    public record Stage(double waitNanos, double servedNanos) {}

    /** Copies the list. */
    public PathMeans {
        stages = List.copyOf(stages);
    }
}
