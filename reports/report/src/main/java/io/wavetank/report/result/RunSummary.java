package io.wavetank.report.result;

import io.wavetank.sim.record.RunResult;
import io.wavetank.sim.traffic.TrafficResult;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One finished run and what it was a run of.
 *
 * @param scheduler the scheduler, or the arm, as the user named it
 * @param seed the key of its draws
 * @param replication its number among runs with the same seed, from 0
 * @param dropped rows of the workload that were not run, by reason
 * @param result what it says
 * @param load what users who wait for their jobs offered and achieved; null where tasks come whatever became of those before
 * @param requests what the requests to services came to; null where there are no services
 * @param alerts which alerts fired when
 * @param subject whether it is a scheduler or an arm that is named
 */
public record RunSummary(
        String scheduler,
        long seed,
        int replication,
        SortedMap<String, Long> dropped,
        RunResult result,
        @Nullable LoopLoad load,
        @Nullable TrafficResult requests,
        List<FiredAlert> alerts,
        Subject subject) {
    /** A run under a scheduler, without alerts. */
    public RunSummary(
            String scheduler,
            long seed,
            int replication,
            SortedMap<String, Long> dropped,
            RunResult result,
            @Nullable LoopLoad load,
            @Nullable TrafficResult requests) {
        this(scheduler, seed, replication, dropped, result, load, requests, List.of(), Subject.SCHEDULER);
    }

    /** A run of a workload whose tasks come whatever became of those before. */
    public RunSummary(String scheduler, long seed, int replication, SortedMap<String, Long> dropped, RunResult result) {
        this(scheduler, seed, replication, dropped, result, null, null);
    }

    /** Returns the same run under another name. */
    public RunSummary named(String name) {
        return new RunSummary(name, seed, replication, dropped, result, load, requests, alerts, subject);
    }

    /** Keeps a copy of the counts. */
    public RunSummary {
        alerts = List.copyOf(alerts);
        dropped = Collections.unmodifiableSortedMap(new TreeMap<>(dropped));
    }
}
