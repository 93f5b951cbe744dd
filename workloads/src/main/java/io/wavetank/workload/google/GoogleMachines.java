package io.wavetank.workload.google;

import io.wavetank.policy.Resources;
import io.wavetank.sim.cluster.NodeSpec;
import io.wavetank.workload.input.Reading;
import io.wavetank.workload.input.Table;
import io.wavetank.workload.input.Table.Separator;
import io.wavetank.workload.input.TraceFile;
import io.wavetank.workload.input.TraceFormatException;
import io.wavetank.workload.record.MachineEvent;
import io.wavetank.workload.record.MachineEvent.Change;
import io.wavetank.workload.trace.Counts;
import io.wavetank.workload.trace.RecordReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the table {@code machine_events} of Google's trace of 2011; a machine's platform is the label {@code platform}. */
public final class GoogleMachines implements RecordReader<MachineEvent> {
    private static final int TIME = 0;
    private static final int MACHINE = 1;
    private static final int EVENT = 2;
    private static final int PLATFORM = 3;
    private static final int CPU = 4;
    private static final int MEMORY = 5;

    private final Table table;
    private final Counts counts = new Counts(
            "machines_added", "machines_removed", "machines_updated", "machines_at_start", "capacity_unknown");

    private GoogleMachines(Table table) {
        this.table = table;
    }

    /** Returns the reader, or null if there are no machine events. */
    public static @Nullable GoogleMachines open(Reading reading) throws TraceFormatException {
        List<TraceFile> files = Google2011.files(reading, Google2011::isMachineEvents);
        return files.isEmpty()
                ? null
                : new GoogleMachines(Table.plain(
                        reading,
                        files,
                        Separator.COMMA,
                        "time",
                        "machine ID",
                        "event type",
                        "platform ID",
                        "CPUs",
                        "memory"));
    }

    @Override
    public @Nullable MachineEvent next() throws TraceFormatException {
        if (!table.next()) {
            return null;
        }
        counts.row();
        long atNanos = Google2011.nanos(table, TIME);
        String machine = table.text(MACHINE);
        if (machine.isEmpty()) {
            throw table.fault(MACHINE, "a machine needs a name");
        }
        NodeSpec node = node(machine);
        Change change = switch ((int) table.whole(EVENT, 0, 2)) {
            case 0 -> Change.ADD;
            case 1 -> Change.REMOVE;
            default -> Change.UPDATE;
        };
        counts.count("machines_added", change == Change.ADD);
        counts.count("machines_removed", change == Change.REMOVE);
        counts.count("machines_updated", change == Change.UPDATE);
        counts.count("machines_at_start", change == Change.ADD && atNanos == 0);
        counts.count("capacity_unknown", change != Change.REMOVE && node == null);
        return new MachineEvent(atNanos, machine, change, change == Change.REMOVE ? null : node);
    }

    private @Nullable NodeSpec node(String machine) throws TraceFormatException {
        if (table.empty(CPU) || table.empty(MEMORY)) {
            return null;
        }
        var node = NodeSpec.builder(machine)
                .capacity(Resources.CPU, table.amount(CPU, Google2011.CPU_DECIMALS))
                .capacity(Resources.MEMORY, table.amount(MEMORY, Google2011.MEMORY_DECIMALS));
        if (!table.empty(PLATFORM)) {
            node.label("platform", table.text(PLATFORM));
        }
        return node.build();
    }

    @Override
    public Counts counts() {
        return counts;
    }
}
