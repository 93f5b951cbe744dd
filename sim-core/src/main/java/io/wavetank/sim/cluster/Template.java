package io.wavetank.sim.cluster;

/** A node that is not there, as policies see it: empty, and of no number. */
final class Template extends DescribedNode {
    private final NodeSpec spec;

    Template(NodeSpec spec) {
        super(spec);
        this.spec = spec;
    }

    @Override
    public int index() {
        return -1;
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
    public int gpuFreeMillis(int device) {
        return DeviceTable.WHOLE;
    }
}
