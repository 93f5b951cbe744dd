package io.wavetank.sim.record;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was refused before it came into the system.
 *
 * @param tasks how many tasks and replicas were refused at least once
 * @param refusals how often any was refused, by what refused it
 */
public record AdmissionFigures(long tasks, SortedMap<String, Long> refusals) {
    /** Nothing was refused. */
    public static final AdmissionFigures NONE = new AdmissionFigures(0, Collections.emptySortedMap());

    /** Copies the counts. */
    public AdmissionFigures {
        refusals = Collections.unmodifiableSortedMap(new TreeMap<>(refusals));
    }

    /** How often any was refused. */
    public long all() {
        return refusals.values().stream().mapToLong(Long::longValue).sum();
    }
}
