package io.wavetank.policy.kubernetes.plugin;

import io.wavetank.policy.kubernetes.cluster.Topology;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A number for each domain of each topology key, all 0 until something is added. */
public final class KeyedCounts {
    private final Topology topology;
    private @Nullable DomainCounts[] byKey = new DomainCounts[4];
    private boolean[] used = new boolean[4];
    private int[] keys = new int[4];
    private int keyCount;

    /** Creates counts for the keys of a topology. */
    public KeyedCounts(Topology topology) {
        this.topology = topology;
    }

    /** Sets all to 0. */
    public void clear() {
        for (int i = 0; i < keyCount; i++) {
            used[keys[i]] = false;
        }
        keyCount = 0;
    }

    /** Adds to the domain that a node is in, if it has the key. */
    public void add(int key, int node, long amount) {
        int domain = topology.domain(key, node);
        if (domain != Topology.NO_DOMAIN) {
            counts(key).add(domain, amount);
        }
    }

    private DomainCounts counts(int key) {
        if (key >= used.length) {
            byKey = Arrays.copyOf(byKey, topology.keys());
            used = Arrays.copyOf(used, topology.keys());
            keys = Arrays.copyOf(keys, topology.keys());
        }
        DomainCounts counts = byKey[key];
        if (counts == null) {
            counts = new DomainCounts();
            byKey[key] = counts;
        }
        if (!used[key]) {
            used[key] = true;
            keys[keyCount++] = key;
            counts.reset(topology.domains(key));
        }
        return counts;
    }

    /** The number of the domain that a node is in; 0 if it lacks the key. */
    public long get(int key, int node) {
        int domain = topology.domain(key, node);
        return domain == Topology.NO_DOMAIN || key >= used.length || !used[key]
                ? 0
                : counts(key).get(domain);
    }

    /** The sum over all keys that the node has. */
    public long sum(int node) {
        long sum = 0;
        for (int i = 0; i < keyCount; i++) {
            sum += get(keys[i], node);
        }
        return sum;
    }

    /** Whether the domain of any key that the node has is above 0. */
    public boolean anyAbove0(int node) {
        for (int i = 0; i < keyCount; i++) {
            if (get(keys[i], node) > 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether all are 0. */
    public boolean isEmpty() {
        for (int i = 0; i < keyCount; i++) {
            if (counts(keys[i]).nonZero() > 0) {
                return false;
            }
        }
        return true;
    }
}
