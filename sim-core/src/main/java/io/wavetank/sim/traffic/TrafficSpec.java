package io.wavetank.sim.traffic;

import java.util.List;

/**
 * The traffic of one run, resolved.
 *
 * @param services the services, numbered from 0
 * @param operations what they do, numbered from 0
 * @param entries what comes from outside
 * @param network how long messages take
 * @param zones how many zones there are, 1 or more
 * @param fromNanos requests that come before are served and not counted
 * @param toNanos requests that come at or after are served and not counted, in nanoseconds
 * @param stepNanos how long a row of the timeline is, in nanoseconds; 0 for no timeline
 */
public record TrafficSpec(
        List<ServiceSpec> services,
        List<OperationSpec> operations,
        List<EntrySpec> entries,
        NetworkDelay network,
        int zones,
        long fromNanos,
        long toNanos,
        long stepNanos) {
    /** Checks the numbers against each other. */
    public TrafficSpec {
        services = List.copyOf(services);
        operations = List.copyOf(operations);
        entries = List.copyOf(entries);
        for (OperationSpec operation : operations) {
            if (operation.service() < 0 || operation.service() >= services.size()) {
                throw new IllegalArgumentException(
                        "Operation " + operation.name() + " belongs to no service: " + operation.service());
            }
        }
        if (zones < 1 || fromNanos < 0 || toNanos < fromNanos || stepNanos < 0) {
            throw new IllegalArgumentException("Traffic needs a zone and times in order: zones " + zones + ", from "
                    + fromNanos + ", to " + toNanos + ", step " + stepNanos);
        }
    }

    /** Traffic in one zone without network delays, all of it counted from an instant on. */
    public static TrafficSpec of(
            List<ServiceSpec> services, List<OperationSpec> operations, List<EntrySpec> entries, long fromNanos) {
        return new TrafficSpec(services, operations, entries, NetworkDelay.NONE, 1, fromNanos, Long.MAX_VALUE, 0);
    }
}
