package io.wavetank.workload.parquet;

import io.wavetank.workload.input.Reading;
import io.wavetank.workload.input.TraceFormatException;
import io.wavetank.workload.input.TypedTable;
import io.wavetank.workload.record.Failure;
import io.wavetank.workload.record.Metric;
import io.wavetank.workload.record.UsageSample;
import io.wavetank.workload.trace.Counts;
import io.wavetank.workload.trace.RecordReader;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads what OpenDC keeps beside tasks.
 *
 * <ul>
 *   <li>{@code fragments.parquet}: the CPU that tasks use, in MHz. Fragments have no times: those of a task follow each other from its submission on, in
 *       the order of the file; without its task, from 0 on.
 *   <li>failures: how long after the one before, for how long, and of which share of the hosts. They are not those of certain hosts.
 *   <li>carbon: grams of CO2 equivalents per kWh of the power grid.
 * </ul>
 *
 * <p>Units in the files: milliseconds. Sources: github.com/atlarge-research/opendc and opendc-traces.
 */
final class OpenDcRecords {
    static final List<String> FRAGMENT = List.of("id", "duration", "cpu_usage");
    static final List<String> FAILURE = List.of("failure_interval", "failure_duration", "failure_intensity");
    static final List<String> CARBON = List.of("timestamp", "carbon_intensity");
    private static final long MILLI = 1_000_000;

    private OpenDcRecords() {}

    static @Nullable RecordReader<UsageSample> fragments(Reading reading) throws TraceFormatException {
        var counts = new Counts("tasks", "fragments_of_length_0", "fragments_without_their_task");
        Map<String, Long> next = OpenDcTasks.arrivals(reading);
        boolean known = !next.isEmpty();
        var seen = new HashSet<String>();
        return TypedRecords.of(reading, FRAGMENT, counts, (row, sums) -> {
            String task = row.text(0);
            long length = row.times(1, MILLI);
            Long begin = next.get(task);
            sums.count("tasks", seen.add(task));
            sums.count("fragments_of_length_0", length == 0);
            sums.count("fragments_without_their_task", known && begin == null);
            long at = begin == null ? 0 : begin;
            next.put(task, after(row, at, length));
            return new UsageSample(task, at, length, row.number(2), Double.NaN);
        });
    }

    private static long after(TypedTable row, long at, long length) throws TraceFormatException {
        if (length > Long.MAX_VALUE - at) {
            throw row.fault("the times add up to more than 64 bits of nanoseconds hold");
        }
        return at + length;
    }

    static @Nullable RecordReader<Failure> failures(Reading reading) throws TraceFormatException {
        var counts = new Counts("failures", "of_no_host", "down_minutes");
        long[] last = new long[1];
        return TypedRecords.of(reading, FAILURE, counts, (row, sums) -> {
            long at = after(row, last[0], row.times(0, MILLI));
            long length = row.times(1, MILLI);
            double share = row.number(2);
            if (!(share >= 0 && share <= 1)) {
                throw row.fault(2, "a share from 0 to 1 expected, got " + row.text(2));
            }
            last[0] = at;
            sums.add("failures", 1);
            sums.count("of_no_host", share == 0);
            sums.add("down_minutes", length / (60_000 * MILLI));
            return new Failure("share " + row.text(2) + " of the hosts", at, after(row, at, length), "", share);
        });
    }

    static @Nullable RecordReader<Metric> carbon(Reading reading) throws TraceFormatException {
        return TypedRecords.of(reading, CARBON, new Counts("samples"), (row, sums) -> {
            sums.add("samples", 1);
            return new Metric("carbon intensity, g/kWh", OpenDcTasks.nanos(row, 0), row.number(1));
        });
    }
}
