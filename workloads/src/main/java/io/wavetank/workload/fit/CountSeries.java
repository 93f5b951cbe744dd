package io.wavetank.workload.fit;

import java.util.Arrays;

/**
 * How many arrivals there were in each of equal intervals that follow each other.
 *
 * @param binSeconds how long an interval is
 * @param startHour what hour of the week it is where the first begins, 0 to 168, 0 being Monday at midnight
 * @param counts how many; -1 where nothing is known
 */
public record CountSeries(double binSeconds, double startHour, long[] counts) {
    private static final int HOUR = 3600;
    private static final int WEEK = 168;

    /** Keeps a copy, which nobody changes. */
    public CountSeries {
        counts = counts.clone();
    }

    @Override
    public long[] counts() {
        return counts.clone();
    }

    /** How many intervals. */
    public int length() {
        return counts.length;
    }

    /** The count of an interval; -1 if it is not known. */
    public long count(int bin) {
        return counts[bin];
    }

    /** How long it is altogether, in seconds. */
    public double spanSeconds() {
        return counts.length * binSeconds;
    }

    /** How many arrivals there were. */
    public double total() {
        double sum = 0;
        for (long count : counts) {
            sum += Math.max(0, count);
        }
        return sum;
    }

    /** How many intervals are known. */
    public int known() {
        int known = 0;
        for (long count : counts) {
            known += count < 0 ? 0 : 1;
        }
        return known;
    }

    /** The mean of an interval. */
    public double mean() {
        return total() / Math.max(1, known());
    }

    /** What hour of the week the middle of an interval falls in, 0 to 167. */
    public int hourOfWeek(int bin) {
        double hours = startHour + (bin + 0.5) * binSeconds / HOUR;
        return (int) (hours % WEEK);
    }

    /** The part from one interval on, up to another. */
    public CountSeries part(int from, int to) {
        double hours = (startHour + from * binSeconds / HOUR) % WEEK;
        return new CountSeries(binSeconds, hours, Arrays.copyOfRange(counts, from, to));
    }

    /** The same in intervals so many times longer; what does not fill the last one is left out. An interval is known if all its parts are. */
    public CountSeries coarser(int times) {
        long[] sums = new long[counts.length / times];
        for (int i = 0; i < sums.length * times; i++) {
            int to = i / times;
            sums[to] = sums[to] < 0 || counts[i] < 0 ? -1 : sums[to] + counts[i];
        }
        return new CountSeries(binSeconds * times, startHour, sums);
    }

    /** All known counts as a sample. */
    public Sample sample() {
        double[] values = new double[known()];
        int at = 0;
        for (long count : counts) {
            if (count >= 0) {
                values[at++] = count;
            }
        }
        return Sample.of(values);
    }

    /**
     * The index of dispersion for counts: variance over mean, 1 for a Poisson process whatever the interval; the larger, the burstier.
     *
     * <p>Source: R. Gusella, "Characterizing the variability of arrival processes with indexes of dispersion", IEEE Journal on Selected Areas in
     * Communications 9(2), 1991.
     */
    public double dispersion() {
        double mean = mean();
        double sum = 0;
        for (long count : counts) {
            sum += count < 0 ? 0 : (count - mean) * (count - mean);
        }
        return mean == 0 ? 0 : sum / known() / mean;
    }

    /** The autocorrelation of the counts at lags 0 to {@code most}; pairs with an unknown are left out. */
    public double[] autocorrelation(int most) {
        double[] values = new double[counts.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = counts[i] < 0 ? Double.NaN : counts[i];
        }
        return Autocorrelation.of(values, most);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CountSeries that
                && binSeconds == that.binSeconds
                && startHour == that.startHour
                && Arrays.equals(counts, that.counts);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(counts) + Double.hashCode(binSeconds);
    }

    @Override
    public String toString() {
        return counts.length + " intervals of " + binSeconds + " s";
    }
}
