package io.wavetank.cli;

import io.wavetank.policy.Resources;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.sim.cluster.NodeSpec;
import io.wavetank.workload.columnar.Heading;
import io.wavetank.workload.trace.Trace;
import io.wavetank.workload.trace.TraceContent;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What there is to say of several traces as one: what each of them carries, and the machines of all, if all have some. */
final class MergedHeading {
    private MergedHeading() {}

    static Heading of(List<Trace> traces, long originNanos) {
        Set<TraceContent> carries = EnumSet.allOf(TraceContent.class);
        traces.forEach(trace -> carries.retainAll(Heading.of(trace).carries()));
        String source = traces.stream().map(trace -> Heading.of(trace).source()).collect(Collectors.joining(" + "));
        return new Heading(source, originNanos, Map.of(), Map.of(), carries, cluster(traces));
    }

    private static @Nullable ClusterSpec cluster(List<Trace> traces) {
        List<NodeSpec> nodes = new ArrayList<>();
        for (int i = 0; i < traces.size(); i++) {
            ClusterSpec cluster = traces.get(i).cluster();
            if (cluster == null || cluster.resources().count() != Resources.FIXED) {
                return null;
            }
            for (NodeSpec node : cluster.nodes()) {
                nodes.add(named((i + 1) + "/" + node.name(), node));
            }
        }
        return new ClusterSpec(Resources.basic(), nodes);
    }

    private static NodeSpec named(String name, NodeSpec node) {
        var copy = NodeSpec.builder(name);
        for (int resource = 0; resource < Resources.FIXED; resource++) {
            if (resource != Resources.GPU) {
                copy.capacity(resource, node.capacity(resource));
            }
            copy.reserved(resource, node.capacity(resource) - node.allocatable(resource));
        }
        node.labels().forEach(copy::label);
        return copy.gpus(node.gpuCount(), node.gpuModel())
                .taints(node.taints())
                .speed(node.speed())
                .pricePerHour(node.pricePerHour())
                .cordoned(node.cordoned())
                .images(node.images())
                .attachLimits(node.attachLimits())
                .build();
    }
}
