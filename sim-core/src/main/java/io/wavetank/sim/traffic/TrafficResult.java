package io.wavetank.sim.traffic;

import java.util.List;

/**
 * What the requests of one run came to.
 *
 * @param entries by class of requests
 * @param services by service
 * @param timeline over time
 * @param paths where the time of requests went
 * @param fromNanos when the window began in which requests counted, in nanoseconds since the start of the run
 * @param windowNanos how long the window was in which requests counted, in nanoseconds
 * @param events how many events it took
 * @param recovery how requests got over the loss of nodes
 * @param machines what the run began on
 * @param memory what memory was used on them
 */
public record TrafficResult(
        List<EntryCounts> entries,
        List<ServiceCounts> services,
        TrafficTimeline timeline,
        PathFigures paths,
        long fromNanos,
        long windowNanos,
        long events,
        LossRecovery recovery,
        Machines machines,
        MemoryUse memory) {
    /** What a run came to of which no more is known: neither rows over time nor paths, losses, machines and memory. */
    public static TrafficResult of(
            List<EntryCounts> entries, List<ServiceCounts> services, long fromNanos, long windowNanos) {
        return new TrafficResult(
                entries,
                services,
                new TrafficTimeline(0),
                PathFigures.NONE,
                fromNanos,
                windowNanos,
                0,
                LossRecovery.NONE,
                Machines.NONE,
                MemoryUse.NONE);
    }

    /** Copies the lists. */
    public TrafficResult {
        entries = List.copyOf(entries);
        services = List.copyOf(services);
    }

    /** The same on machines, of which so much memory was used. */
    TrafficResult on(Machines those, MemoryUse use) {
        return new TrafficResult(
                entries, services, timeline, paths, fromNanos, windowNanos, events, recovery, those, use);
    }
}
