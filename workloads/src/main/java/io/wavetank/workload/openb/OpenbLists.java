package io.wavetank.workload.openb;

import io.wavetank.policy.TaskClass;
import io.wavetank.sim.cluster.NodeSpec;
import io.wavetank.workload.input.Head;
import io.wavetank.workload.input.Reading;
import io.wavetank.workload.input.Table;
import io.wavetank.workload.input.Table.Separator;
import io.wavetank.workload.input.TraceFile;
import io.wavetank.workload.input.TraceFormatException;
import io.wavetank.workload.record.MachineEvent;
import io.wavetank.workload.record.TaskSize;
import io.wavetank.workload.trace.Counts;
import io.wavetank.workload.trace.RecordReader;
import io.wavetank.workload.trace.TableRecords;
import io.wavetank.workload.trace.TaskClasses;
import io.wavetank.workload.trace.TraceOptions;
import io.wavetank.workload.trace.TraceReader;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells apart the lists of Alibaba's GPU cluster of 2023: pods with times, which are the tasks; pods without (the multigpu variants), of which only the
 * sizes are known; nodes.
 */
public final class OpenbLists {
    private static final long MIB = 1 << 20;

    private OpenbLists() {}

    private static Set<String> names(Head head) {
        return Set.copyOf(head.columns());
    }

    private static boolean isNodes(Head head) {
        return !head.blank() && OpenbNodes.recognises(names(head));
    }

    private static boolean isPods(Head head) {
        return !head.blank() && OpenbPods.recognises(head.lines()) && !isNodes(head);
    }

    private static boolean hasTimes(Head head) {
        return names(head).containsAll(Set.of("creation_time", "deletion_time"));
    }

    /** Returns the reader of the pods, or null if there is only to be looked at what is no list of pods with times. */
    public static @Nullable TraceReader pods(Reading reading, TraceOptions options) throws TraceFormatException {
        List<TraceFile> pods =
                reading.files().those(head -> isPods(head) && (hasTimes(head) || !options.onlyLooking()));
        if (pods.size() > 1) {
            throw reading.error("is a folder of " + pods.size() + " lists of pods", "name the one that is meant");
        }
        if (pods.isEmpty() && options.onlyLooking()) {
            return null;
        }
        return new OpenbPods(pods.isEmpty() ? reading.single() : reading.lines(pods.get(0)));
    }

    /** Returns the nodes as machines that are there from the start, or null if there is no list of them. */
    public static @Nullable RecordReader<MachineEvent> nodes(Reading reading) throws TraceFormatException {
        List<TraceFile> lists = reading.files().those(OpenbLists::isNodes);
        if (lists.isEmpty()) {
            return null;
        }
        if (lists.size() > 1) {
            throw reading.error("is a folder of " + lists.size() + " lists of nodes", "name the one that is meant");
        }
        List<NodeSpec> nodes = OpenbNodes.read(reading.lines(lists.get(0))).nodes();
        return new Listed(nodes.iterator());
    }

    /** Nodes that have been read already. */
    private static final class Listed implements RecordReader<MachineEvent> {
        private final Iterator<NodeSpec> nodes;
        private final Counts counts = new Counts("nodes", "nodes_without_gpu", "gpus");

        Listed(Iterator<NodeSpec> nodes) {
            this.nodes = nodes;
        }

        @Override
        public @Nullable MachineEvent next() {
            if (!nodes.hasNext()) {
                return null;
            }
            NodeSpec node = nodes.next();
            counts.row();
            counts.add("nodes", 1);
            counts.count("nodes_without_gpu", node.gpuCount() == 0);
            counts.add("gpus", node.gpuCount());
            return new MachineEvent(0, node.name(), MachineEvent.Change.ADD, node);
        }

        @Override
        public Counts counts() {
            return counts;
        }
    }

    /** Returns what pods ask for of which nothing tells when they came, or null if there are none. */
    public static @Nullable RecordReader<TaskSize> sizes(Reading reading) throws TraceFormatException {
        List<TraceFile> lists = reading.files().those(head -> isPods(head) && !hasTimes(head));
        if (lists.isEmpty()) {
            return null;
        }
        Table table = Table.headed(
                reading, lists, Separator.COMMA, "name", "cpu_milli", "memory_mib", "num_gpu", "gpu_milli");
        var classes = new TaskClasses();
        return new TableRecords<>(
                table, new Counts("pods", "pods_cpu_only", "gpu_millis", "cpu_millis"), (row, counts) -> {
                    long cpu = row.whole(1, 0, Long.MAX_VALUE);
                    int gpus = (int) row.whole(3, 0, NodeSpec.MAX_DEVICES);
                    int millis = (int) row.whole(4, 0, 1000);
                    if ((gpus == 0) != (millis == 0) || (gpus > 1 && millis != 1000)) {
                        throw row.fault(4, millis + " of each of " + gpus + " GPUs is not a request that can be met");
                    }
                    counts.add("pods", 1);
                    counts.count("pods_cpu_only", gpus == 0);
                    counts.add("gpu_millis", (long) gpus * millis);
                    counts.add("cpu_millis", cpu);
                    TaskClass asked = classes.of(TaskClass.builder()
                            .cpuMillis(cpu)
                            .memoryBytes(row.whole(2, 0, Long.MAX_VALUE / MIB) * MIB)
                            .gpus(gpus, millis));
                    return new TaskSize(row.text(0), asked);
                });
    }
}
