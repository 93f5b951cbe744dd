package io.wavetank.policy.mesos.resource;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Upper bounds of resources by name, in thousandths; what is absent is unbounded. A value. */
public final class Limits {
    /** No bounds at all. */
    public static final Limits NONE = new Limits(new TreeMap<>());

    private final SortedMap<String, Long> thousandths;

    private Limits(SortedMap<String, Long> thousandths) {
        this.thousandths = thousandths;
    }

    /** Returns these bounds, in thousandths. */
    public static Limits of(Map<String, Long> thousandths) {
        return thousandths.isEmpty() ? NONE : new Limits(new TreeMap<>(thousandths));
    }

    /** Whether nothing is bounded. */
    public boolean isEmpty() {
        return thousandths.isEmpty();
    }

    /** The bound of something in thousandths, or null. */
    public @Nullable Long thousandths(String name) {
        return thousandths.get(name);
    }

    /** Returns what the bounds leave when something is used; not below zero. */
    public Limits minus(Quantities used) {
        var left = new TreeMap<>(thousandths);
        left.replaceAll((name, bound) -> Math.max(0, bound - used.thousandths(name)));
        return new Limits(left);
    }

    @Override
    public String toString() {
        return thousandths.toString();
    }
}
