package io.wavetank.sim.traffic;

import java.util.List;

/**
 * What the requests of one run came to.
 *
 * @param entries by class of requests
 * @param services by service
 * @param timeline over time
 * @param windowNanos how long the window was in which requests counted, in nanoseconds
 * @param events how many events it took
 * @param recovery how requests got over the loss of nodes
 */
public record TrafficResult(
        List<EntryCounts> entries,
        List<ServiceCounts> services,
        TrafficTimeline timeline,
        long windowNanos,
        long events,
        LossRecovery recovery) {
    /** Copies the lists. */
    public TrafficResult {
        entries = List.copyOf(entries);
        services = List.copyOf(services);
    }
}
