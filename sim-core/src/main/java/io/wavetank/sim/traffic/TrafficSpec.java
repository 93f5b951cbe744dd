package io.wavetank.sim.traffic;

import io.wavetank.sim.scenario.RegistrySpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
 * @param contention how replicas on one node slow each other; null if they do not
 * @param registry where images come from; null if all nodes have all
 */
public record TrafficSpec(
        List<ServiceSpec> services,
        List<OperationSpec> operations,
        List<EntrySpec> entries,
        NetworkDelay network,
        int zones,
        long fromNanos,
        long toNanos,
        long stepNanos,
        @Nullable Contention contention,
        @Nullable RegistrySpec registry) {
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

    /** Traffic whose replicas do not slow each other. */
    public TrafficSpec(
            List<ServiceSpec> services,
            List<OperationSpec> operations,
            List<EntrySpec> entries,
            NetworkDelay network,
            int zones,
            long fromNanos,
            long toNanos,
            long stepNanos) {
        this(services, operations, entries, network, zones, fromNanos, toNanos, stepNanos, null, null);
    }

    /** Traffic in one zone without network delays, all of it counted from an instant on. */
    public static TrafficSpec of(
            List<ServiceSpec> services, List<OperationSpec> operations, List<EntrySpec> entries, long fromNanos) {
        return new TrafficSpec(services, operations, entries, NetworkDelay.NONE, 1, fromNanos, Long.MAX_VALUE, 0);
    }
}
