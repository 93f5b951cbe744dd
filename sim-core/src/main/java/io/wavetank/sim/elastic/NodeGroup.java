package io.wavetank.sim.elastic;

import io.wavetank.policy.NodeView;
import io.wavetank.policy.scaling.NodeGroupView;
import io.wavetank.sim.scenario.NodeGroupSpec;

/** A group of nodes in a run. */
final class NodeGroup implements NodeGroupView {
    final NodeGroupSpec spec;
    private final int index;
    private final NodeView template;
    int size;
    int booting;
    /** How many of its nodes are being emptied. */
    int leaving;

    /** How many of its nodes never came. */
    int neverCame;
    /** How often nodes were asked of it that the quota did not grant. */
    int beyondQuota;

    long lastFailureNanos = -1;
    /** Its nodes that stand by. */
    final WarmPool warm;

    /** How many nodes were asked of it, ever: the number of the next one. */
    long made;

    NodeGroup(NodeGroupSpec spec, int index, NodeView template, int size, WarmPool warm) {
        this.warm = warm;
        this.spec = spec;
        this.index = index;
        this.template = template;
        this.size = size;
        this.made = size;
    }

    /** What the node costs that is there when so many others are: nothing as long as they are reserved. */
    double priceOf(int others) {
        return others < spec.reservation().nodes() ? 0 : spec.template().pricePerHour();
    }

    @Override
    public int index() {
        return index;
    }

    @Override
    public String name() {
        return spec.name();
    }

    @Override
    public int least() {
        return spec.least();
    }

    @Override
    public int most() {
        return spec.most();
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int booting() {
        return booting;
    }

    @Override
    public int failures() {
        return neverCame + beyondQuota;
    }

    @Override
    public long lastFailureNanos() {
        return lastFailureNanos;
    }

    @Override
    public NodeView template() {
        return template;
    }

    @Override
    public boolean spot() {
        return spec.spot();
    }
}
