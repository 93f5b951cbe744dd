package io.wavetank.policy.kubernetes.cluster;

import io.wavetank.policy.Taint;
import io.wavetank.policy.constraint.HostPort;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The nodes as columns. A slot belongs to a node's name for as long as the node is there or pods are on it; then a new name
 * may get it, and until then the old name gets it back.
 *
 * <p>Arrays that are handed out are live and read-only, and are replaced when the table grows: fetch them anew for each decision.
 */
public final class NodeTable {
    private static final TakenPorts NONE_TAKEN = new TakenPorts();

    private final ResourceNames resources;
    private int slots;
    private @Nullable NodeSpec[] specs = new NodeSpec[16];
    private String[] names = new String[16];
    private long[][] allocatable = new long[ResourceNames.FIXED][16];
    private long[][] requested = new long[ResourceNames.FIXED][16];
    private long[] scoringCpuMillis = new long[16];
    private long[] scoringMemoryBytes = new long[16];
    private int[] allowedPods = new int[16];
    private PodList[] pods = new PodList[16];
    private @Nullable TakenPorts[] ports = new TakenPorts[16];
    private int[][] images = new int[16][];

    NodeTable(ResourceNames resources) {
        this.resources = resources;
    }

    /** How many slots have been given out; some may be empty, see {@link #present}. */
    public int slots() {
        return slots;
    }

    int capacity() {
        return names.length;
    }

    /** Whether the node of this slot is part of the cluster; if not, pods may still be booked on it. */
    public boolean present(int node) {
        return specs[node] != null;
    }

    /** The name that the slot belongs to. */
    public String name(int node) {
        return names[node];
    }

    /** The node as last described. */
    public NodeSpec spec(int node) {
        NodeSpec spec = specs[node];
        if (spec == null) {
            throw new IllegalArgumentException("No node in slot " + node);
        }
        return spec;
    }

    /** The node's labels. */
    public SortedMap<String, String> labels(int node) {
        return spec(node).labels();
    }

    /** The node's taints. */
    public List<Taint> taints(int node) {
        return spec(node).taints();
    }

    /** Whether the node is cordoned. */
    public boolean unschedulable(int node) {
        return spec(node).unschedulable();
    }

    /** What the node offers of a resource. */
    public long allocatable(int resource, int node) {
        return resource < allocatable.length ? allocatable[resource][node] : 0;
    }

    /** What the pods on the node hold of a resource. */
    public long requested(int resource, int node) {
        return resource < requested.length ? requested[resource][node] : 0;
    }

    /** What the nodes offer of a resource. */
    public long[] allocatable(int resource) {
        growResources(resource + 1);
        return allocatable[resource];
    }

    /** What the pods on the nodes hold of a resource. */
    public long[] requested(int resource) {
        growResources(resource + 1);
        return requested[resource];
    }

    /** CPU held by pods, each container that names none counted as 100 millicores. */
    public long[] scoringCpuMillis() {
        return scoringCpuMillis;
    }

    /** Memory held by pods, each container that names none counted as 200 MiB. */
    public long[] scoringMemoryBytes() {
        return scoringMemoryBytes;
    }

    /** How many pods the nodes take. */
    public int[] allowedPods() {
        return allowedPods;
    }

    /** How many pods are on the node. */
    public int podCount(int node) {
        return pods[node].size();
    }

    /** The pods on the node. */
    public PodList pods(int node) {
        return pods[node];
    }

    /** The host ports taken on the node. */
    public TakenPorts ports(int node) {
        TakenPorts taken = ports[node];
        return taken == null ? NONE_TAKEN : taken;
    }

    /** The numbers of the images that the node has, ascending. */
    public int[] images(int node) {
        return images[node];
    }

    int newSlot(String name) {
        int slot = slots++;
        if (slot == names.length) {
            growNodes(2 * slot);
        }
        claim(slot, name);
        return slot;
    }

    void claim(int slot, String name) {
        names[slot] = name;
        pods[slot] = new PodList();
        images[slot] = new int[0];
        ports[slot] = null;
    }

    void describe(int node, @Nullable NodeSpec spec, int[] imagesThere) {
        specs[node] = spec;
        images[node] = imagesThere;
        allowedPods[node] = 0;
        for (long[] column : allocatable) {
            column[node] = 0;
        }
        if (spec == null) {
            return;
        }
        spec.allocatable().forEach((name, amount) -> {
            int resource = resources.number(name);
            if (ResourceNames.isPods(name)) {
                allowedPods[node] = Math.toIntExact(amount);
            } else if (resource != ResourceNames.NONE) {
                growResources(resource + 1);
                allocatable[resource][node] = amount;
            }
        });
    }

    /** Books a pod on a node ({@code sign} 1) or off it (-1). */
    void book(Pod pod, int node, int sign) {
        PodClass kind = pod.podClass();
        growResources(kind.resources());
        for (int resource = 0; resource < kind.resources(); resource++) {
            requested[resource][node] += sign * kind.request(resource);
        }
        scoringCpuMillis[node] += sign * kind.scoringCpuMillis();
        scoringMemoryBytes[node] += sign * kind.scoringMemoryBytes();
        bookPorts(kind.hostPorts(), node, sign);
        if (sign > 0) {
            pods[node].add(pod);
        } else {
            pods[node].remove(pod);
        }
    }

    private void bookPorts(List<HostPort> wanted, int node, int sign) {
        if (wanted.isEmpty()) {
            return;
        }
        TakenPorts taken = ports[node];
        if (taken == null) {
            taken = new TakenPorts();
            ports[node] = taken;
        }
        if (sign > 0) {
            taken.take(wanted);
        } else {
            taken.free(wanted);
        }
    }

    /** The host ports as they stand, to be put back with {@link #restorePorts}. */
    @Nullable
    TakenPorts copyOfPorts(int node) {
        TakenPorts taken = ports[node];
        return taken == null ? null : taken.copy();
    }

    void restorePorts(int node, @Nullable TakenPorts taken) {
        ports[node] = taken;
    }

    private void growNodes(int capacity) {
        specs = Arrays.copyOf(specs, capacity);
        names = Arrays.copyOf(names, capacity);
        scoringCpuMillis = Arrays.copyOf(scoringCpuMillis, capacity);
        scoringMemoryBytes = Arrays.copyOf(scoringMemoryBytes, capacity);
        allowedPods = Arrays.copyOf(allowedPods, capacity);
        pods = Arrays.copyOf(pods, capacity);
        ports = Arrays.copyOf(ports, capacity);
        images = Arrays.copyOf(images, capacity);
        for (int resource = 0; resource < allocatable.length; resource++) {
            allocatable[resource] = Arrays.copyOf(allocatable[resource], capacity);
            requested[resource] = Arrays.copyOf(requested[resource], capacity);
        }
    }

    private void growResources(int count) {
        int before = allocatable.length;
        if (count > before) {
            allocatable = Arrays.copyOf(allocatable, count);
            requested = Arrays.copyOf(requested, count);
            for (int resource = before; resource < count; resource++) {
                allocatable[resource] = new long[names.length];
                requested[resource] = new long[names.length];
            }
        }
    }
}
