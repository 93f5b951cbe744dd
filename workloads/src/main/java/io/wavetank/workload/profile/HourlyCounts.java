package io.wavetank.workload.profile;

import java.util.Arrays;

/** How much came in each hour of the trace's clock, from the first hour in which something came to the last. */
public final class HourlyCounts {
    private static final long NANOS_PER_HOUR = 3_600_000_000_000L;
    private static final int MOST_HOURS = 1 << 21;

    private long firstHour;
    private long[] counts = new long[0];
    private long beyond;

    HourlyCounts() {}

    /** Counts so many at an instant; what lies more than 239 years from the others is counted as beyond. */
    void add(long atNanos, long count) {
        long hour = Math.floorDiv(atNanos, NANOS_PER_HOUR);
        if (counts.length == 0) {
            firstHour = hour;
            counts = new long[1];
        }
        long last = Math.max(firstHour + counts.length - 1, hour);
        long first = Math.min(firstHour, hour);
        if (last - first >= MOST_HOURS) {
            beyond += count;
            return;
        }
        if (hour < firstHour) {
            long[] grown = new long[counts.length + (int) (firstHour - hour)];
            System.arraycopy(counts, 0, grown, (int) (firstHour - hour), counts.length);
            counts = grown;
            firstHour = hour;
        } else if (hour >= firstHour + counts.length) {
            counts = Arrays.copyOf(counts, (int) (hour - firstHour) + 1);
        }
        counts[(int) (hour - firstHour)] += count;
    }

    /** How many hours there are, those in which nothing came included. */
    public int hours() {
        return counts.length;
    }

    /** How many came in an hour, from 0. */
    public long count(int hour) {
        return counts[hour];
    }

    /** When an hour begins, on the clock of the trace. */
    public long beginNanos(int hour) {
        return (firstHour + hour) * NANOS_PER_HOUR;
    }

    /** How many were too far away from the others in time to be counted by the hour. */
    public long beyond() {
        return beyond;
    }

    /** The mean an hour for each of the 24 hours of the trace's day; NaN where no such hour is in it. */
    public double[] byHourOfDay() {
        double[] sums = new double[24];
        int[] days = new int[24];
        for (int hour = 0; hour < counts.length; hour++) {
            int ofDay = (int) Math.floorMod(firstHour + hour, 24L);
            sums[ofDay] += counts[hour];
            days[ofDay]++;
        }
        for (int ofDay = 0; ofDay < 24; ofDay++) {
            sums[ofDay] = days[ofDay] == 0 ? Double.NaN : sums[ofDay] / days[ofDay];
        }
        return sums;
    }

    /** How the hours are spread. */
    public Distribution spread(String name) {
        var spread = new Distribution(name, Measure.COUNT);
        for (long count : counts) {
            spread.add(count);
        }
        return spread;
    }
}
