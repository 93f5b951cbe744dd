package io.wavetank.sim.traffic;

import io.wavetank.sim.record.Quantile;
import java.util.ArrayList;
import java.util.List;

/** What happened over time, in rows of equal length, but for a last one that the end of the run cuts short: by when requests came and when they ended. */
public final class TrafficTimeline {
    /**
     * One row.
     *
     * @param beginNanos when it begins, in nanoseconds since the start
     * @param offered how many requests came
     * @param answered how many were answered well
     * @param failed how many ended otherwise
     * @param tries how many tries replicas began to work on, of all services
     * @param p50Nanos latency that half of those answered well did not exceed, in nanoseconds; -1 if none was; the others likewise
     * @param endpoints how many endpoints there were at its end, of all services
     */
    public record Row(
            long beginNanos,
            long offered,
            long answered,
            long failed,
            long tries,
            long p50Nanos,
            long p90Nanos,
            long p99Nanos,
            int endpoints) {
        /** Whether so many requests failed in it that a quantile of latency is only known to be as long as that of those answered well. */
        public boolean atLeast(double share) {
            return Quantile.outOfReach(share, (double) failed, (double) answered);
        }
    }

    private final long stepNanos;
    private final List<Row> rows = new ArrayList<>();
    private long endNanos = Long.MAX_VALUE;

    TrafficTimeline(long stepNanos) {
        this.stepNanos = stepNanos;
    }

    /** The rows of a run that is over, each {@code stepNanos} long or cut short at {@code endNanos}. */
    public static TrafficTimeline of(long stepNanos, long endNanos, List<Row> rows) {
        var timeline = new TrafficTimeline(stepNanos);
        timeline.rows.addAll(rows);
        timeline.endNanos = endNanos;
        return timeline;
    }

    void endAt(long nanos) {
        endNanos = nanos;
    }

    /** When the run was over, which may be within the last row, in nanoseconds since the start. */
    public long endNanos() {
        return endNanos;
    }

    /** How long a row of it is, in nanoseconds. */
    public long lengthNanos(Row row) {
        return Math.min(stepNanos, endNanos - row.beginNanos());
    }

    void add(Row row) {
        rows.add(row);
    }

    /** How long a row is, in nanoseconds; 0 if none are kept. */
    public long stepNanos() {
        return stepNanos;
    }

    /** The rows, in order. */
    public List<Row> rows() {
        return List.copyOf(rows);
    }
}
