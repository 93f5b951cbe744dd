package io.wavetank.workload.series;

import io.wavetank.workload.input.Head;
import io.wavetank.workload.input.Reading;
import io.wavetank.workload.input.Table;
import io.wavetank.workload.input.Table.Separator;
import io.wavetank.workload.input.TraceFile;
import io.wavetank.workload.input.TraceFormatException;
import io.wavetank.workload.record.UsageSample;
import io.wavetank.workload.trace.ChainedRecords;
import io.wavetank.workload.trace.Counts;
import io.wavetank.workload.trace.RecordReader;
import io.wavetank.workload.trace.TableRecords;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads usage of virtual machines, a machine a file, a sample each 300 s.
 *
 * <p>Bitbrains (GWA-T-12): CPU in MHz, memory in KB; the header says ms, but the times are seconds since 1970, and are taken for milliseconds only
 * where they could not be (from 10^11 on). Its extended form has 21 or 22 columns between blanks, CPU in MHz, the machine in the 20th. PlanetLab: one whole number a line, per cent of the CPU; times count from the first sample.
 *
 * <p>Sources: gwa.ewi.tudelft.nl (GWA-T-12 Bitbrains); github.com/beloglazov/planetlab-workload-traces.
 */
public final class VmUsage {
    private static final long SAMPLE_NANOS = 300L * 1_000_000_000L;
    private static final long FIRST_MILLIS = 100_000_000_000L;
    private static final String[] BITBRAINS = {
        "Timestamp [ms]", "CPU cores", "CPU capacity provisioned [MHZ]", "CPU usage [MHZ]", "Memory usage [KB]"
    };

    private static final String[] EXTENDED = {
        "timestamp",
        "CPU usage",
        "CPU demand",
        "c3",
        "disk read",
        "c5",
        "disk write",
        "c7",
        "c8",
        "c9",
        "cluster",
        "c11",
        "CPU cores",
        "CPU ready",
        "powered on",
        "c15",
        "c16",
        "c17",
        "CPU capacity",
        "machine",
        "memory",
        "CPU usage per cent?"
    };

    private VmUsage() {}

    /** Recognises the header line of Bitbrains, or a row of its extended form, which has none. */
    public static boolean isBitbrains(Head head) {
        return isPublished(head) || isExtended(head);
    }

    private static boolean isPublished(Head head) {
        return head.lines().get(0).startsWith("Timestamp [ms];");
    }

    private static boolean isExtended(Head head) {
        String[] row = head.lines().get(0).strip().split("\\s+", -1);
        return (row.length == 21 || row.length == 22)
                && row[0].matches("[0-9]{9,10}")
                && row[1].matches("[0-9.]+")
                && row[14].matches("[01]")
                && row[18].matches("[0-9.]+");
    }

    /** Recognises lines of one whole number from 0 to 100 each. */
    public static boolean isPlanetLab(Head head) {
        return head.lines().size() == 8
                && head.lines().stream().allMatch(line -> line.strip().matches("[0-9]{1,2}|100"));
    }

    /** Returns the samples of Bitbrains, or null if there are none. */
    public static @Nullable RecordReader<UsageSample> bitbrains(Reading reading) throws TraceFormatException {
        List<TraceFile> files = reading.files().those(head -> !head.blank() && isPublished(head));
        List<TraceFile> extended = reading.files().those(head -> !head.blank() && isExtended(head));
        var counts = new Counts("machines", "samples");
        var machines = new HashSet<String>();
        var steps = new ArrayList<ChainedRecords.Step<UsageSample>>();
        if (!files.isEmpty()) {
            steps.add(published(Table.headed(reading, files, Separator.SEMICOLON, BITBRAINS), counts, machines)::next);
        }
        if (!extended.isEmpty()) {
            steps.add(extended(Table.plain(reading, extended, Separator.BLANKS, EXTENDED), counts, machines)::next);
        }
        return ChainedRecords.of(counts, steps);
    }

    private static RecordReader<UsageSample> extended(Table table, Counts all, Set<String> machines) {
        return new TableRecords<>(table, all, (row, counts) -> {
            String machine = row.text(19);
            counts.count("machines", machines.add(machine));
            counts.add("samples", 1);
            counts.count("samples_powered_off", row.whole(14, 0, 1) == 0);
            row.number(18);
            return new UsageSample(
                    machine,
                    row.whole(0, 0, Long.MAX_VALUE / 1_000_000_000L) * 1_000_000_000L,
                    SAMPLE_NANOS,
                    row.number(1),
                    Double.NaN);
        });
    }

    private static RecordReader<UsageSample> published(Table table, Counts all, Set<String> machines) {
        return new TableRecords<>(table, all, (row, counts) -> {
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
