package io.wavetank.workload.snapshot;

import java.time.Instant;

/**
 * What a snapshot does not say.
 *
 * @param untilNanos when the run ends: CronJobs are due until then
 * @param jobNanos how long the pods of Jobs run that do not say so
 * @param at what the clock shows at time 0
 */
public record SnapshotOptions(long untilNanos, long jobNanos, Instant at) {
    /** A day that begins at midnight, UTC, on a Monday; jobs run for ten minutes. */
    public static final SnapshotOptions DEFAULT =
            new SnapshotOptions(86_400_000_000_000L, 600_000_000_000L, Instant.parse("2024-01-01T00:00:00Z"));
}
