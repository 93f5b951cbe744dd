package io.wavetank.policy.fenzo;

import com.netflix.fenzo.VirtualMachineLease;
import io.wavetank.policy.NodeView;
import io.wavetank.policy.Resources;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.mesos.Protos.Attribute;
import org.apache.mesos.Protos.Offer;
import org.jspecify.annotations.Nullable;

/**
 * A node as Fenzo sees it: a machine whose one lease holds all that the node offers. Amounts are those of {@link Resources}, whole numbers, so that
 * none is lost in sums of floating-point numbers; fitness goes by ratios.
 */
final class Machine implements VirtualMachineLease {
    private static final String PODS = "pods";
    /** In milliseconds since 1970, long after any run. */
    private static final long FAR = 1L << 50;

    private final String name;
    private final int number;
    private final double cpus;
    private final double memory;
    private final double disk;
    private final SortedMap<String, Double> scalars = new TreeMap<>();

    Machine(NodeView node, Resources resources) {
        this.number = node.index();
        this.name = nameOf(number);
        this.cpus = node.allocatable(Resources.CPU);
        this.memory = node.allocatable(Resources.MEMORY);
        this.disk = node.allocatable(Resources.EPHEMERAL_STORAGE);
        scalars.put(PODS, (double) node.allocatable(Resources.PODS));
        for (int resource = Resources.FIXED; resource < resources.count(); resource++) {
            scalars.put(resources.name(resource), (double) node.allocatable(resource));
        }
    }

    /** By which Fenzo knows a node. */
    static String nameOf(int number) {
        return "node-" + number;
    }

    /** The number of the node of that name. */
    static int numberOf(String name) {
        return Integer.parseInt(name.substring(name.lastIndexOf('-') + 1));
    }

    @Override
    public String getId() {
        return "lease-" + number;
    }

    @Override
    public long getOfferedTime() {
        return FAR; // its age is looked at by the wall clock
    }

    @Override
    public String hostname() {
        return name;
    }

    @Override
    public String getVMID() {
        return name;
    }

    @Override
    public double cpuCores() {
        return cpus;
    }

    @Override
    public double memoryMB() {
        return memory;
    }

    @Override
    public double networkMbps() {
        return 0;
    }

    @Override
    public double diskMB() {
        return disk;
    }

    @Override
    public List<Range> portRanges() {
        return List.of();
    }

    @Override
    public @Nullable Offer getOffer() {
        return null;
    }

    @Override
    public Map<String, Attribute> getAttributeMap() {
        return Collections.emptyMap(); // it is asked for null, which Map.of() does not take
    }

    @Override
    public @Nullable Double getScalarValue(String scalar) {
        return scalars.get(scalar);
    }

    @Override
    public Map<String, Double> getScalarValues() {
        return Collections.unmodifiableMap(scalars);
    }
}
