package io.wavetank.sim.cluster;

import io.wavetank.policy.NodeView;
import io.wavetank.policy.Taint;
import io.wavetank.policy.constraint.ContainerImage;
import java.util.List;
import java.util.SortedMap;

/** A node that is not there, as policies see it: empty, and of no number. */
record Template(NodeSpec spec) implements NodeView {
    private static final int WHOLE = 1000;

    @Override
    public int index() {
        return -1;
    }

    @Override
    public String name() {
        return spec.name();
    }

    @Override
    public boolean schedulable() {
        return true;
    }

    @Override
    public long allocatable(int resource) {
        return spec.allocatable(resource);
    }

    @Override
    public long requested(int resource) {
        return 0;
    }

    @Override
    public int gpuCount() {
        return spec.gpuCount();
    }

    @Override
    public String gpuModel() {
        return spec.gpuModel();
    }

    @Override
    public int gpuFreeMillis(int device) {
        return WHOLE;
    }

    @Override
    public SortedMap<String, String> labels() {
        return spec.labels();
    }

    @Override
    public List<Taint> taints() {
        return spec.taints();
    }

    @Override
    public List<ContainerImage> images() {
        return spec.images();
    }

    @Override
    public SortedMap<String, Integer> attachLimits() {
        return spec.attachLimits();
    }

    @Override
    public double speed() {
        return spec.speed();
    }

    @Override
    public double pricePerHour() {
        return spec.pricePerHour();
    }
}
