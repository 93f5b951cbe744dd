package io.wavetank.workload.alibaba;

import io.wavetank.policy.Resources;
import io.wavetank.sim.cluster.NodeSpec;
import io.wavetank.workload.input.Head;
import io.wavetank.workload.input.Reading;
import io.wavetank.workload.input.Table;
import io.wavetank.workload.input.TraceFormatException;
import io.wavetank.workload.record.MachineEvent;
import io.wavetank.workload.record.MachineEvent.Change;
import io.wavetank.workload.record.RecordType;
import io.wavetank.workload.record.UsageSample;
import io.wavetank.workload.trace.ChainedRecords;
import io.wavetank.workload.trace.Counts;
import io.wavetank.workload.trace.RecordReader;
import io.wavetank.workload.trace.RecordStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tables of Alibaba's trace of 2017, CSV without header: which file is which, and all that is no task.
 *
 * <p>Times are seconds from the start of the trace, CPU is in cores, memory normalised: 1.0 is 10^12 of our bytes.
 *
 * <p>Source: github.com/alibaba/clusterdata, folder cluster-trace-v2017.
 */
public final class Alibaba2017 {
    static final int MEMORY_DECIMALS = 12;
    private static final String STATUS = "Terminated|Failed|Running|Waiting|Ready|Cancelled|Interrupted";
    private static final long MINUTES_5 = 300_000_000_000L;

    private Alibaba2017() {}

    /** Recognises any of its tables. */
    public static boolean recognises(Head head) {
        return isBatchTask(head)
                || isBatchInstance(head)
                || isContainerEvent(head)
                || isServerEvent(head)
                || isContainerUsage(head)
                || isServerUsage(head);
    }

    static boolean isBatchTask(Head head) {
        List<String> row = head.data();
        return row.size() == 8 && numbers(row, 0, 4) && row.get(5).matches(STATUS);
    }

    static boolean isBatchInstance(Head head) {
        List<String> row = head.data();
        return row.size() == 12 && numbers(row, 0, 1) && row.get(5).matches(STATUS);
    }

    static boolean isContainerEvent(Head head) {
        List<String> row = head.data();
        return row.size() == 8 && numbers(row, 0, 1) && row.get(1).matches("Create|Remove|Delete");
    }

    private static boolean isServerEvent(Head head) {
        List<String> row = head.data();
        return row.size() == 7 && numbers(row, 0, 2) && row.get(2).matches("add|softerror|harderror");
    }

    private static boolean isContainerUsage(Head head) {
        List<String> row = head.data();
        return row.size() == 12 && numbers(row, 0, 12);
    }

    private static boolean isServerUsage(Head head) {
        List<String> row = head.data();
        return row.size() == 8 && numbers(row, 0, 8);
    }

    private static boolean numbers(List<String> row, int from, int to) {
        return row.subList(from, to).stream().allMatch(field -> field.matches("[0-9.]*"));
    }

    /** What the format holds beside tasks. */
    public static List<RecordStream<?>> records() {
        return List.of(
                new RecordStream<>(RecordType.MACHINES, Alibaba2017::machines),
                new RecordStream<>(RecordType.USAGE, Alibaba2017::usage));
    }

    private static @Nullable RecordReader<MachineEvent> machines(Reading reading) throws TraceFormatException {
        Table table = Alibaba2018.table(
                reading,
                Alibaba2017::isServerEvent,
                "timestamp",
                "machine id",
                "event type",
                "event detail",
                "cpus",
                "memory",
                "disk");
        if (table == null) {
            return null;
        }
        var counts = new Counts("machines_added", "machine_soft_errors", "machine_hard_errors");
        ChainedRecords.Step<MachineEvent> step = () -> table.next() ? machine(table, counts) : null;
        return ChainedRecords.of(counts, List.of(step));
    }

    private static MachineEvent machine(Table table, Counts counts) throws TraceFormatException {
        counts.row();
        long atNanos = table.nanosFromZero(0);
        String machine = table.text(1);
        String type = table.text(2);
        switch (type) {
            case "add" -> {
                counts.add("machines_added", 1);
                var node = NodeSpec.builder(machine)
                        .capacity(Resources.CPU, table.empty(4) ? 0 : table.amount(4, 3))
                        .capacity(Resources.MEMORY, table.empty(5) ? 0 : table.amount(5, MEMORY_DECIMALS));
                return new MachineEvent(atNanos, machine, Change.ADD, node.build());
            }
            case "softerror" -> counts.add("machine_soft_errors", 1);
            case "harderror" -> counts.add("machine_hard_errors", 1);
            default -> throw table.fault(2, "add, softerror or harderror expected, got '" + type + "'");
        }
        return new MachineEvent(atNanos, machine, Change.FAULT, null);
    }

    private static @Nullable RecordReader<UsageSample> usage(Reading reading) throws TraceFormatException {
        var counts = new Counts();
        List<ChainedRecords.Step<UsageSample>> steps = new ArrayList<>();
        Table servers = Alibaba2018.table(
                reading,
                Alibaba2017::isServerUsage,
                "timestamp",
                "machine id",
                "cpu",
                "memory",
                "disk",
                "load1",
                "load5",
                "load15");
        if (servers != null) {
            steps.add(() -> servers.next() ? sample(servers, counts, "machine ") : null);
        }
        Table containers = Alibaba2018.table(
                reading,
                Alibaba2017::isContainerUsage,
                "timestamp",
                "instance id",
                "cpu",
                "memory",
                "disk",
                "load1",
                "load5",
                "load15",
                "average CPI",
                "average MPKI",
                "maximum CPI",
                "maximum MPKI");
        if (containers != null) {
            steps.add(() -> containers.next() ? sample(containers, counts, "container ") : null);
        }
        return ChainedRecords.of(counts, steps);
    }

    private static UsageSample sample(Table table, Counts counts, String kind) throws TraceFormatException {
        counts.row();
        return new UsageSample(
                kind + table.text(1), table.nanosFromZero(0), MINUTES_5, table.number(2), table.number(3));
    }
}
