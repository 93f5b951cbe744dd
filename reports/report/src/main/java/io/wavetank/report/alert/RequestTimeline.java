package io.wavetank.report.alert;

import io.wavetank.sim.traffic.TrafficTimeline;
import java.util.List;
import java.util.Optional;

/**
 * Requests over time as rows of equal length, without a last one that the end of the run cut short, and sums over stretches of them. A stretch covers the rows that end after its beginning and at or before
 * its end. Times are nanoseconds since the start of the run.
 */
public final class RequestTimeline {
    private final long stepNanos;
    private final long[] answered;
    private final long[] failed;
    private final long[] offered;
    private final long[] tries;
    private final List<TrafficTimeline.Row> rows;

    /**
     * Takes a time line.
     *
     * @throws IllegalArgumentException if it keeps no rows
     */
    public RequestTimeline(TrafficTimeline timeline) {
        if (timeline.stepNanos() <= 0) {
            throw new IllegalArgumentException("The traffic keeps no time line");
        }
        stepNanos = timeline.stepNanos();
        rows = timeline.rows().stream()
                .filter(row -> timeline.lengthNanos(row) == stepNanos)
                .toList();
        answered = new long[rows.size() + 1];
        failed = new long[rows.size() + 1];
        offered = new long[rows.size() + 1];
        tries = new long[rows.size() + 1];
        for (int i = 0; i < rows.size(); i++) {
            answered[i + 1] = answered[i] + rows.get(i).answered();
            failed[i + 1] = failed[i] + rows.get(i).failed();
            offered[i + 1] = offered[i] + rows.get(i).offered();
            tries[i + 1] = tries[i] + rows.get(i).tries();
        }
    }

    /** When the last whole row ends. */
    public long endNanos() {
        return rows.size() * stepNanos;
    }

    /** How long a row is. */
    public long stepNanos() {
        return stepNanos;
    }

    private int row(long nanos) {
        return (int) Math.min(rows.size(), Math.max(0, nanos / stepNanos));
    }

    /** Requests answered well in a stretch. */
    public long answered(long fromNanos, long toNanos) {
        return answered[row(toNanos)] - answered[row(fromNanos)];
    }

    /** Requests answered well a second, over the whole rows of a stretch; not a number if it has none. */
    public double goodput(long fromNanos, long toNanos) {
        double seconds = (row(toNanos) - row(fromNanos)) * (stepNanos / 1e9);
        return answered(fromNanos, toNanos) / seconds;
    }

    /** Requests that failed in a stretch. */
    public long failed(long fromNanos, long toNanos) {
        return failed[row(toNanos)] - failed[row(fromNanos)];
    }

    /** Requests that came in a stretch. */
    public long offered(long fromNanos, long toNanos) {
        return offered[row(toNanos)] - offered[row(fromNanos)];
    }

    /** Tries that were begun in a stretch. */
    public long tries(long fromNanos, long toNanos) {
        return tries[row(toNanos)] - tries[row(fromNanos)];
    }

    /** Share of the requests that ended in a stretch that failed; not a number if none ended. */
    public double errorShare(long fromNanos, long toNanos) {
        long bad = failed(fromNanos, toNanos);
        return (double) bad / (bad + answered(fromNanos, toNanos));
    }

    /**
     * Within how many seconds 99 of 100 requests of the last whole row before an instant were answered: infinite if so many failed that they never were; not a number if none
     * ended in it.
     */
    public double p99Seconds(long nanos) {
        int row = row(nanos) - 1;
        if (row >= 0 && rows.get(row).atLeast(0.99)) {
            return Double.POSITIVE_INFINITY;
        }
        return row < 0 || rows.get(row).p99Nanos() < 0
                ? Double.NaN
                : rows.get(row).p99Nanos() / 1e9;
    }

    /** The last whole row before an instant. */
    public Optional<TrafficTimeline.Row> last(long nanos) {
        int row = row(nanos) - 1;
        return row < 0 ? Optional.empty() : Optional.of(rows.get(row));
    }
}
