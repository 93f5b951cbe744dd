package io.wavetank.policy.kubernetes.cluster;

/**
 * One pod: its kind, and what is its own. Which node it is on is kept by the {@link ClusterCache} alone.
 */
public final class Pod {
    /** The node of a pod that is on none. */
    public static final int NOWHERE = -1;

    private final String name;
    private final PodClass podClass;
    private final int priority;
    private final long start;
    boolean terminating;
    int node = NOWHERE;
    int place = NOWHERE;

    /**
     * Creates a pod that is on no node.
     *
     * @param name its name, unique in its namespace
     * @param podClass what it has in common with others
     * @param priority higher goes first, and may evict lower
     * @param start when it started, in whatever unit the caller keeps to; earlier is less
     */
    public Pod(String name, PodClass podClass, int priority, long start) {
        this.name = name;
        this.podClass = podClass;
        this.priority = priority;
        this.start = start;
    }

    /** The pod's name, unique in its namespace. */
    public String name() {
        return name;
    }

    /** What it has in common with others. */
    public PodClass podClass() {
        return podClass;
    }

    /** Higher goes first, and may evict lower. */
    public int priority() {
        return priority;
    }

    /** When it started; of two pods of equal priority the one that started earlier is the last to be evicted. */
    public long start() {
        return start;
    }

    /** Whether it has been told to stop and has not stopped yet. */
    public boolean terminating() {
        return terminating;
    }

    /** The slot of the node that it is on, or {@link #NOWHERE}. */
    public int node() {
        return node;
    }

    /** Returns the same pod, on no node, with another kind or start. */
    public Pod with(PodClass otherClass, long otherStart) {
        return new Pod(name, otherClass, priority, otherStart);
    }

    @Override
    public String toString() {
        return podClass.namespace() + "/" + name;
    }
}
