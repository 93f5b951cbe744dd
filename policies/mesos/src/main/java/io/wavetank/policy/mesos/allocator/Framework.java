package io.wavetank.policy.mesos.allocator;

import io.wavetank.policy.mesos.resource.ResourceBag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A framework as the allocator knows it: what it is, what it is silent about, what it filters. */
final class Framework {
    private final FrameworkSpec spec;
    private final Set<String> suppressed;
    private final TreeMap<String, Map<String, List<OfferFilter>>> filters = new TreeMap<>();
    private boolean active;

    Framework(FrameworkSpec spec, Set<String> suppressed, boolean active) {
        this.spec = spec;
        this.suppressed = new TreeSet<>(suppressed);
        this.active = active;
    }

    FrameworkSpec spec() {
        return spec;
    }

    String id() {
        return spec.id();
    }

    boolean active() {
        return active;
    }

    void setActive(boolean on) {
        active = on;
    }

    boolean suppressed(String role) {
        return suppressed.contains(role);
    }

    void suppress(String role) {
        suppressed.add(role);
    }

    void revive(String role) {
        suppressed.remove(role);
        filters.remove(role);
    }

    void add(OfferFilter filter) {
        filters.computeIfAbsent(filter.role(), key -> new HashMap<>())
                .computeIfAbsent(filter.agent(), key -> new ArrayList<>())
                .add(filter);
    }

    /** Takes a filter away; says whether it was still there. */
    boolean remove(OfferFilter filter) {
        Map<String, List<OfferFilter>> ofRole = filters.get(filter.role());
        List<OfferFilter> ofAgent = ofRole == null ? null : ofRole.get(filter.agent());
        if (ofRole == null || ofAgent == null || !ofAgent.removeIf(each -> each.number() == filter.number())) {
            return false;
        }
        if (ofAgent.isEmpty()) {
            ofRole.remove(filter.agent());
        }
        return true;
    }

    void removeFilters() {
        filters.clear();
    }

    void removeFiltersOf(String agent) {
        filters.values().forEach(each -> each.remove(agent));
    }

    boolean filters(String role, String agent, ResourceBag offer) {
        Map<String, List<OfferFilter>> ofRole = filters.get(role);
        List<OfferFilter> ofAgent = ofRole == null ? null : ofRole.get(agent);
        if (ofAgent == null) {
            return false;
        }
        for (OfferFilter each : ofAgent) {
            if (each.filters(offer)) {
                return true;
            }
        }
        return false;
    }
}
