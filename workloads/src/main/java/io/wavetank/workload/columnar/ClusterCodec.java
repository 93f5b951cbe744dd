package io.wavetank.workload.columnar;

import io.wavetank.policy.Resources;
import io.wavetank.policy.Taint;
import io.wavetank.policy.constraint.ApiObjects;
import io.wavetank.policy.constraint.ContainerImage;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.sim.cluster.NodeSpec;
import io.wavetank.workload.rows.ByteSink;
import io.wavetank.workload.rows.ByteSource;
import io.wavetank.workload.rows.ClassCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** A cluster as bytes: its nodes, and from the third version on what it holds besides them, such as services and budgets. */
final class ClusterCodec {
    private ClusterCodec() {}

    static void write(ByteSink out, ClusterSpec cluster) {
        int resources = cluster.resources().count();
        out.number(resources - Resources.FIXED);
        for (int resource = Resources.FIXED; resource < resources; resource++) {
            out.text(cluster.resources().name(resource));
        }
        out.number(cluster.nodes().size());
        for (NodeSpec node : cluster.nodes()) {
            out.text(node.name());
            for (int resource = 0; resource < resources; resource++) {
                out.number(resource == Resources.GPU ? 0 : node.capacity(resource));
                out.number(node.capacity(resource) - node.allocatable(resource));
            }
            out.number(node.gpuCount());
            out.text(node.gpuModel());
            ClassCodec.map(out, node.labels());
            out.number(node.taints().size());
            for (Taint taint : node.taints()) {
                out.text(taint.key());
                out.text(taint.value());
                out.text(taint.effect().name());
            }
            out.number(Double.doubleToLongBits(node.speed()));
            out.number(Double.doubleToLongBits(node.pricePerHour()));
            out.number(node.cordoned() ? 1 : 0);
            writeImages(out, node);
        }
        ObjectsCodec.write(out, cluster.objects());
    }

    private static void writeImages(ByteSink out, NodeSpec node) {
        out.number(node.images().size());
        for (ContainerImage image : node.images()) {
            out.number(image.names().size());
            image.names().forEach(out::text);
            out.number(image.sizeBytes());
        }
        out.number(node.attachLimits().size());
        node.attachLimits().forEach((driver, limit) -> {
            out.text(driver);
            out.number(limit);
        });
    }

    static ClusterSpec read(ByteSource in, int version) {
        List<String> extended = new ArrayList<>();
        for (int left = in.count(); left > 0; left--) {
            extended.add(in.text());
        }
        Resources resources = Resources.withExtended(extended);
        List<NodeSpec> nodes = new ArrayList<>();
        for (int left = in.count(); left > 0; left--) {
            nodes.add(node(in, resources.count()));
        }
        return new ClusterSpec(resources, nodes, version > 2 ? ObjectsCodec.read(in) : ApiObjects.NONE);
    }

    private static NodeSpec node(ByteSource in, int resources) {
        var node = NodeSpec.builder(in.text());
        for (int resource = 0; resource < resources; resource++) {
            long capacity = in.number();
            if (resource != Resources.GPU) {
                node.capacity(resource, capacity);
            }
            node.reserved(resource, in.number());
        }
        node.gpus(in.index(Integer.MAX_VALUE), in.text());
        ClassCodec.map(in).forEach(node::label);
        List<Taint> taints = new ArrayList<>();
        for (int left = in.count(); left > 0; left--) {
            String key = in.text();
            String value = in.text();
            taints.add(new Taint(key, value, Taint.Effect.valueOf(in.text())));
        }
        node.taints(taints)
                .speed(Double.longBitsToDouble(in.number()))
                .pricePerHour(Double.longBitsToDouble(in.number()))
                .cordoned(in.number() != 0);
        readImages(in, node);
        return node.build();
    }

    private static void readImages(ByteSource in, NodeSpec.Builder node) {
        List<ContainerImage> images = new ArrayList<>();
        for (int left = in.count(); left > 0; left--) {
            List<String> names = new ArrayList<>();
            for (int name = in.count(); name > 0; name--) {
                names.add(in.text());
            }
            images.add(new ContainerImage(names, in.number()));
        }
        var limits = new TreeMap<String, Integer>();
        for (int left = in.count(); left > 0; left--) {
            String driver = in.text();
            limits.put(driver, in.index(Integer.MAX_VALUE));
        }
        node.images(images).attachLimits(limits);
    }
}
