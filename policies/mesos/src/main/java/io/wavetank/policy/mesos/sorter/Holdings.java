package io.wavetank.policy.mesos.sorter;

import io.wavetank.policy.mesos.resource.Quantities;
import io.wavetank.policy.mesos.resource.ResourceBag;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Resources by agent and their sum. A shared volume counts once for each agent, however many copies of it there are. */
final class Holdings {
    private final Map<String, ResourceBag> byAgent;
    private Quantities totals;
    private long count;

    Holdings() {
        this.byAgent = new HashMap<>();
        this.totals = Quantities.NONE;
    }

    Holdings(Holdings other) {
        this.byAgent = new HashMap<>(other.byAgent);
        this.totals = other.totals;
        this.count = other.count;
    }

    /** How often something was added; taking away does not undo it. */
    long count() {
        return count;
    }

    Quantities totals() {
        return totals;
    }

    /** What there is by agent, in the order of their names; made anew. */
    SortedMap<String, ResourceBag> byAgent() {
        return new TreeMap<>(byAgent);
    }

    void add(String agent, ResourceBag resources) {
        ResourceBag there = byAgent.getOrDefault(agent, ResourceBag.EMPTY);
        totals = totals.plus(
                Quantities.of(resources.filter(each -> !each.shared() || !there.contains(each.withCopies(1)))));
        put(agent, there.plus(resources));
        count++;
    }

    void subtract(String agent, ResourceBag resources) {
        ResourceBag left = byAgent.getOrDefault(agent, ResourceBag.EMPTY).minus(resources);
        totals = totals.minus(
                Quantities.of(resources.filter(each -> !each.shared() || !left.contains(each.withCopies(1)))));
        put(agent, left);
    }

    void update(String agent, ResourceBag before, ResourceBag after) {
        put(agent, byAgent.getOrDefault(agent, ResourceBag.EMPTY).minus(before).plus(after));
        totals = totals.minus(Quantities.of(before)).plus(Quantities.of(after));
    }

    private void put(String agent, ResourceBag resources) {
        if (resources.isEmpty()) {
            byAgent.remove(agent);
        } else {
            byAgent.put(agent, resources);
        }
    }
}
