package io.wavetank.policy;

import java.util.List;
import java.util.SortedMap;

/** A scheduler that counts things of its own, which stand in the results beside what every run has. */
public interface Metered {
    /** What it has counted so far, by name, such as {@code offers.web}; words of lower case, joined by points. */
    SortedMap<String, Long> counts();

    /** The names of what it can be asked for at any instant, always the same; the unit is the last word. */
    List<String> gauges();

    /** How they stand now, in the order of {@link #gauges()}. */
    long[] readings();
}
