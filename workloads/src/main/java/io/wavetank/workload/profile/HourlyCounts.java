package io.wavetank.workload.profile;

import java.util.Arrays;

/**
 * How much came in each hour of the trace's clock, from the first hour in which something came to the last.
 *
 * <p>The first and last of them are whole if before the first record, or after the last, no more time is missing than {@value #GAPS_MISSING} mean gaps between the records of that
 * hour: a trace that goes on to the end of the hour ends about a gap before it.
 */
public final class HourlyCounts {
    private static final long NANOS_PER_HOUR = 3_600_000_000_000L;
    private static final int MOST_HOURS = 1 << 21;
    private static final long GAPS_MISSING = 2;

    private long firstHour;
    private long firstNanos = Long.MAX_VALUE;
    private long lastNanos = Long.MIN_VALUE;
    private long[] records = new long[0];
    private long[] counts = new long[0];
    private long beyond;

    HourlyCounts() {}

    /** Counts so many at an instant; what lies more than 239 years from the others is counted as beyond. */
    void add(long atNanos, long count) {
        long hour = Math.floorDiv(atNanos, NANOS_PER_HOUR);
        if (counts.length == 0) {
            firstHour = hour;
            counts = new long[1];
            records = new long[1];
        }
        long last = Math.max(firstHour + counts.length - 1, hour);
        long first = Math.min(firstHour, hour);
        if (last - first >= MOST_HOURS) {
            beyond += count;
            return;
        }
        if (hour < firstHour) {
            counts = later(counts, (int) (firstHour - hour));
            records = later(records, (int) (firstHour - hour));
            firstHour = hour;
        } else if (hour >= firstHour + counts.length) {
            counts = Arrays.copyOf(counts, (int) (hour - firstHour) + 1);
            records = Arrays.copyOf(records, (int) (hour - firstHour) + 1);
        }
        counts[(int) (hour - firstHour)] += count;
        records[(int) (hour - firstHour)]++;
        firstNanos = Math.min(firstNanos, atNanos);
        lastNanos = Math.max(lastNanos, atNanos);
    }

    private static long[] later(long[] of, int hours) {
        long[] grown = new long[of.length + hours];
        System.arraycopy(of, 0, grown, hours, of.length);
        return grown;
    }

    /** How many hours there are, those in which nothing came included. */
    public int hours() {
        return counts.length;
    }

    /** How many came in an hour, from 0. */
    public long count(int hour) {
        return counts[hour];
    }

    /** The first whole hour; 0 where none is whole. */
    public int firstWhole() {
        return anyWhole() ? beginsWith() : 0;
    }

    /** The hour after the last whole one; {@link #hours()} where none is whole. */
    public int endWhole() {
        return anyWhole() ? endsBefore() : counts.length;
    }

    private boolean anyWhole() {
        return counts.length > 1 && beginsWith() < endsBefore();
    }

    private int beginsWith() {
        long missing = firstNanos - firstHour * NANOS_PER_HOUR;
        return isWhole(missing, records[0]) ? 0 : 1;
    }

    private int endsBefore() {
        int last = counts.length - 1;
        long missing = (firstHour + counts.length) * NANOS_PER_HOUR - lastNanos;
        return isWhole(missing, records[last]) ? counts.length : last;
    }

    private static boolean isWhole(long missingNanos, long records) {
        return missingNanos <= GAPS_MISSING * ((NANOS_PER_HOUR - missingNanos) / records);
    }

    /** How many were too far away from the others in time to be counted by the hour. */
    public long beyond() {
        return beyond;
    }

    /** The mean an hour for each of the 24 hours of the trace's day, over whole hours; NaN where no such hour is in it. */
    public double[] byHourOfDay() {
        double[] sums = new double[24];
        int[] days = new int[24];
        int end = endWhole();
        for (int hour = firstWhole(); hour < end; hour++) {
            int ofDay = (int) Math.floorMod(firstHour + hour, 24L);
            sums[ofDay] += counts[hour];
            days[ofDay]++;
        }
        for (int ofDay = 0; ofDay < 24; ofDay++) {
            sums[ofDay] = days[ofDay] == 0 ? Double.NaN : sums[ofDay] / days[ofDay];
        }
        return sums;
    }

    /** How the whole hours are spread; empty where none is whole, as nothing is known of what an hour has. */
    public Distribution spread(String name) {
        var spread = new Distribution(name, Measure.COUNT);
        int end = anyWhole() ? endWhole() : 0;
        for (int hour = firstWhole(); hour < end; hour++) {
            spread.add(counts[hour]);
        }
        return spread;
    }
}
