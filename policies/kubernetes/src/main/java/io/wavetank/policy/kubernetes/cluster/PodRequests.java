package io.wavetank.policy.kubernetes.cluster;

import io.wavetank.policy.constraint.ContainerSpec;
import io.wavetank.policy.constraint.PodSpec;
import java.util.Arrays;

/**
 * What a pod asks for, by resource number: the sum over its containers or its largest init container, whichever is more, and the overhead.
 *
 * <p>For scoring a container that does not name CPU or memory counts as 100 millicores or 200 MiB; one that names 0 counts as 0.
 *
 * <p>Source: Kubernetes 1.26, {@code NodeInfo}, {@code NodeResourcesFit}, and the resource allocation scorer.
 */
public final class PodRequests {
    /** What a container that names no CPU counts as, in scoring. */
    public static final long DEFAULT_CPU_MILLIS = 100;
    /** What a container that names no memory counts as, in scoring. */
    public static final long DEFAULT_MEMORY_BYTES = 200L << 20;

    private static final long MILLIS = 1000;

    private long[] bare = new long[ResourceNames.FIXED];
    private long[] overhead = new long[ResourceNames.FIXED];
    private long bareScoringCpuMillis;
    private long bareScoringMemoryBytes;
    private boolean namesScalar;

    private PodRequests() {}

    static PodRequests of(PodSpec spec, ResourceNames names) {
        var requests = new PodRequests();
        for (ContainerSpec container : spec.containers()) {
            container.requests().forEach((name, amount) -> requests.add(names.number(name), amount));
            requests.bareScoringCpuMillis += container.requests().getOrDefault("cpu", DEFAULT_CPU_MILLIS);
            requests.bareScoringMemoryBytes += container.requests().getOrDefault("memory", DEFAULT_MEMORY_BYTES);
        }
        for (ContainerSpec container : spec.initContainers()) {
            container.requests().forEach((name, amount) -> requests.atLeast(names.number(name), amount));
            requests.bareScoringCpuMillis = Math.max(
                    requests.bareScoringCpuMillis, container.requests().getOrDefault("cpu", DEFAULT_CPU_MILLIS));
            requests.bareScoringMemoryBytes = Math.max(
                    requests.bareScoringMemoryBytes, container.requests().getOrDefault("memory", DEFAULT_MEMORY_BYTES));
        }
        spec.overhead().forEach((name, amount) -> requests.overhead(names.number(name), amount));
        return requests;
    }

    private void add(int resource, long amount) {
        if (resource != ResourceNames.NONE) {
            grow(resource);
            bare[resource] = Math.addExact(bare[resource], amount);
            namesScalar |= resource >= ResourceNames.FIXED;
        }
    }

    private void atLeast(int resource, long amount) {
        if (resource != ResourceNames.NONE) {
            grow(resource);
            namesScalar |= resource >= ResourceNames.FIXED && amount > bare[resource];
            bare[resource] = Math.max(bare[resource], amount);
        }
    }

    private void overhead(int resource, long amount) {
        if (resource != ResourceNames.NONE) {
            grow(resource);
            overhead[resource] = amount;
            namesScalar |= resource >= ResourceNames.FIXED;
        }
    }

    private void grow(int resource) {
        if (resource >= bare.length) {
            bare = Arrays.copyOf(bare, resource + 1);
            overhead = Arrays.copyOf(overhead, resource + 1);
        }
    }

    int count() {
        return bare.length;
    }

    /** What the pod holds of a resource on its node. */
    public long total(int resource) {
        return resource < bare.length ? bare[resource] + overhead[resource] : 0;
    }

    /** Whether a scalar resource is named at all, be it with amount 0: then the fit is checked even if the pod asks for nothing else. */
    public boolean namesScalar() {
        return namesScalar;
    }

    long scoringCpuMillis() {
        return bareScoringCpuMillis + overhead[ResourceNames.CPU];
    }

    long scoringMemoryBytes() {
        return bareScoringMemoryBytes + overhead[ResourceNames.MEMORY];
    }

    /**
     * What the pod counts for while it is being scored, before it is on a node.
     *
     * @param resource the resource's number
     * @param assumed whether a container that does not name CPU or memory counts as if it asked for a little
     * @param wholeUnits whether overhead is added in whole units, rounded up: then 250 millicores add 1 millicore. That is so, by mistake, in
     *     Kubernetes up to 1.26
     */
    public long whileScored(int resource, boolean assumed, boolean wholeUnits) {
        if (resource >= bare.length) {
            return 0;
        }
        long amount = bare[resource];
        if (assumed && resource == ResourceNames.CPU) {
            amount = bareScoringCpuMillis;
        } else if (assumed && resource == ResourceNames.MEMORY) {
            amount = bareScoringMemoryBytes;
        }
        long extra = overhead[resource];
        return amount + (wholeUnits && resource == ResourceNames.CPU ? (extra + MILLIS - 1) / MILLIS : extra);
    }
}
