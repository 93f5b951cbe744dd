package io.wavetank.sim.traffic;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a service may have on top.
 *
 * @param proxy the proxy beside each replica; null for none
 * @param versions the versions that its replicas run, numbered from 0; none if they are not told apart
 * @param watch what looks at its versions; null for nothing
 * @param memory what memory its replicas take; null if it does not matter
 * @param access who may call it; null for all
 * @param activator whether calls are held while it has no endpoint, as Knative's activator does, instead of failing
 */
public record ServiceExtras(
        @Nullable ProxySpec proxy,
        List<VersionSpec> versions,
        @Nullable VersionWatch watch,
        @Nullable MemorySpec memory,
        @Nullable AccessSpec access,
        boolean activator) {
    /** Nothing. */
    public static final ServiceExtras NONE = new ServiceExtras(null, List.of(), null, null, null, false);

    /** Without an activator. */
    public ServiceExtras(
            @Nullable ProxySpec proxy,
            List<VersionSpec> versions,
            @Nullable VersionWatch watch,
            @Nullable MemorySpec memory,
            @Nullable AccessSpec access) {
        this(proxy, versions, watch, memory, access, false);
    }

    /** Copies the list. */
    public ServiceExtras {
        versions = List.copyOf(versions);
    }
}
