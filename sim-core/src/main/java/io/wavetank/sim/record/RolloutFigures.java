package io.wavetank.sim.record;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What became of the rollouts of one service.
 *
 * @param name of it
 * @param stage how it stands at the end
 * @param seconds from the last update until it came to where it stands; NaN if there was none, or it still goes on
 * @param pods of each version at the end that are not told to stop
 * @param leastEndpoints the fewest endpoints since the first update; -1 if there was none
 * @param refusedEarly tries since then, or the start if there was none, that pods did not accept before they had come up
 * @param refusedLate tries that pods did not accept after they were told to stop
 * @param cutOff requests that were under way in pods when these were killed, in the window of the figures
 * @param restarts how often a pod was started anew, or ended, because it was found ill, crashed, or was killed for want of memory, in that window
 */
public record RolloutFigures(
        String name,
        String stage,
        double seconds,
        SortedMap<String, Long> pods,
        int leastEndpoints,
        long refusedEarly,
        long refusedLate,
        long cutOff,
        long restarts) {
    /** Copies the counts. */
    public RolloutFigures {
        pods = Collections.unmodifiableSortedMap(new TreeMap<>(pods));
    }
}
