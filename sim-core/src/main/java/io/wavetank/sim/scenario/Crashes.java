package io.wavetank.sim.scenario;

import io.wavetank.policy.RestartBackOff;
import io.wavetank.policy.TaskClass;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Tasks that crash while they run, and what becomes of them: the k-th run of a task crashes after a keyed draw, if it lasts so long.
 *
 * @param name what it is called; its draws depend on it
 * @param among the labels of the tasks; empty for all
 * @param after how long a run lasts until it crashes
 * @param fromNanos runs that begin from then on crash
 * @param untilNanos from then on nothing crashes any more
 * @param backOff what becomes of those that crash
 * @param exitCode that of their processes, by which the rules of a Job tell them apart
 */
public record Crashes(
        String name,
        SortedMap<String, String> among,
        RandomTime after,
        long fromNanos,
        long untilNanos,
        RestartBackOff backOff,
        int exitCode) {
    /** Crashes with exit code 1. */
    public Crashes(
            String name,
            SortedMap<String, String> among,
            RandomTime after,
            long fromNanos,
            long untilNanos,
            RestartBackOff backOff) {
        this(name, among, after, fromNanos, untilNanos, backOff, 1);
    }

    /** Copies the labels. */
    public Crashes {
        among = Collections.unmodifiableSortedMap(new TreeMap<>(among));
    }

    /** Whether tasks of a class crash. */
    public boolean of(TaskClass taskClass) {
        return taskClass.labels().entrySet().containsAll(among.entrySet());
    }
}
