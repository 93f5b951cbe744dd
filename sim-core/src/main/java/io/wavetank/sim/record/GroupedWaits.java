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
 * @param dominantShares what they held, by value: the mean over the window of the largest of a group's shares of the resources
 */
public record GroupedWaits(
        String property, SortedMap<String, CensoredHistogram> byValue, SortedMap<String, Double> dominantShares) {
    /** All tasks together. */
    public static final GroupedWaits NONE = new GroupedWaits("", new TreeMap<>(), new TreeMap<>());

    /** The group of the tasks that lack the property. */
    public static final String WITHOUT = "(none)";

    /** Keeps a copy of the map. */
    public GroupedWaits {
        byValue = Collections.unmodifiableSortedMap(new TreeMap<>(byValue));
        dominantShares = Collections.unmodifiableSortedMap(new TreeMap<>(dominantShares));
    }

    /**
     * Jain's index of the dominant shares, {@code (sum x)^2 / (n sum x^2)}: 1 if all groups held the same, 1/n if one held all; NaN if nobody
     * held anything. It does not ask who wanted more.
     *
     * <p>Source: R. Jain, D. Chiu, W. Hawe, "A Quantitative Measure of Fairness and Discrimination for Resource Allocation in Shared Computer
     * Systems", DEC TR-301, 1984.
     */
    public double jain() {
        double sum = 0;
        double squares = 0;
        for (double share : dominantShares.values()) {
            sum += share;
            squares += share * share;
        }
        return squares == 0 ? Double.NaN : sum * sum / (dominantShares.size() * squares);
    }
}
