package io.wavetank.sim.traffic;

import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Who may call a service: what a network policy on its pods says of ingress.
 *
 * @param outside whether requests from outside may
 * @param services the numbers of the services that may
 * @param dropped whether what may not is dropped, so that callers wait until they time out; else they are refused at once
 */
public record AccessSpec(boolean outside, SortedSet<Integer> services, boolean dropped) {
    /** Copies the set. */
    public AccessSpec {
        services = new TreeSet<>(services);
    }

    boolean allows(int service) {
        return services.contains(service);
    }
}
