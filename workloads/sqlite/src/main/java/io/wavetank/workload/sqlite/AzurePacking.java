package io.wavetank.workload.sqlite;

import io.wavetank.policy.TaskClass;
import io.wavetank.sim.Submission;
import io.wavetank.workload.input.Head;
import io.wavetank.workload.input.Reading;
import io.wavetank.workload.input.TraceFile;
import io.wavetank.workload.input.TraceFormatException;
import io.wavetank.workload.input.TypedTable;
import io.wavetank.workload.trace.Counts;
import io.wavetank.workload.trace.TaskClasses;
import io.wavetank.workload.trace.TaskReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads Azure's trace for packing of 2020: a request for a virtual machine a row of table {@code vm}, what its type takes of each generation of machines
 * in table {@code vmType}.
 *
 * <p>A type takes other shares of other machines, while a task asks for the same everywhere: shares are those of the one generation on which most types
 * may run (of several the lowest number), and requests of types that do not run on it are left out. The whole machine, 1.0, is 1,000,000 cores and
 * 10^12 bytes, so that all decimals are kept. Shares of disks and network are counted and not honoured.
 *
 * <p>A machine that was there before the trace began arrives at 0 and runs what is left; one that was there after 90 days has no end time and runs to the
 * end of the replay. Priority 0 is the high one and becomes 1.
 *
 * <p>Units in the file: days. Source: github.com/Azure/AzurePublicDataset, AzureTracesForPacking2020.md.
 */
public final class AzurePacking implements TaskReader {
    static final List<String> VM = List.of("vmId", "tenantId", "vmTypeId", "priority", "starttime", "endtime");
    static final List<String> TYPE = List.of("vmTypeId", "machineId", "core", "memory");

    private static final String OTHER_MACHINE = "its type does not run on the generation of machines that is taken";
    private static final int ID = 0;
    private static final int TENANT = 1;
    private static final int KIND = 2;
    private static final int PRIORITY = 3;
    private static final int START = 4;
    private static final int END = 5;
    private static final long DAY_NANOS = 86_400_000_000_000L;
    private static final long MOST_DAYS = 36_500;
    private static final long CPU_MILLIS = 1_000_000_000L;
    private static final long MEMORY_BYTES = 1_000_000_000_000L;
    private static final int MOST_TYPES = 1_000_000;

    private final TypedTable table;
    private final Map<Long, Size> sizes;
    private final Counts counts;
    private final TaskClasses classes = new TaskClasses();

    /** What a type takes of a machine. */
    private record Size(long cpuMillis, long memoryBytes, boolean more) {}

    private AzurePacking(TypedTable table, Map<Long, Size> sizes, Counts counts) {
        this.table = table;
        this.sizes = sizes;
        this.counts = counts;
    }

    static boolean recognises(Head head) {
        return head.table(VM) != null && head.table(TYPE) != null;
    }

    /** Reads all types, and returns the reader of requests. */
    static @Nullable AzurePacking open(Reading reading) throws TraceFormatException {
        List<TraceFile> files = reading.files().those(AzurePacking::recognises);
        if (files.isEmpty()) {
            return null;
        }
        var counts = new Counts(
                "vms",
                "vm_types",
                "machine_types",
                "machine_type_taken",
                "low_priority",
                "tasks_running_at_start",
                "tasks_running_at_end",
                "disk_or_network_shares_not_honoured");
        var machines = new TreeMap<Long, Map<Long, Size>>();
        var types = new TypedTable(reading, files, "vmTypeId", "machineId", "core", "memory", "hdd?", "ssd?", "nic?");
        var known = new HashSet<Long>();
        while (types.next()) {
            long type = types.whole(0, Long.MIN_VALUE, Long.MAX_VALUE);
            boolean more = share(types, 4) + share(types, 5) + share(types, 6) > 0;
            var size = new Size(types.times(2, CPU_MILLIS), types.times(3, MEMORY_BYTES), more);
            if (known.add(type) && known.size() > MOST_TYPES) {
                throw types.fault("more than " + MOST_TYPES + " types of virtual machines");
            }
            machines.computeIfAbsent(types.whole(1, Long.MIN_VALUE, Long.MAX_VALUE), machine -> new TreeMap<>())
                    .put(type, size);
        }
        long taken = 0;
        Map<Long, Size> sizes = Map.of();
        for (var machine : machines.entrySet()) {
            if (machine.getValue().size() > sizes.size()) {
                taken = machine.getKey();
                sizes = machine.getValue();
            }
        }
        counts.set("vm_types", known.size());
        counts.set("machine_types", machines.size());
        counts.set("machine_type_taken", taken);
        return new AzurePacking(new TypedTable(reading, files, VM.toArray(new String[0])), sizes, counts);
    }

    private static double share(TypedTable types, int column) throws TraceFormatException {
        return types.empty(column) ? 0 : types.number(column);
    }

    @Override
    public @Nullable Submission next() throws TraceFormatException {
        while (table.next()) {
            counts.row();
            long start = nanos(START);
            boolean stays = table.empty(END);
            long end = stays ? Long.MAX_VALUE : nanos(END);
            long priority = table.whole(PRIORITY, 0, 1);
            counts.add("vms", 1);
            counts.count("low_priority", priority == 1);
            if (end < start) {
                throw table.fault(END, "ends before it starts");
            }
            Size size = sizes.get(table.whole(KIND, Long.MIN_VALUE, Long.MAX_VALUE));
            if (size == null) {
                counts.drop(OTHER_MACHINE);
            } else if (end <= Math.max(0, start)) {
                counts.drop(end == start ? "run time is 0" : "ended before the trace began");
            } else {
                counts.count("tasks_running_at_start", start < 0);
                counts.count("tasks_running_at_end", stays);
                counts.count("disk_or_network_shares_not_honoured", size.more);
                long submit = Math.max(0, start);
                return task(submit, stays ? Submission.FOREVER : end - submit, size, (int) (1 - priority));
            }
        }
        return null;
    }

    private Submission task(long submit, long run, Size size, int priority) throws TraceFormatException {
        TaskClass asked = classes.of(TaskClass.builder()
                .cpuMillis(size.cpuMillis)
                .memoryBytes(size.memoryBytes)
                .priority(priority)
                .tenant(table.text(TENANT)));
        String id = table.text(ID);
        return new Submission(id, id, submit, run, -1, asked);
    }

    private long nanos(int column) throws TraceFormatException {
        BigDecimal days = table.decimal(column, 0);
        if (days.abs().compareTo(BigDecimal.valueOf(MOST_DAYS)) > 0) {
            throw table.fault(column, "more than " + MOST_DAYS + " days: " + days.toPlainString());
        }
        return days.multiply(BigDecimal.valueOf(DAY_NANOS))
                .setScale(0, RoundingMode.HALF_EVEN)
                .longValueExact();
    }

    @Override
    public Counts counts() {
        return counts;
    }
}
