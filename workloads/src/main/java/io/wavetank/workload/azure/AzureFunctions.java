package io.wavetank.workload.azure;

import io.wavetank.workload.input.Head;
import io.wavetank.workload.input.Reading;
import io.wavetank.workload.input.Table;
import io.wavetank.workload.input.Table.Separator;
import io.wavetank.workload.input.TraceFile;
import io.wavetank.workload.input.TraceFormatException;
import io.wavetank.workload.record.RateSample;
import io.wavetank.workload.record.Request;
import io.wavetank.workload.record.Spread;
import io.wavetank.workload.trace.ChainedRecords;
import io.wavetank.workload.trace.Counts;
import io.wavetank.workload.trace.RecordReader;
import io.wavetank.workload.trace.TableRecords;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads Azure's traces of functions: of 2019 the invocations per function and minute, with the spread of run times (ms) and of allocated memory (MB);
 * of 2021 each invocation.
 *
 * <p>A day of 2019 is a file, {@code ...d01.csv} is the first; minutes without invocations are no records. An invocation of 2021 began at
 * {@code end_timestamp - duration}, at 0 if that is before the trace, which is counted.
 *
 * <p>Source: github.com/Azure/AzurePublicDataset.
 */
public final class AzureFunctions {
    private static final int MINUTES = 1440;
    private static final long MINUTE_NANOS = 60_000_000_000L;
    private static final Pattern DAY = Pattern.compile("\\.d([0-9]{2})\\.");
    private static final String[] INVOCATION = {"app", "func", "end_timestamp", "duration"};
    private static final List<Integer> DURATION_PERCENTS = List.of(0, 1, 25, 50, 75, 99, 100);
    private static final List<Integer> MEMORY_PERCENTS = List.of(1, 5, 25, 50, 75, 95, 99, 100);

    private AzureFunctions() {}

    /** Recognises the header lines of 2019. */
    public static boolean is2019(Head head) {
        return isCounts(head) || isDurations(head) || isMemory(head);
    }

    /** Recognises the header line of 2021. */
    public static boolean is2021(Head head) {
        return head.columns().containsAll(List.of(INVOCATION));
    }

    private static boolean isCounts(Head head) {
        return head.columns().containsAll(List.of("HashOwner", "HashApp", "HashFunction", "Trigger", "1", "2"));
    }

    private static boolean isDurations(Head head) {
        return head.columns().containsAll(List.of("HashOwner", "HashApp", "HashFunction", "percentile_Average_50"));
    }

    private static boolean isMemory(Head head) {
        return head.columns().containsAll(List.of("HashOwner", "HashApp", "AverageAllocatedMb"));
    }

    /** Returns the invocations per minute of 2019, or null if there are none. */
    public static @Nullable RecordReader<RateSample> rates(Reading reading) throws TraceFormatException {
        List<TraceFile> files = reading.files().those(AzureFunctions::isCounts);
        if (files.isEmpty()) {
            return null;
        }
        var names = new ArrayList<>(List.of("HashOwner", "HashApp", "HashFunction", "Trigger"));
        for (int minute = 1; minute <= MINUTES; minute++) {
            names.add(Integer.toString(minute));
        }
        Table table = Table.headed(reading, files, Separator.COMMA, names.toArray(String[]::new));
        var counts = new Counts("functions", "invocations");
        var functions = new HashSet<String>();
        var samples = new ArrayDeque<RateSample>();
        ChainedRecords.Step<RateSample> step = () -> {
            while (samples.isEmpty() && table.next()) {
                counts.row();
                String function = table.text(2);
                counts.count("functions", functions.add(function));
                String trigger = table.text(3);
                counts.add("rows_" + (trigger.matches("[a-z]{1,20}") ? trigger : "other"), 1);
                long day = day(table.fileName());
                for (int minute = 1; minute <= MINUTES; minute++) {
                    long count = table.whole(3 + minute, 0, Integer.MAX_VALUE);
                    if (count > 0) {
                        counts.add("invocations", count);
                        long at = (day * MINUTES + minute - 1) * MINUTE_NANOS;
                        samples.add(new RateSample(function, at, MINUTE_NANOS, count));
                    }
                }
            }
            return samples.poll();
        };
        return ChainedRecords.of(counts, List.of(step));
    }

    /** The number of the day, from 0, that a file's name tells. */
    private static long day(String name) {
        Matcher day = DAY.matcher(name);
        return day.find() ? Math.max(0, Long.parseLong(day.group(1)) - 1) : 0;
    }

    /** Returns the spreads of run times and of memory of 2019, or null if there are none. */
    public static @Nullable RecordReader<Spread> spreads(Reading reading) throws TraceFormatException {
        var counts = new Counts("functions_with_run_times", "applications_with_memory");
        List<ChainedRecords.Step<Spread>> steps = new ArrayList<>();
        List<TraceFile> durations = reading.files().those(AzureFunctions::isDurations);
        if (!durations.isEmpty()) {
            steps.add(spreads(
                    reading,
                    durations,
                    counts,
                    "functions_with_run_times",
                    DURATION_PERCENTS,
                    "percentile_Average_",
                    "HashFunction",
                    "Count",
                    "Average"));
        }
        List<TraceFile> memory = reading.files().those(AzureFunctions::isMemory);
        if (!memory.isEmpty()) {
            steps.add(spreads(
                    reading,
                    memory,
                    counts,
                    "applications_with_memory",
                    MEMORY_PERCENTS,
                    "AverageAllocatedMb_pct",
                    "HashApp",
                    "SampleCount",
                    "AverageAllocatedMb"));
        }
        return ChainedRecords.of(counts, steps);
    }

    private static ChainedRecords.Step<Spread> spreads(
            Reading reading,
            List<TraceFile> files,
            Counts counts,
            String counted,
            List<Integer> percents,
            String prefix,
            String... first) {
        var names = new ArrayList<>(List.of(first));
        percents.forEach(percent -> names.add(prefix + percent));
        Table table = Table.headed(reading, files, Separator.COMMA, names.toArray(String[]::new));
        List<Double> probabilities =
                percents.stream().map(percent -> percent / 100.0).toList();
        return () -> {
            if (!table.next()) {
                return null;
            }
            counts.row();
            counts.add(counted, 1);
            List<Double> values = new ArrayList<>();
            for (int column = first.length; column < names.size(); column++) {
                values.add(table.number(column));
            }
            return new Spread(table.text(0), table.amount(1, 0), table.number(2), probabilities, values);
        };
    }

    /** Returns the invocations of 2021, or null if there are none. */
    public static @Nullable RecordReader<Request> invocations(Reading reading) throws TraceFormatException {
        List<TraceFile> files = reading.files().those(AzureFunctions::is2021);
        if (files.isEmpty()) {
            return null;
        }
        Table table = Table.headed(reading, files, Separator.COMMA, INVOCATION);
        var functions = new HashSet<String>();
        var counted = new Counts("invocations", "functions", "began_before_the_trace");
        return new TableRecords<>(table, counted, (row, counts) -> {
            long end = row.nanosFromZero(2);
            long lasting = row.nanosFromZero(3);
            counts.add("invocations", 1);
            counts.count("functions", functions.add(row.text(1)));
            counts.count("began_before_the_trace", end < lasting);
            return new Request(row.text(1), Math.max(0, end - lasting), lasting, -1, -1);
        });
    }
}
