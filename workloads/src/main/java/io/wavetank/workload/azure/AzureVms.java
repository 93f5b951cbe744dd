package io.wavetank.workload.azure;

import io.wavetank.policy.TaskClass;
import io.wavetank.sim.Submission;
import io.wavetank.workload.input.Head;
import io.wavetank.workload.input.Reading;
import io.wavetank.workload.input.Table;
import io.wavetank.workload.input.Table.Separator;
import io.wavetank.workload.input.TraceFile;
import io.wavetank.workload.input.TraceFormatException;
import io.wavetank.workload.record.UsageSample;
import io.wavetank.workload.trace.Counts;
import io.wavetank.workload.trace.RecordReader;
import io.wavetank.workload.trace.TaskClasses;
import io.wavetank.workload.trace.TaskReader;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the virtual machines of Azure's traces of 2017 and 2019, {@code vmtable}: a machine a row, without header line.
 *
 * <p>A virtual machine arrives when it was created and runs until it was deleted. One that is deleted at the trace's last reading, 300 s before the
 * end of 30 days, was still there and runs to the end of the replay; one created at 0 was there before. Subscription is the tenant, deployment
 * the job, category the label {@code category}. Cores and memory of 2019 are buckets; an open one ({@code >24}) counts at its bound and is
 * counted.
 *
 * <p>Units in the file: seconds, cores, GiB. Source: github.com/Azure/AzurePublicDataset.
 */
public final class AzureVms implements TaskReader {
    private static final int ID = 0;
    private static final int SUBSCRIPTION = 1;
    private static final int DEPLOYMENT = 2;
    private static final int CREATED = 3;
    private static final int DELETED = 4;
    private static final int MAX_CPU = 5;
    private static final int P95_CPU = 7;
    private static final int CATEGORY = 8;
    private static final int CORES = 9;
    private static final int MEMORY = 10;
    private static final long GIB = 1L << 30;
    private static final long LAST_READING_NANOS = 2_591_700L * 1_000_000_000L;
    private static final long READING_NANOS = 300L * 1_000_000_000L;

    private final Table table;
    private final Counts counts =
            new Counts("vms", "tasks_running_at_start", "tasks_running_at_end", "vms_of_open_size", "core_millis");
    private final TaskClasses classes = new TaskClasses();

    private AzureVms(Table table) {
        this.table = table;
    }

    /** Recognises either table. */
    public static boolean recognises(Head head) {
        return isVms(head) || isReadings(head);
    }

    private static boolean isVms(Head head) {
        List<String> row = head.data();
        return row.size() == 11
                && row.get(CREATED).matches("[0-9]+(\\.0*)?")
                && row.get(CATEGORY).matches("Delay-insensitive|Interactive|Unknown")
                && row.get(CORES).matches(">?[0-9.]+");
    }

    private static boolean isReadings(Head head) {
        List<String> row = head.data();
        return row.size() == 5
                && row.get(0).matches("[0-9]+")
                && row.get(1).matches("[A-Za-z0-9+/=]{20,}")
                && row.subList(2, 5).stream().allMatch(field -> field.matches("[0-9]+(\\.[0-9]+)?"));
    }

    /** Returns the reader, or null if there is no table of virtual machines. */
    public static @Nullable AzureVms open(Reading reading) throws TraceFormatException {
        List<TraceFile> files = reading.files().those(head -> !head.blank() && isVms(head));
        return files.isEmpty()
                ? null
                : new AzureVms(Table.plain(
                        reading,
                        files,
                        Separator.COMMA,
                        "vm id",
                        "subscription id",
                        "deployment id",
                        "created",
                        "deleted",
                        "max cpu",
                        "avg cpu",
                        "p95 max cpu",
                        "category",
                        "cores",
                        "memory"));
    }

    @Override
    public @Nullable Submission next() throws TraceFormatException {
        while (table.next()) {
            counts.row();
            Submission task = vm();
            if (task != null) {
                return task;
            }
        }
        return null;
    }

    private @Nullable Submission vm() throws TraceFormatException {
        long created = table.nanosFromZero(CREATED);
        long deleted = table.empty(DELETED) ? LAST_READING_NANOS : table.nanosFromZero(DELETED);
        for (int column = MAX_CPU; column <= P95_CPU; column++) {
            table.number(column);
        }
        if (deleted < created) {
            throw table.fault(DELETED, "the machine is deleted before it is created");
        }
        long cores = size(CORES, 1000);
        TaskClass asked = classes.of(TaskClass.builder()
                .cpuMillis(cores)
                .memoryBytes(size(MEMORY, GIB))
                .tenant(table.text(SUBSCRIPTION))
                .labels(Map.of("category", table.text(CATEGORY))));
        boolean stays = deleted >= LAST_READING_NANOS;
        counts.add("vms", 1);
        counts.add("core_millis", cores);
        counts.count("tasks_running_at_start", created == 0);
        counts.count("tasks_running_at_end", stays);
        if (deleted == created && !stays) {
            counts.drop("run time is 0");
            return null;
        }
        return new Submission(
                table.text(ID),
                table.text(DEPLOYMENT),
                created,
                stays ? Submission.FOREVER : deleted - created,
                -1,
                asked);
    }

    private long size(int column, long factor) throws TraceFormatException {
        String text = table.text(column);
        if (!text.startsWith(">")) {
            return table.times(column, factor);
        }
        counts.count("vms_of_open_size", column == CORES);
        if (!text.matches(">[0-9]{1,9}")) {
            throw table.fault(column, "a bound expected after >, got '" + text + "'");
        }
        return Long.parseLong(text.substring(1)) * factor;
    }

    @Override
    public Counts counts() {
        return counts;
    }

    /** Returns the readings of CPU usage, in per cent of the virtual machine, or null if there are none. */
    public static @Nullable RecordReader<UsageSample> readings(Reading reading) throws TraceFormatException {
        List<TraceFile> files = reading.files().those(head -> !head.blank() && isReadings(head));
        if (files.isEmpty()) {
            return null;
        }
        Table table =
                Table.plain(reading, files, Separator.COMMA, "timestamp", "vm id", "min cpu", "max cpu", "avg cpu");
        var counts = new Counts();
        return io.wavetank.workload.trace.ChainedRecords.of(counts, List.of(() -> {
            if (!table.next()) {
                return null;
            }
            counts.row();
            table.number(2);
            table.number(3);
            return new UsageSample(table.text(1), table.nanosFromZero(0), READING_NANOS, table.number(4), Double.NaN);
        }));
    }
}
