package io.wavetank.workload.generate.model;

import io.wavetank.policy.Resources;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.sim.cluster.NodeSpec;
import java.util.ArrayList;
import java.util.List;

/** A cluster of several types of machines in given proportions, spread evenly over the numbers of its nodes. */
final class MachineMix {
    /**
     * A type of machine.
     *
     * @param count how many of them the published cluster has
     */
    record Machine(int count, String type, long cpuMillis, long memoryBytes, int gpus, String gpuModel) {}

    private MachineMix() {}

    /**
     * Returns {@code nodes} nodes in the proportions of the mix. Node i is of the type that is furthest behind its share of the first i + 1, so
     * that types do not stand in blocks, where first fit would find them one after the other.
     */
    static ClusterSpec cluster(List<Machine> mix, int nodes, String prefix) {
        long all = mix.stream().mapToLong(Machine::count).sum();
        long[] placed = new long[mix.size()];
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
            specs.add(node(mix.get(furthest), prefix + (i + 1), i));
        }
        return new ClusterSpec(Resources.basic(), specs);
    }

    private static NodeSpec node(Machine machine, String name, int number) {
        return NodeSpec.builder(name)
                .capacity(Resources.CPU, machine.cpuMillis())
                .capacity(Resources.MEMORY, machine.memoryBytes())
                .gpus(machine.gpus(), machine.gpuModel())
                .label("topology.kubernetes.io/zone", "zone-" + "abc".charAt(number % 3))
                .label("machine", machine.type())
                .build();
    }
}
