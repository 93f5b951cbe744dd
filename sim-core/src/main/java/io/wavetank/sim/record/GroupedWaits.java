package io.wavetank.sim.record;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The queueing delays of a run's tasks apart by a property of theirs, such as the label {@code framework}.
 *
 * @param property what they are told apart by; empty if they are not
 * @param byValue the delays in nanoseconds, as in {@link RunResult#queueingDelay()}, by value; tasks without the property are under
 *     {@link #WITHOUT}
 */
public record GroupedWaits(String property, SortedMap<String, CensoredHistogram> byValue) {
    /** All tasks together. */
    public static final GroupedWaits NONE = new GroupedWaits("", new TreeMap<>());

    /** The group of the tasks that lack the property. */
    public static final String WITHOUT = "(none)";

    /** Keeps a copy of the map. */
    public GroupedWaits {
        byValue = Collections.unmodifiableSortedMap(new TreeMap<>(byValue));
    }
}
