package io.wavetank.policy;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * The table of resources of one cluster: five that every cluster has, at fixed numbers, then the cluster's extended resources by name.
 *
 * <p>All amounts are integral. Units: {@link #CPU} and {@link #GPU} thousandths of a core or device, {@link #MEMORY} and
 * {@link #EPHEMERAL_STORAGE} bytes, {@link #PODS} slots, extended resources their own unit.
 */
public final class Resources {
    /** CPU in millicores. */
    public static final int CPU = 0;
    /** Memory in bytes. */
    public static final int MEMORY = 1;
    /** Local scratch space in bytes. */
    public static final int EPHEMERAL_STORAGE = 2;
    /** Slots: how many tasks a node takes at most. */
    public static final int PODS = 3;
    /** GPU in thousandths of a device, over all devices of a node. */
    public static final int GPU = 4;
    /** How many resources every cluster has; extended ones are numbered from here. */
    public static final int FIXED = 5;

    private static final List<String> FIXED_NAMES = List.of("cpu", "memory", "ephemeral_storage", "pods", "gpu");
    private static final Resources BASIC = new Resources(List.of());

    private final List<String> names;

    private Resources(List<String> extended) {
        var all = new LinkedHashSet<>(FIXED_NAMES);
        for (String name : extended) {
            if (!all.add(name)) {
                throw new IllegalArgumentException("Resource named twice: " + name);
            }
        }
        this.names = List.copyOf(new ArrayList<>(all));
    }

    /** Returns the table without extended resources. */
    public static Resources basic() {
        return BASIC;
    }

    /** Returns the table with these extended resources, numbered in the given order from {@link #FIXED}. */
    public static Resources withExtended(List<String> extended) {
        return extended.isEmpty() ? BASIC : new Resources(extended);
    }

    /** How many resources there are. */
    public int count() {
        return names.size();
    }

    /** The name as it stands in result files: {@code cpu}, {@code memory}, {@code ephemeral_storage}, {@code pods}, {@code gpu}, ... */
    public String name(int resource) {
        return names.get(resource);
    }

    /** Returns the number of the resource of that name, or -1. */
    public int indexOf(String name) {
        return names.indexOf(name);
    }

    @Override
    public String toString() {
        return names.toString();
    }
}
