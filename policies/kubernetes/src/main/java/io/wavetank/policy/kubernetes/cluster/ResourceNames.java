package io.wavetank.policy.kubernetes.cluster;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The numbers of the resources that a cluster knows: three that the scheduler treats by themselves, then scalar resources (extended ones, huge
 * pages, attachable volumes) in the order in which they were first named.
 */
public final class ResourceNames {
    /** CPU in millicores. */
    public static final int CPU = 0;
    /** Memory in bytes. */
    public static final int MEMORY = 1;
    /** Local scratch space in bytes. */
    public static final int EPHEMERAL_STORAGE = 2;
    /** How many are not scalar; scalar ones are numbered from here. */
    public static final int FIXED = 3;
    /** Stands for a name that the scheduler does not count as a resource. */
    public static final int NONE = -1;

    private static final String PODS = "pods";

    private final List<String> names = new ArrayList<>(List.of("cpu", "memory", "ephemeral-storage"));
    private final Map<String, Integer> numbers = new HashMap<>();

    ResourceNames() {
        for (int i = 0; i < names.size(); i++) {
            numbers.put(names.get(i), i);
        }
    }

    /** Returns the resource's number, a new one if it was never named before; {@link #NONE} for {@code pods} and names that are no resource. */
    public int number(String name) {
        Integer known = numbers.get(name);
        if (known != null) {
            return known;
        }
        int number = isScalar(name) ? names.size() : NONE;
        if (number != NONE) {
            names.add(name);
        }
        numbers.put(name, number);
        return number;
    }

    /** The resource's name in Kubernetes. */
    public String name(int resource) {
        return names.get(resource);
    }

    /** How many have been named so far. */
    public int count() {
        return names.size();
    }

    /** Whether the name is that of a scalar resource: one that the scheduler merely counts. */
    public static boolean isScalar(String name) {
        return isExtended(name)
                || name.startsWith("hugepages-")
                || name.contains("kubernetes.io/")
                || name.startsWith("attachable-volumes-");
    }

    /** Whether the name is that of an extended resource: one in a domain of its own. */
    public static boolean isExtended(String name) {
        return name.contains("/") && !name.contains("kubernetes.io/") && !name.startsWith("requests.");
    }

    /** Whether the name stands for the number of pods, which is no resource here but a column of its own. */
    static boolean isPods(String name) {
        return name.equals(PODS);
    }
}
