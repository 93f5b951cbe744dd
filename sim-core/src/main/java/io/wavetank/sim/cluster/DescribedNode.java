package io.wavetank.sim.cluster;

import io.wavetank.policy.NodeView;
import io.wavetank.policy.Taint;
import io.wavetank.policy.constraint.ContainerImage;
import java.util.List;
import java.util.SortedMap;

/** What policies see of a node that its description alone says, and no event changes. */
abstract class DescribedNode implements NodeView {
    private final NodeSpec spec;
    private final List<Taint> taints; // kept here too: every placement asks

    DescribedNode(NodeSpec spec) {
        this.spec = spec;
        this.taints = spec.taints();
    }

    /** How much of a resource it came with. */
    final long installed(int resource) {
        return spec.allocatable(resource);
    }

    @Override
    public final String name() {
        return spec.name();
    }

    @Override
    public final int gpuCount() {
        return spec.gpuCount();
    }

    @Override
    public final String gpuModel() {
        return spec.gpuModel();
    }

    @Override
    public final SortedMap<String, String> labels() {
        return spec.labels();
    }

    @Override
    public final List<Taint> taints() {
        return taints;
    }

    @Override
    public final List<ContainerImage> images() {
        return spec.images();
    }

    @Override
    public final SortedMap<String, Integer> attachLimits() {
        return spec.attachLimits();
    }

    @Override
    public final double speed() {
        return spec.speed();
    }

    @Override
    public final double pricePerHour() {
        return spec.pricePerHour();
    }
}
