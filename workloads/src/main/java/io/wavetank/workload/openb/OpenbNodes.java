package io.wavetank.workload.openb;

import io.wavetank.policy.Resources;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.sim.cluster.NodeSpec;
import io.wavetank.workload.input.Columns;
import io.wavetank.workload.input.Lines;
import io.wavetank.workload.input.Quoted;
import io.wavetank.workload.input.Row;
import io.wavetank.workload.input.TraceFile;
import io.wavetank.workload.input.TraceFormatException;
import io.wavetank.workload.trace.TraceTotals;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;

/**
 * Reads the nodes of Alibaba's GPU cluster of 2023, one a row: {@code openb_node_list_*.csv}.
 *
 * <p>Columns: {@code sn} (the name), {@code cpu_milli}, {@code memory_mib}, {@code gpu} (how many), {@code model} (empty without GPUs).
 *
 * <p>Source: github.com/alibaba/clusterdata, folder cluster-trace-gpu-v2023.
 */
public final class OpenbNodes {
    private static final long MIB = 1 << 20;
    private static final long MAX_MIB = Long.MAX_VALUE / MIB;

    private OpenbNodes() {}

    /** Whether these are the columns of a node list. */
    static boolean recognises(Set<String> names) {
        return names.containsAll(Set.of("sn", "cpu_milli", "memory_mib", "gpu"));
    }

    /** Reads the file, packed or plain; a node with no CPU or no memory, or a name used twice, is a fault of its line. */
    public static ClusterSpec read(Path path) throws TraceFormatException {
        try (Lines lines = TraceFile.of(path).lines()) {
            return read(lines);
        }
    }

    static ClusterSpec read(Lines lines) throws TraceFormatException {
        Row row = new Row(lines);
        Columns columns = Columns.read(lines, row);
        if (columns.has("num_gpu")) {
            throw lines.error(
                    "this is a list of pods, not of nodes", "give it as the trace and a node list as the nodes");
        }
        int sn = columns.required("sn");
        int cpu = columns.required("cpu_milli");
        int memory = columns.required("memory_mib");
        int gpu = columns.required("gpu");
        int model = columns.optional("model");
        var nodes = new ArrayList<NodeSpec>();
        var names = new HashSet<String>();
        long cpuMillis = 0;
        long mebibytes = 0;
        while (columns.nextRow()) {
            String name = row.text(sn);
            if (name.isBlank()) {
                throw row.fault("sn", "a node needs a name");
            }
            if (!names.add(name)) {
                throw row.fault("sn", "a second node is named " + Quoted.of(name));
            }
            int gpus = (int) row.whole(gpu, "gpu", 0, NodeSpec.MAX_DEVICES);
            long millis = row.whole(cpu, "cpu_milli", 1, Long.MAX_VALUE);
            long mib = row.whole(memory, "memory_mib", 1, MAX_MIB);
            cpuMillis = TraceTotals.add(cpuMillis, millis, lines, "cpu_milli");
            mebibytes = TraceTotals.add(mebibytes, mib, lines, "memory_mib");
            if (mebibytes > MAX_MIB) {
                throw row.fault("memory_mib", "the sum of all bytes leaves the range of 64 bits here");
            }
            var node = NodeSpec.builder(name).capacity(Resources.CPU, millis).capacity(Resources.MEMORY, mib * MIB);
            nodes.add(node.gpus(gpus, model < 0 ? "" : row.text(model)).build());
        }
        if (nodes.isEmpty()) {
            throw lines.fileError("there are no nodes in it", "check that it is the right file");
        }
        return new ClusterSpec(Resources.basic(), nodes);
    }
}
