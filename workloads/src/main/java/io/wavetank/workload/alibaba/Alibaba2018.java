package io.wavetank.workload.alibaba;

import io.wavetank.policy.Resources;
import io.wavetank.sim.cluster.NodeSpec;
import io.wavetank.workload.input.Head;
import io.wavetank.workload.input.Reading;
import io.wavetank.workload.input.Table;
import io.wavetank.workload.input.Table.Separator;
import io.wavetank.workload.input.TraceFile;
import io.wavetank.workload.input.TraceFormatException;
import io.wavetank.workload.record.Edge;
import io.wavetank.workload.record.MachineEvent;
import io.wavetank.workload.record.RecordType;
import io.wavetank.workload.record.UsageSample;
import io.wavetank.workload.trace.ChainedRecords;
import io.wavetank.workload.trace.Counts;
import io.wavetank.workload.trace.RecordReader;
import io.wavetank.workload.trace.RecordStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The tables of Alibaba's trace of 2018, CSV without header: which file is which, and all that is no task.
 *
 * <p>Times are seconds from the start of the trace. CPU of batch tasks and containers is in hundredths of a core, of machines in cores; memory is
 * normalised: 100 is 10^12 of our bytes. A machine is there from the start, as its first row describes it.
 *
 * <p>Source: github.com/alibaba/clusterdata, folder cluster-trace-v2018.
 */
public final class Alibaba2018 {
    /** From per cent of a machine's memory to bytes: 100 is 10^12. */
    static final int MEMORY_DECIMALS = 10;

    private static final String STATUS = "Terminated|Failed|Running|Waiting|Ready|Cancelled|Interrupted";
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final String ABNORMAL = "samples_abnormal";

    private Alibaba2018() {}

    /** Recognises any of its tables. */
    public static boolean recognises(Head head) {
        return isBatchTask(head)
                || isContainerMeta(head)
                || isMachineMeta(head)
                || isBatchInstance(head)
                || isContainerUsage(head)
                || isMachineUsage(head);
    }

    static boolean isBatchTask(Head head) {
        List<String> row = head.data();
        return (row.size() == 9 && row.get(2).startsWith("j_") && row.get(4).matches(STATUS))
                || row.equals(List.of(BATCH_TASK));
    }

    static boolean isBatchInstance(Head head) {
        List<String> row = head.data();
        return row.size() == 14 && row.get(2).startsWith("j_") && row.get(4).matches(STATUS);
    }

    static boolean isContainerMeta(Head head) {
        List<String> row = head.data();
        return row.size() == 8 && row.get(0).startsWith("c_") && row.get(1).startsWith("m_");
    }

    private static boolean isContainerUsage(Head head) {
        List<String> row = head.data();
        return row.size() == 11 && row.get(0).startsWith("c_") && row.get(1).startsWith("m_");
    }

    private static boolean isMachineMeta(Head head) {
        List<String> row = head.data();
        return row.size() == 7 && row.get(0).startsWith("m_");
    }

    private static boolean isMachineUsage(Head head) {
        List<String> row = head.data();
        return row.size() == 9 && row.get(0).startsWith("m_") && row.get(1).matches("[0-9.]+");
    }

    static final String[] BATCH_TASK = {
        "task_name", "instance_num", "job_name", "task_type", "status", "start_time", "end_time", "plan_cpu", "plan_mem"
    };

    private static final String[] BATCH_INSTANCE = {
        "instance_name",
        "task_name",
        "job_name",
        "task_type",
        "status",
        "start_time",
        "end_time",
        "machine_id",
        "seq_no",
        "total_seq_no",
        "cpu_avg",
        "cpu_max",
        "mem_avg",
        "mem_max"
    };

    /** Returns the table of those files, or null if there are none. */
    static @Nullable Table table(Reading reading, Predicate<Head> which, String... columns)
            throws TraceFormatException {
        List<TraceFile> files = reading.files().those(head -> !head.blank() && which.test(head));
        return files.isEmpty() ? null : Table.plain(reading, files, Separator.COMMA, columns);
    }

    /** What the format holds beside tasks. */
    public static List<RecordStream<?>> records() {
        return List.of(
                new RecordStream<>(RecordType.MACHINES, Alibaba2018::machines),
                new RecordStream<>(RecordType.EDGES, Alibaba2018::edges, TaskNames::group),
                new RecordStream<>(RecordType.USAGE, Alibaba2018::usage));
    }

