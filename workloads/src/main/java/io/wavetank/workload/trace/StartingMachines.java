package io.wavetank.workload.trace;

import io.wavetank.policy.Resources;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.sim.cluster.NodeSpec;
import io.wavetank.workload.input.TraceFormatException;
import io.wavetank.workload.record.MachineEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/** The cluster as it stands when a trace begins: the machines added at time 0 of which it is known what they offer. */
final class StartingMachines {
    private StartingMachines() {}

    /** Reads all events; null if no machine is there at the start. */
    static @Nullable ClusterSpec of(RecordReader<MachineEvent> events) throws TraceFormatException {
        var nodes = new LinkedHashMap<String, NodeSpec>();
        for (MachineEvent event = events.next(); event != null; event = events.next()) {
            NodeSpec node = event.node();
            if (event.atNanos() == 0 && event.change() == MachineEvent.Change.ADD && node != null) {
                nodes.putIfAbsent(event.machine(), node);
            }
        }
        return nodes.isEmpty() ? null : new ClusterSpec(Resources.basic(), new ArrayList<>(nodes.values()));
    }
}
