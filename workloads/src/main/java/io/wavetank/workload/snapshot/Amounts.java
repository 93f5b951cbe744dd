package io.wavetank.workload.snapshot;

import io.wavetank.workload.input.TraceFormatException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Amounts by Kubernetes' names of resources: {@code cpu} in millicores, all others in whole units. */
final class Amounts {
    static final String CPU = "cpu";
    static final String MEMORY = "memory";
    static final String STORAGE = "ephemeral-storage";
    static final String PODS = "pods";

    /** Names that Wavetank has for resources of its own. */
    static final List<String> OWN = List.of("gpu", "ephemeral_storage", "");

    private Amounts() {}

    static SortedMap<String, Long> of(Fields amounts) throws TraceFormatException {
        SortedMap<String, Long> all = new TreeMap<>();
        for (String name : amounts.keys()) {
            if (OWN.contains(name)) {
                throw amounts.at(name)
                        .fault(
                                "Kubernetes has no resource named '" + name + "'",
                                "write ephemeral-storage, or one of a domain such as nvidia.com/gpu");
            }
            all.put(name, amounts.at(name).amount(name.equals(CPU)));
        }
        return all;
    }

    /** What a container requests: a limit stands for a request that is missing, as the API fills it in. */
    static SortedMap<String, Long> requested(Fields resources) throws TraceFormatException {
        SortedMap<String, Long> all = of(resources.at("limits"));
        all.putAll(of(resources.at("requests")));
        return all;
    }

    /** Adds amounts; a sum beyond a 64-bit number is a fault at {@code where}. */
    static void add(SortedMap<String, Long> to, Map<String, Long> more, Fields where) throws TraceFormatException {
        try {
            more.forEach((name, amount) -> to.merge(name, amount, Math::addExact));
        } catch (ArithmeticException e) {
            throw where.fault("the requests add up to more than a 64-bit number holds", "ask for less", e);
        }
    }

    static void raise(SortedMap<String, Long> to, Map<String, Long> least) {
        least.forEach((name, amount) -> to.merge(name, amount, Math::max));
    }
}
