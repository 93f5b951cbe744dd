package io.wavetank.experiment.compare;

import io.wavetank.report.result.DistributionsFile;
import io.wavetank.sim.record.BucketCounts;
import io.wavetank.sim.record.CensoredHistogram;
import io.wavetank.sim.record.Timeline;
import io.wavetank.workload.input.Columns;
import io.wavetank.workload.input.Lines;
import io.wavetank.workload.input.Row;
import io.wavetank.workload.input.TraceFile;
import io.wavetank.workload.input.TraceFormatException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** Reads what a run left behind in {@code distributions.csv.gz} and {@code timeline.csv.gz}. */
final class RunCurves {
    private static final long ONLY_ROW_NANOS = Long.MAX_VALUE / 2;

    private RunCurves() {}

    /** The samples of a run; {@code columns} names those of the timeline. */
    record Samples(Timeline timeline, List<String> columns) {}

    /** One half of a distribution while its rows are read. */
    private static final class Half {
        private final LongStream.Builder upTo = LongStream.builder();
        private final LongStream.Builder counts = LongStream.builder();
        private BigInteger sum = BigInteger.ZERO;

        BucketCounts buckets() {
            return new BucketCounts(upTo.build().toArray(), counts.build().toArray(), sum);
        }
    }

    /** Returns every distribution by its name in the file; those of which nothing was seen too. */
    static Map<String, CensoredHistogram> distributions(Path file) throws TraceFormatException {
        Map<String, Half> halves = new LinkedHashMap<>();
        for (String figure : DistributionsFile.figures().keySet()) {
            halves.put(figure + ' ' + DistributionsFile.OBSERVED, new Half());
            halves.put(figure + ' ' + DistributionsFile.CENSORED, new Half());
        }
        try (Lines lines = TraceFile.of(file).lines()) {
            Row row = new Row(lines);
            Columns columns = Columns.read(lines, row);
            int figure = columns.required("figure");
            int kind = columns.required("kind");
            int upTo = columns.required("up_to");
            int count = columns.required("count");
            int sum = columns.required("sum");
            while (columns.nextRow()) {
                Half half = halves.computeIfAbsent(row.text(figure) + ' ' + row.text(kind), name -> new Half());
                half.upTo.add(row.whole(upTo, "up_to", 0, Long.MAX_VALUE));
                half.counts.add(row.whole(count, "count", 1, Long.MAX_VALUE));
                half.sum = row.decimal(sum, "sum").toBigInteger();
            }
        }
        Map<String, CensoredHistogram> distributions = new LinkedHashMap<>();
        for (String half : halves.keySet()) {
            String figure = half.substring(0, half.lastIndexOf(' '));
            if (!distributions.containsKey(figure)) {
                distributions.put(figure, histogram(file, halves, figure));
            }
        }
        return distributions;
    }

    private static CensoredHistogram histogram(Path file, Map<String, Half> halves, String figure)
            throws TraceFormatException {
        try {
            return new CensoredHistogram(
                    halves.getOrDefault(figure + ' ' + DistributionsFile.OBSERVED, new Half())
                            .buckets(),
                    halves.getOrDefault(figure + ' ' + DistributionsFile.CENSORED, new Half())
                            .buckets());
        } catch (IllegalArgumentException e) {
            throw new TraceFormatException(
                    file.toString(),
                    0,
                    figure + " is no distribution: " + e.getMessage(),
                    "run the run.json beside it again");
        }
    }

    /** Returns the samples. */
    static Samples timeline(Path file) throws TraceFormatException {
        List<String> names = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        List<long[]> rows = new ArrayList<>();
        var times = LongStream.builder();
        try (Lines lines = TraceFile.of(file).lines()) {
            Row row = new Row(lines);
            Columns columns = Columns.read(lines, row);
            int time = columns.required("t_ns");
            columns.places().forEach((name, place) -> {
                if (place > time && !name.endsWith("_used")) {
                    names.add(name);
                    places.add(place);
                }
            });
            while (columns.nextRow()) {
                times.add(row.whole(time, "t_ns", 0, Long.MAX_VALUE));
                long[] values = new long[places.size()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = row.whole(places.get(i), names.get(i), 0, Long.MAX_VALUE);
                }
                rows.add(values);
            }
        }
        return new Samples(timeline(file, times.build().toArray(), names.size(), rows), List.copyOf(names));
    }

    private static Timeline timeline(Path file, long[] times, int columns, List<long[]> rows)
            throws TraceFormatException {
        long interval = times.length > 1 ? times[1] - times[0] : ONLY_ROW_NANOS;
        try {
            for (int i = 1; i < times.length; i++) {
                if (times[i] != times[0] + i * interval) {
                    throw new IllegalArgumentException(
                            "row " + (i + 1) + " is not " + interval + " ns after the one before");
                }
            }
            return Timeline.of(times.length == 0 ? 0 : times[0], interval, columns, rows);
        } catch (IllegalArgumentException e) {
            throw new TraceFormatException(
                    file.toString(),
                    0,
                    "its times are not equally spaced: " + e.getMessage(),
                    "run the run.json beside it again");
        }
    }
}