    private static @Nullable RecordReader<MachineEvent> machines(Reading reading) throws TraceFormatException {
        Table table = table(
                reading,
                Alibaba2018::isMachineMeta,
                "machine_id",
                "time_stamp",
                "failure_domain_1",
                "failure_domain_2",
                "cpu_num",
                "mem_size",
                "status");
        if (table == null) {
            return null;
        }
        var counts = new Counts("machines", "rows_of_machines_again");
        Set<String> known = new HashSet<>();
        ChainedRecords.Step<MachineEvent> step = () -> {
            if (!table.next()) {
                return null;
            }
            counts.row();
            String machine = table.text(0);
            long atNanos = table.empty(1) ? 0 : table.nanosFromZero(1);
            var node = NodeSpec.builder(machine)
                    .capacity(Resources.CPU, table.empty(4) ? 0 : table.amount(4, 3))
                    .capacity(Resources.MEMORY, table.empty(5) ? 0 : table.amount(5, MEMORY_DECIMALS))
                    .label("failure_domain_1", table.text(2))
                    .label("failure_domain_2", table.text(3))
                    .build();
            boolean first = known.add(machine);
            counts.count("machines", first);
            counts.count("rows_of_machines_again", !first);
            return first
                    ? new MachineEvent(0, machine, MachineEvent.Change.ADD, node)
                    : new MachineEvent(atNanos, machine, MachineEvent.Change.UPDATE, node);
        };
        return ChainedRecords.of(counts, List.of(step));
    }

    /**
     * The edges of the graph that task names tell: {@code R3_1_2} waits for tasks 1 and 2 of its job; both are named by their numbers.
     * Names that do not fit, such as {@code task_...} and {@code MergeTask}, wait for nothing.
     */
    private static @Nullable RecordReader<Edge> edges(Reading reading) throws TraceFormatException {
        Table table = table(reading, Alibaba2018::isBatchTask, BATCH_TASK);
        return table == null ? null : new TaskNames(table);
    }

    private static @Nullable RecordReader<UsageSample> usage(Reading reading) throws TraceFormatException {
        var counts = new Counts(ABNORMAL);
        List<ChainedRecords.Step<UsageSample>> steps = new ArrayList<>();
        Table machines = table(
                reading,
                Alibaba2018::isMachineUsage,
                "machine_id",
                "time_stamp",
                "cpu_util_percent",
                "mem_util_percent",
                "mem_gps",
                "mkpi",
                "net_in",
                "net_out",
                "disk_io_percent");
        if (machines != null) {
            steps.add(() -> machines.next() ? sample(machines, counts, 2, 3) : null);
        }
        Table containers = table(
                reading,
                Alibaba2018::isContainerUsage,
                "container_id",
                "machine_id",
                "time_stamp",
                "cpu_util_percent",
                "mem_util_percent",
                "cpi",
                "mem_gps",
                "mpki",
                "net_in",
                "net_out",
                "disk_io_percent");
        if (containers != null) {
            steps.add(() -> containers.next() ? sample(containers, counts, 3, 4) : null);
        }
        Table instances = table(reading, Alibaba2018::isBatchInstance, BATCH_INSTANCE);
        if (instances != null) {
            steps.add(() -> instances.next() ? instance(instances, counts) : null);
        }
        return ChainedRecords.of(counts, steps);
    }

    private static UsageSample sample(Table table, Counts counts, int cpu, int memory) throws TraceFormatException {
        counts.row();
        return new UsageSample(
                table.text(0),
                table.nanosFromZero(cpu - 1),
                10 * NANOS_PER_SECOND,
                percent(table, counts, cpu),
                percent(table, counts, memory));
    }

    private static double percent(Table table, Counts counts, int column) throws TraceFormatException {
        double value = table.number(column);
        if (value < 0 || value > 100) { // -1 and 101 stand for what could not be measured
            counts.add(ABNORMAL, 1);
            return Double.NaN;
        }
        return value;
    }

    private static UsageSample instance(Table table, Counts counts) throws TraceFormatException {
        counts.row();
        long start = table.empty(5) ? 0 : table.nanosFromZero(5);
        long end = table.empty(6) ? 0 : table.nanosFromZero(6);
        return new UsageSample(
                table.text(2) + "/" + table.text(1) + "/" + table.text(0),
                start,
                Math.max(0, end - start),
                table.number(10),
                table.number(12));
    }
}
