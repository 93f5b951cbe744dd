package io.wavetank.workload.azure;

import io.wavetank.workload.input.Head;
import io.wavetank.workload.input.Lines;
import io.wavetank.workload.input.Reading;
import io.wavetank.workload.input.Row;
import io.wavetank.workload.input.TraceFormatException;
import io.wavetank.workload.record.RateSample;
import io.wavetank.workload.trace.Counts;
import io.wavetank.workload.trace.RecordReader;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the arrivals of virtual machines of Azure's trace of 2017 as trace_generation_rnn keeps them: a line for each 300 s, {@code 1800000
 * f,|,f,f,|}, where a letter is the flavour of a machine, or {@code U3}, {@code C38} its run time as a bin, and {@code |} ends a batch of one tenant.
 *
 * <p>How long a machine ran stands in no file together with its flavour, so these are rates and not tasks: of each flavour how many came.
 *
 * <p>Source: github.com/huaweicloud/trace_generation_rnn.
 */
public final class AzureArrivals implements RecordReader<RateSample> {
    private static final long BIN_NANOS = 300L * 1_000_000_000L;

    private final Lines lines;
    private final Row row;
    private final Counts counts = new Counts("bins", "bins_empty", "arrivals", "batches", "first_bin_s", "last_bin_s");
    private final ArrayDeque<RateSample> samples = new ArrayDeque<>();

    private AzureArrivals(Lines lines) {
        this.lines = lines;
        this.row = new Row(lines);
    }

    /** Recognises a line of a time and marks. */
    public static boolean recognises(Head head) {
        String first = head.lines().get(0);
        String start = first.length() > 60 ? first.substring(0, 60) : first;
        return start.matches("[0-9]+ +([a-z]|[UC][0-9]+|\\|)(,([a-z]|[UC][0-9]*|\\|)?)*");
    }

    /** Returns the reader. */
    public static AzureArrivals open(Reading reading) throws TraceFormatException {
        return new AzureArrivals(reading.single());
    }

    @Override
    public @Nullable RateSample next() throws TraceFormatException {
        while (samples.isEmpty() && lines.next()) {
            if (!lines.blank()) {
                counts.row();
                bin();
            }
        }
        return samples.poll();
    }

    private void bin() throws TraceFormatException {
        row.splitBlanks();
        if (row.count() > 2) {
            throw lines.error("a time and one list of marks expected, got " + row.count() + " fields", Row.REMEDY);
        }
        long second = row.whole(0, "time", 0, Long.MAX_VALUE / 1_000_000_000L);
        long before = counts.sum("last_bin_s");
        counts.set("first_bin_s", counts.rows() == 1 ? second : Math.min(second, counts.sum("first_bin_s")));
        counts.set("last_bin_s", Math.max(before, second));
        counts.add("bins", 1);
        Map<String, Long> flavours = new TreeMap<>();
        String marks = row.count() < 2 ? "" : row.text(1);
        for (String mark : marks.split(",", -1)) {
            if (mark.equals("|")) {
                counts.add("batches", 1);
            } else if (mark.matches("[a-z]|[UC][0-9]{1,4}")) {
                flavours.merge(mark, 1L, Long::sum);
                counts.add("arrivals", 1);
            } else if (!mark.isEmpty()) {
                throw row.fault(
                        "marks", "a flavour, a bin or | expected, got " + io.wavetank.workload.input.Quoted.of(mark));
            }
        }
        counts.count("bins_empty", flavours.isEmpty());
        flavours.forEach(
                (flavour, count) -> samples.add(new RateSample(flavour, second * 1_000_000_000L, BIN_NANOS, count)));
    }

    @Override
    public Counts counts() {
        return counts;
    }
}
