package io.wavetank.sim.cluster;

import io.wavetank.policy.Resources;
import io.wavetank.policy.Taint;
import io.wavetank.policy.constraint.ContainerImage;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One node as it is described: what it offers and where it stands. Units as in {@link Resources}.
 *
 * <p>GPUs are given by {@link Builder#gpus}; the amount of {@link Resources#GPU} follows from them.
 */
public final class NodeSpec {
    /** Most devices that a node can have: a set of them is the bits of one {@code long}. */
    public static final int MAX_DEVICES = 63;

    private static final String HOST_NAME = "kubernetes.io/hostname";

    private final String name;
    private final long[] capacity;
    private final long[] allocatable;
    private final int gpuCount;
    private final String gpuModel;
    private final SortedMap<String, String> labels;
    private final List<Taint> taints;
    private final double speed;
    private final double pricePerHour;
    private final boolean cordoned;
    private final List<ContainerImage> images;
    private final SortedMap<String, Integer> attachLimits;

    private NodeSpec(Builder builder) {
        this.name = builder.name;
        this.capacity = builder.capacity.clone();
        this.allocatable = builder.capacity.clone();
        for (int resource = 0; resource < allocatable.length; resource++) {
            this.allocatable[resource] -= resource < builder.reserved.length ? builder.reserved[resource] : 0;
            if (allocatable[resource] < 0) {
                String what = resource < Resources.FIXED ? Resources.basic().name(resource) : "an extended resource";
                throw new IllegalArgumentException("Node " + name + " reserves more than it has of " + what);
            }
        }
        this.gpuCount = builder.gpuCount;
        this.gpuModel = builder.gpuModel;
        this.labels = Collections.unmodifiableSortedMap(new TreeMap<>(builder.labels));
        this.taints = List.copyOf(builder.taints);
        this.speed = builder.speed;
        this.pricePerHour = builder.pricePerHour;
        this.cordoned = builder.cordoned;
        this.images = List.copyOf(builder.images);
        this.attachLimits = Collections.unmodifiableSortedMap(new TreeMap<>(builder.attachLimits));
    }

    private NodeSpec(NodeSpec node, String name, SortedMap<String, String> labels, double pricePerHour) {
        this.name = name;
        this.capacity = node.capacity;
        this.allocatable = node.allocatable;
        this.gpuCount = node.gpuCount;
        this.gpuModel = node.gpuModel;
        this.labels = labels;
        this.taints = node.taints;
        this.speed = node.speed;
        this.pricePerHour = pricePerHour;
        this.cordoned = node.cordoned;
        this.images = node.images;
        this.attachLimits = node.attachLimits;
    }

    /** Returns the same node under another name, which is its host name too if it has one. */
    public NodeSpec named(String other) {
        if (!labels.containsKey(HOST_NAME)) {
            return new NodeSpec(this, other, labels, pricePerHour);
        }
        var all = new TreeMap<>(labels);
        all.put(HOST_NAME, other);
        return new NodeSpec(this, other, Collections.unmodifiableSortedMap(all), pricePerHour);
    }

    /** Returns the same node with more labels; of those that it has already, with these values. */
    public NodeSpec withLabels(Map<String, String> more) {
        var all = new TreeMap<>(labels);
        all.putAll(more);
        return new NodeSpec(this, name, Collections.unmodifiableSortedMap(all), pricePerHour);
    }

    /** Returns the same node at another price. */
    public NodeSpec atPrice(double perHour) {
        if (!(perHour >= 0) || perHour == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException("Not a price: " + perHour);
        }
        return new NodeSpec(this, name, labels, perHour);
    }

    /** Starts a node with nothing in it but room for any number of tasks. */
    public static Builder builder(String name) {
        return new Builder(name);
    }

    /** The node's name. */
    public String name() {
        return name;
    }

    /** What is installed; 0 for a resource that the node does not know. */
    public long capacity(int resource) {
        return resource < capacity.length ? capacity[resource] : 0;
    }

    /** What tasks may have of it. */
    public long allocatable(int resource) {
        return resource < allocatable.length ? allocatable[resource] : 0;
    }

    /** Writes what tasks may have of the first resources where nothing was written yet. */
    void writeAllocatable(long[] into, int at, int resources) {
        System.arraycopy(allocatable, 0, into, at, Math.min(resources, allocatable.length));
    }

    /** How many GPU devices it has. */
    public int gpuCount() {
        return gpuCount;
    }

    /** The model of its GPUs; the empty string if none or unknown. */
    public String gpuModel() {
        return gpuModel;
    }

    /** Its labels; region, zone and rack stand under {@code topology.kubernetes.io/region}, {@code .../zone} and {@code .../rack}. */
    public SortedMap<String, String> labels() {
        return labels;
    }

    /** Its taints. */
    public List<Taint> taints() {
        return taints;
    }

    /** The images that it has pulled. */
    public List<ContainerImage> images() {
        return images;
    }

    /** How many volumes it can attach, by driver; a driver that is missing has no limit. */
    public SortedMap<String, Integer> attachLimits() {
        return attachLimits;
    }

    /** How fast work proceeds on it; 1.0 is the speed at which run times are given. */
    public double speed() {
        return speed;
    }

    /** Its price per hour. */
    public double pricePerHour() {
        return pricePerHour;
    }

    /** Whether nothing new may be placed on it from the start. */
    public boolean cordoned() {
        return cordoned;
    }

    /** Collects what a node is; every amount is checked where it is set. */
    public static final class Builder {
        private final String name;
        private long[] capacity = new long[Resources.FIXED];
        private long[] reserved = new long[Resources.FIXED];
        private int gpuCount;
        private String gpuModel = "";
        private final Map<String, String> labels = new TreeMap<>();
        private List<Taint> taints = List.of();
        private double speed = 1.0;
        private double pricePerHour;
        private boolean cordoned;
        private List<ContainerImage> images = List.of();
        private Map<String, Integer> attachLimits = Map.of();

        private Builder(String name) {
            if (name.isEmpty()) {
                throw new IllegalArgumentException("A node needs a name");
            }
            this.name = name;
            this.capacity[Resources.PODS] = Integer.MAX_VALUE;
        }

        /** Sets what is installed of a resource other than GPUs. */
        public Builder capacity(int resource, long amount) {
            if (resource == Resources.GPU) {
                throw new IllegalArgumentException("GPUs are given by device");
            }
            capacity = set(capacity, resource, amount);
            return this;
        }

        /** Sets what of it is kept from tasks. */
        public Builder reserved(int resource, long amount) {
            reserved = set(reserved, resource, amount);
            return this;
        }

        private long[] set(long[] amounts, int resource, long amount) {
            if (amount < 0) {
                throw new IllegalArgumentException(
                        "Node " + name + " has a negative amount of resource " + resource + ": " + amount);
            }
            long[] grown = resource < amounts.length ? amounts : Arrays.copyOf(amounts, resource + 1);
            grown[resource] = amount;
            return grown;
        }

        /** Sets the GPU devices. */
        public Builder gpus(int count, String model) {
            if (count < 0 || count > MAX_DEVICES) {
                throw new IllegalArgumentException(
                        "Node " + name + ": 0 to " + MAX_DEVICES + " GPU devices, not " + count);
            }
            this.gpuCount = count;
            this.gpuModel = model;
            this.capacity[Resources.GPU] = 1000L * count;
            return this;
        }

        /** Adds a label. */
        public Builder label(String key, String value) {
            labels.put(key, value);
            return this;
        }

        /** Sets the taints. */
        public Builder taints(List<Taint> values) {
            this.taints = values;
            return this;
        }

        /** Sets the images that it has pulled. */
        public Builder images(List<ContainerImage> values) {
            this.images = values;
            return this;
        }

        /** Sets how many volumes it can attach, by driver. */
        public Builder attachLimits(Map<String, Integer> values) {
            this.attachLimits = values;
            return this;
        }

        /** Sets how fast work proceeds; 1.0 is the speed at which run times are given. */
        public Builder speed(double factor) {
            if (!(factor > 0) || Double.isInfinite(factor)) {
                throw new IllegalArgumentException("Node " + name + ": a speed is positive, not " + factor);
            }
            this.speed = factor;
            return this;
        }

        /** Sets the price per hour. */
        public Builder pricePerHour(double price) {
            if (!(price >= 0) || Double.isInfinite(price)) {
                throw new IllegalArgumentException("Node " + name + ": a price is not negative, not " + price);
            }
            this.pricePerHour = price;
            return this;
        }

        /** Starts the node cordoned. */
        public Builder cordoned(boolean value) {
            this.cordoned = value;
            return this;
        }

        /** Returns the node. */
        public NodeSpec build() {
            return new NodeSpec(this);
        }
    }
}
