package io.wavetank.workload.generate.model;

import io.wavetank.policy.Resources;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.sim.cluster.NodeSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A cluster of several types of machines in given proportions, spread evenly over the numbers of its nodes. */
final class MachineMix {
    /**
     * A type of machine.
     *
     * @param count how many of them the published cluster has
     */
    record Machine(int count, String type, long cpuMillis, long memoryBytes, int gpus, String gpuModel) {}

    private static final int ZONES = 3;

    private MachineMix() {}

    /**
     * Returns {@code nodes} nodes in the proportions of the mix. Node i is of the type that is furthest behind its share of the first i + 1, so
     * that types do not stand in blocks, where first fit would find them one after the other.
     */
    static ClusterSpec cluster(List<Machine> mix, int nodes, String prefix) {
        long all = mix.stream().mapToLong(Machine::count).sum();
        long[] placed = new long[mix.size()];
        NodeSpec[][] examples = mix.stream().map(MachineMix::inEachZone).toArray(NodeSpec[][]::new);
        List<NodeSpec> specs = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
            int furthest = 0;
            long most = Long.MIN_VALUE;
            for (int type = 0; type < placed.length; type++) {
                long behind = mix.get(type).count() * (i + 1L) - placed[type] * all;
                if (behind > most) {
                    most = behind;
                    furthest = type;
                }
            }
            placed[furthest]++;
            specs.add(examples[furthest][i % ZONES].named(prefix + (i + 1)));
        }
        return new ClusterSpec(Resources.basic(), specs);
    }

    /** Nodes of a type are alike but for name and zone: they share what is the same. */
    private static NodeSpec[] inEachZone(Machine machine) {
        return IntStream.range(0, ZONES).mapToObj(zone -> node(machine, zone)).toArray(NodeSpec[]::new);
    }

    private static NodeSpec node(Machine machine, int zone) {
        return NodeSpec.builder(machine.type())
                .capacity(Resources.CPU, machine.cpuMillis())
                .capacity(Resources.MEMORY, machine.memoryBytes())
                .gpus(machine.gpus(), machine.gpuModel())
                .label("topology.kubernetes.io/zone", "zone-" + "abc".charAt(zone))
                .label("machine", machine.type())
                .build();
    }
}
