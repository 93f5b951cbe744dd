package io.wavetank.policy.kubernetes.cluster;

import java.util.Arrays;

/**
 * What happened to the nodes, one entry a change, numbered from 0; the last {@value #KEPT} are kept.
 *
 * <p>Whoever keeps something worked out from the nodes remembers the version up to which it is right, and goes through the entries since; if
 * these are no longer all kept it begins anew.
 */
public final class ChangeLog {
    /** How many entries are kept. */
    public static final int KEPT = 1 << 16;
    /** Stands where the node itself was added, changed or removed. */
    public static final int NODE_ITSELF = -1;

    private int[] nodes = new int[1 << 8];
    private int[] podClasses = new int[1 << 8];
    private byte[] signs = new byte[1 << 8];
    private long[] generations = new long[16];
    private long version;

    ChangeLog() {}

    /** How many changes there have been: the number of the next entry. */
    public long version() {
        return version;
    }

    /** Whether all entries from this one on are kept. */
    public boolean reachesBackTo(long entry) {
        return version - entry <= KEPT;
    }

    /** The node that changed. */
    public int node(long entry) {
        return nodes[slot(entry)];
    }

    /** The {@link PodClass#id()} of the pod that came, went or began to terminate, or {@link #NODE_ITSELF}. */
    public int podClass(long entry) {
        return podClasses[slot(entry)];
    }

    /** 1 if the pod came, -1 if it went, 0 if it began to terminate or the node itself changed. */
    public int sign(long entry) {
        return signs[slot(entry)];
    }

    /** The version right after the node last changed; 0 if it never did. */
    public long generation(int node) {
        return node < generations.length ? generations[node] : 0;
    }

    void nodeChanged(int node) {
        append(node, NODE_ITSELF, 0);
    }

    void podChanged(int node, PodClass kind, int sign) {
        append(node, kind.id(), sign);
    }

    private void append(int node, int podClass, int sign) {
        int kept = nodes.length;
        if (version == kept && kept < KEPT) {
            nodes = Arrays.copyOf(nodes, 2 * kept);
            podClasses = Arrays.copyOf(podClasses, 2 * kept);
            signs = Arrays.copyOf(signs, 2 * kept);
        }
        int slot = slot(version);
        nodes[slot] = node;
        podClasses[slot] = podClass;
        signs[slot] = (byte) sign;
        version++;
        if (node >= generations.length) {
            generations = Arrays.copyOf(generations, Math.max(node + 1, 2 * generations.length));
        }
        generations[node] = version;
    }

    private int slot(long entry) {
        return (int) (entry & (nodes.length - 1));
    }
}
