package io.wavetank.workload.series;

import io.wavetank.workload.input.Head;
import io.wavetank.workload.input.Reading;
import io.wavetank.workload.input.Table;
import io.wavetank.workload.input.Table.Separator;
import io.wavetank.workload.input.TraceFile;
import io.wavetank.workload.input.TraceFormatException;
import io.wavetank.workload.record.UsageSample;
import io.wavetank.workload.trace.Counts;
import io.wavetank.workload.trace.RecordReader;
import io.wavetank.workload.trace.TableRecords;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads usage of virtual machines, a machine a file, a sample each 300 s.
 *
 * <p>Bitbrains (GWA-T-12): CPU in MHz, memory in KB; the header says ms, but the times are seconds since 1970, and are taken for milliseconds only
 * where they could not be (from 10^11 on). PlanetLab: one whole number a line, per cent of the CPU; times count from the first sample.
 *
 * <p>Sources: gwa.ewi.tudelft.nl (GWA-T-12 Bitbrains); github.com/beloglazov/planetlab-workload-traces.
 */
public final class VmUsage {
    private static final long SAMPLE_NANOS = 300L * 1_000_000_000L;
    private static final long FIRST_MILLIS = 100_000_000_000L;
    private static final String[] BITBRAINS = {
        "Timestamp [ms]", "CPU cores", "CPU capacity provisioned [MHZ]", "CPU usage [MHZ]", "Memory usage [KB]"
    };

    private VmUsage() {}

    /** Recognises the header line of Bitbrains. */
    public static boolean isBitbrains(Head head) {
        return head.lines().get(0).startsWith("Timestamp [ms];");
    }

    /** Recognises lines of one whole number from 0 to 100 each. */
    public static boolean isPlanetLab(Head head) {
        return head.lines().size() == 8
                && head.lines().stream().allMatch(line -> line.strip().matches("[0-9]{1,2}|100"));
    }

    /** Returns the samples of Bitbrains, or null if there are none. */
    public static @Nullable RecordReader<UsageSample> bitbrains(Reading reading) throws TraceFormatException {
        List<TraceFile> files = reading.files().those(head -> !head.blank() && isBitbrains(head));
        if (files.isEmpty()) {
            return null;
        }
        Table table = Table.headed(reading, files, Separator.SEMICOLON, BITBRAINS);
        var machines = new HashSet<String>();
        return new TableRecords<>(table, new Counts("machines", "samples"), (row, counts) -> {
            long time = row.whole(0, 0, Long.MAX_VALUE / 1_000_000_000L);
            counts.count("machines", machines.add(row.fileName()));
            counts.add("samples", 1);
            row.number(1);
            row.number(2);
            return new UsageSample(
                    row.fileName(),
                    time >= FIRST_MILLIS ? time * 1_000_000L : time * 1_000_000_000L,
                    SAMPLE_NANOS,
                    row.number(3),
                    row.number(4));
        });
    }

    /** Returns the samples of PlanetLab, or null if there are none. */
    public static @Nullable RecordReader<UsageSample> planetLab(Reading reading) throws TraceFormatException {
        List<TraceFile> files = reading.files().those(head -> !head.blank() && isPlanetLab(head));
        if (files.isEmpty()) {
            return null;
        }
        Table table = Table.plain(reading, files, Separator.BLANKS, "CPU utilisation");
        var machines = new HashSet<String>();
        return new TableRecords<>(table, new Counts("machines", "samples", "cpu_percent_sum"), (row, counts) -> {
            long percent = row.whole(0, 0, 100);
            counts.count("machines", machines.add(row.fileName()));
            counts.add("samples", 1);
            counts.add("cpu_percent_sum", percent);
            return new UsageSample(row.fileName(), (row.line() - 1) * SAMPLE_NANOS, SAMPLE_NANOS, percent, Double.NaN);
        });
    }
}
