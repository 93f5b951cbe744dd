package io.wavetank.policy.mesos.resource;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Numbers of resources by name, in thousandths; what is absent is zero. A value: arithmetic makes new ones, and never goes below zero. */
public final class Quantities {
    /** Nothing. */
    public static final Quantities NONE = new Quantities(new TreeMap<>());

    private final SortedMap<String, Long> thousandths;

    private Quantities(SortedMap<String, Long> thousandths) {
        this.thousandths = thousandths;
    }

    /** Returns the numbers in a bag, whatever they are reserved for; a shared volume counts once however many copies there are. */
    public static Quantities of(ResourceBag bag) {
        if (bag.isEmpty()) {
            return NONE;
        }
        var sums = new TreeMap<String, Long>();
        for (Resource each : bag.resources()) {
            if (each.thousandths() > 0) {
                sums.merge(each.name(), each.thousandths(), Math::addExact);
            }
        }
        return sums.isEmpty() ? NONE : new Quantities(sums);
    }

    /** Returns these numbers, in thousandths; those that are zero or less are left out. */
    public static Quantities of(Map<String, Long> thousandths) {
        var kept = new TreeMap<>(thousandths);
        kept.values().removeIf(each -> each <= 0);
        return kept.isEmpty() ? NONE : new Quantities(kept);
    }

    /** The numbers by name, in thousandths. */
    public Map<String, Long> byName() {
        return Map.copyOf(thousandths);
    }

    /** The names in their order. */
    public Iterable<String> names() {
        return thousandths.keySet();
    }

    /** How many thousandths there are of something. */
    public long thousandths(String name) {
        return thousandths.getOrDefault(name, 0L);
    }

    /** Whether there is nothing. */
    public boolean isEmpty() {
        return thousandths.isEmpty();
    }

    /** Returns the sum. */
    public Quantities plus(Quantities other) {
        if (other.isEmpty()) {
            return this;
        }
        if (isEmpty()) {
            return other;
        }
        var sum = new TreeMap<>(thousandths);
        other.thousandths.forEach((name, more) -> sum.merge(name, more, Math::addExact));
        return new Quantities(sum);
    }

    /** Returns what is left when the other is taken away; zero where it is more. */
    public Quantities minus(Quantities other) {
        if (other.isEmpty() || isEmpty()) {
            return this;
        }
        var left = new TreeMap<>(thousandths);
        other.thousandths.forEach(
                (name, less) -> left.computeIfPresent(name, (key, there) -> there > less ? there - less : null));
        return left.isEmpty() ? NONE : new Quantities(left);
    }

    /** Whether there is at least as much of everything. */
    public boolean contains(Quantities other) {
        return other.thousandths.entrySet().stream().allMatch(each -> thousandths(each.getKey()) >= each.getValue());
    }

    @Override
    public String toString() {
        return thousandths.toString();
    }
}
