package io.wavetank.workload.trace;

import io.wavetank.policy.Resources;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.sim.cluster.NodeSpec;
import io.wavetank.workload.input.TraceFormatException;
import io.wavetank.workload.record.MachineAttribute;
import io.wavetank.workload.record.MachineEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The cluster as it stands when a trace begins: the machines added at time 0 of which it is known what they offer. */
final class StartingMachines {
    private StartingMachines() {}

    /**
     * Reads all events; null if no machine is there at the start.
     *
     * @param attributes what machines have, which becomes their labels as far as it is so at the start; null if nothing tells
     */
    static @Nullable ClusterSpec of(
            RecordReader<MachineEvent> events, @Nullable RecordReader<MachineAttribute> attributes)
            throws TraceFormatException {
        var nodes = new LinkedHashMap<String, NodeSpec>();
        for (MachineEvent event = events.next(); event != null; event = events.next()) {
            NodeSpec node = event.node();
            if (event.atNanos() == 0 && event.change() == MachineEvent.Change.ADD && node != null) {
                nodes.putIfAbsent(event.machine(), node);
            }
        }
        if (nodes.isEmpty()) {
            return null;
        }
        if (attributes != null) {
            label(nodes, attributes);
        }
        return new ClusterSpec(Resources.basic(), new ArrayList<>(nodes.values()));
    }

    private static void label(Map<String, NodeSpec> nodes, RecordReader<MachineAttribute> attributes)
            throws TraceFormatException {
        var labels = new LinkedHashMap<String, Map<String, String>>();
        var shared = new HashMap<String, String>();
        for (MachineAttribute each = attributes.next(); each != null; each = attributes.next()) {
            if (each.atNanos() != 0 || !nodes.containsKey(each.machine())) {
                continue;
            }
            var own = labels.computeIfAbsent(each.machine(), machine -> new TreeMap<>());
            if (each.deleted()) {
                own.remove(each.name());
            } else {
                own.put(
                        shared.computeIfAbsent(each.name(), name -> name),
                        shared.computeIfAbsent(each.value(), value -> value));
            }
        }
        labels.forEach((machine, own) -> nodes.computeIfPresent(machine, (name, node) -> node.withLabels(own)));
    }
}
