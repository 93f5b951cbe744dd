package io.wavetank.workload.series;

import io.wavetank.workload.input.Head;
import io.wavetank.workload.input.Reading;
import io.wavetank.workload.input.Table;
import io.wavetank.workload.input.Table.Separator;
import io.wavetank.workload.input.TraceFormatException;
import io.wavetank.workload.input.Words;
import io.wavetank.workload.record.RateSample;
import io.wavetank.workload.trace.Counts;
import io.wavetank.workload.trace.RecordReader;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads rates of requests: a CSV of times and counts, or whole numbers between blanks, one for each second.
 *
 * <p>In a CSV the first column is when an interval begins, as date and time (UTC) or in seconds; all intervals are as long as it is from the first to
 * the second row, and rows that are missing are intervals of which nothing is known. WorldCup98 is of this kind, the log of NASA of the other.
 */
public final class RequestRates {
    private static final List<String> TIMES = List.of("period", "timestamp", "time", "minute", "second", "t");
    private static final List<String> COUNTS = List.of("count", "requests", "invocations", "rate", "qps", "value");
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private RequestRates() {}

    /** Recognises a header line of a time and a count. */
    public static boolean isTable(Head head) {
        List<String> names = head.columns();
        return names.size() == 2
                && TIMES.contains(names.get(0).toLowerCase(Locale.ROOT))
                && COUNTS.contains(names.get(1).toLowerCase(Locale.ROOT));
    }

    /** Recognises a long line of small whole numbers. */
    public static boolean isSeconds(Head head) {
        String first = head.lines().get(0);
        return first.length() > 100 && first.substring(0, 100).matches("[0-9]{1,9}( [0-9]{1,9}){20,} ?[0-9]*");
    }

    /** Recognises either. */
    public static boolean recognises(Head head) {
        return isTable(head) || isSeconds(head);
    }

    /** Returns the rates. */
    public static RecordReader<RateSample> open(Reading reading) throws TraceFormatException {
        Head head = reading.only().head();
        return isTable(head) ? table(reading, head) : new Seconds(reading.words(reading.only()));
    }

    private static RecordReader<RateSample> table(Reading reading, Head head) throws TraceFormatException {
        Table table = Table.headed(
                reading,
                List.of(reading.only()),
                Separator.COMMA,
                head.columns().get(0),
                head.columns().get(1));
        return new Rows(table);
    }

    private static void count(Counts counts, long count) {
        counts.row();
        counts.add("intervals", 1);
        counts.add("requests", count);
        counts.max("peak", count);
    }

    /** One row ahead, so that the first interval has a length. */
    private static final class Rows implements RecordReader<RateSample> {
        private final Table table;
        private final Counts counts = new Counts("intervals", "requests", "peak", "interval_s", "intervals_missing");
        private long lengthNanos;
        private long atNanos = -1;
        private long requests;

        Rows(Table table) {
            this.table = table;
        }

        @Override
        public @Nullable RateSample next() throws TraceFormatException {
            if (atNanos < 0 && !read()) {
                return null;
            }
            long at = atNanos;
            long count = requests;
            if (!read()) {
                atNanos = -1;
            } else if (atNanos <= at) {
                throw table.fault(0, "a time that is not after the one before");
            } else if (lengthNanos == 0) {
                lengthNanos = atNanos - at;
                counts.set("interval_s", lengthNanos / NANOS_PER_SECOND);
            } else {
                counts.add("intervals_missing", Math.max(0, (atNanos - at) / lengthNanos - 1));
            }
            return new RateSample("", at, lengthNanos, count);
        }

        private boolean read() throws TraceFormatException {
            if (!table.next()) {
                return false;
            }
            atNanos = table.text(0).indexOf(':') > 0 ? table.calendarNanos(0, ZoneOffset.UTC) : table.nanosFromZero(0);
            requests = table.wholeOrZeroDecimals(1, 0, Long.MAX_VALUE);
            count(counts, requests);
            return true;
        }

        @Override
        public Counts counts() {
            return counts;
        }
    }

    private static final class Seconds implements RecordReader<RateSample> {
        private final Words words;
        private final Counts counts = new Counts("intervals", "requests", "peak");

        Seconds(Words words) {
            this.words = words;
        }

        @Override
        public @Nullable RateSample next() throws TraceFormatException {
            if (!words.next()) {
                return null;
            }
            long second = counts.rows();
            count(counts, words.value());
            return new RateSample("", second * NANOS_PER_SECOND, NANOS_PER_SECOND, words.value());
        }

        @Override
        public Counts counts() {
            return counts;
        }
    }
}
