package io.wavetank.workload.fit;

import io.wavetank.workload.generate.RateSeries;
import io.wavetank.workload.input.TraceFormatException;
import io.wavetank.workload.record.RateSample;
import io.wavetank.workload.record.RecordType;
import io.wavetank.workload.trace.RecordSource;
import io.wavetank.workload.trace.Trace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/** Fits a model to the request rates of a trace, all its series added up. */
public final class RateFitter {
    private static final int MOST_INTERVALS = 4_000_000;
    private static final double HOUR_NANOS = 3.6e12;
    private static final double NANOS = 1e9;

    /** From this time on a clock is that of the calendar: a year after 1970. */
    private static final long CALENDAR_NANOS = 31_536_000_000_000_000L;

    private RateFitter() {}

    /** The rates of a trace, and how many of its series they are the sum of. */
    public record Rates(CountSeries series, int added) {}

    /** Fits a model to a trace. */
    public static RateFit fit(Trace trace, FitOptions options) throws IOException {
        Rates rates = read(trace);
        CountSeries series = rates.series();
        int length = (int) Math.min(series.length(), Math.max(1, options.untilNanos() / NANOS / series.binSeconds()));
        List<String> notes = new ArrayList<>();
        if (rates.added() > 1) {
            notes.add(rates.added() + " series are added up");
        }
        String source = trace.path().getFileName() + " (" + trace.format().name() + ", sha256 " + trace.sha256() + ")";
        return fit(source, series.part(0, length), options, notes);
    }

    /** Fits a model to a series. */
    public static RateFit fit(String source, CountSeries series, FitOptions options, List<String> remarks) {
        List<String> notes = new ArrayList<>(remarks);
        int unknown = series.length() - series.known();
        if (unknown > 0) {
            notes.add(unknown + " intervals are missing, and nothing is taken to be known of them");
        }
        ArrivalFit arrivals = ArrivalFit.of(series, options.arrivals());
        var model = new RateSeries("fitted", arrivals.chosen().process(), series.binSeconds());
        return new RateFit(source, arrivals, model, notes);
    }

    /** Reads all rates of a trace into one series, which begins with the first interval. */
    public static Rates read(Trace trace) throws TraceFormatException {
        long[] sums = new long[0];
        long first = 0;
        long length = 0;
        var names = new TreeSet<String>();
        try (RecordSource<RateSample> source = trace.records(RecordType.RATES)) {
            for (RateSample rate = source.next(); rate != null; rate = source.next()) {
                if (length == 0) {
                    first = rate.atNanos();
                    length = Math.max(1, rate.lengthNanos());
                }
                names.add(rate.series());
                long place = (rate.atNanos() - first) / length;
                if (place < 0 || place >= MOST_INTERVALS) {
                    throw new TraceFormatException(
                            trace.path().toString(),
                            0,
                            "has intervals " + place + " places from the first",
                            "give a trace whose intervals follow each other, at most " + MOST_INTERVALS + " of them");
                }
                sums = grown(sums, (int) place);
                sums[(int) place] = Math.max(0, sums[(int) place]) + rate.count();
            }
        }
        if (sums.length == 0) {
            throw new TraceFormatException(
                    trace.path().toString(), 0, "holds no rates", "give a trace of request rates");
        }
        double hour = first >= CALENDAR_NANOS ? StartHour.ofWeek(first / HOUR_NANOS) : 0;
        return new Rates(new CountSeries(length / NANOS, hour, trimmed(sums)), names.size());
    }

    private static long[] grown(long[] sums, int place) {
        if (place < sums.length) {
            return sums;
        }
        long[] larger = Arrays.copyOf(sums, Math.max(place + 1, Math.min(MOST_INTERVALS, 2 * sums.length)));
        Arrays.fill(larger, sums.length, larger.length, -1);
        return larger;
    }

    private static long[] trimmed(long[] sums) {
        int end = sums.length;
        while (end > 1 && sums[end - 1] < 0) {
            end--;
        }
        return Arrays.copyOf(sums, end);
    }
}
