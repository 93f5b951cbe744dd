package io.wavetank.policy.kubernetes.rollout;

/**
 * The pods of one version of a Deployment: how many are wanted, and how many there are.
 *
 * <p>Whoever runs the pods tells {@link #observe}; the Deployment alone says how many are wanted.
 */
public final class ReplicaSet {
    private final String template;
    private final int creation;
    private long revision;
    private int wanted;
    private int replicas;
    private int ready;
    private int available;
    private int leaving;
    private int notedDesired;
    private int notedMost;

    ReplicaSet(String template, int creation) {
        this.template = template;
        this.creation = creation;
    }

    /** What its pods are made after. */
    public String template() {
        return template;
    }

    /** Number of its creation among those of the Deployment: what is larger is newer. */
    public int creation() {
        return creation;
    }

    /** Its revision; that of the version that is wanted is the largest. */
    public long revision() {
        return revision;
    }

    /** How many pods it is to have ({@code spec.replicas}). */
    public int wanted() {
        return wanted;
    }

    /** How many it has that are not on their way out ({@code status.replicas}). */
    public int replicas() {
        return replicas;
    }

    /** How many of them are ready. */
    public int ready() {
        return ready;
    }

    /** How many of them are available: ready for as long as is asked. */
    public int available() {
        return available;
    }

    /** How many of its pods are on their way out. */
    public int leaving() {
        return leaving;
    }

    /**
     * Tells what has become of its pods.
     *
     * @param all that are not on their way out
     * @param readyOnes of them
     * @param availableOnes of those
     * @param leavingOnes that are on their way out
     */
    public void observe(int all, int readyOnes, int availableOnes, int leavingOnes) {
        if (availableOnes < 0 || readyOnes < availableOnes || all < readyOnes) {
            throw new IllegalArgumentException("Of all pods some are ready, and some of those available: " + all + ", "
                    + readyOnes + ", " + availableOnes);
        }
        replicas = all;
        ready = readyOnes;
        available = availableOnes;
        leaving = leavingOnes;
    }

    void want(int pods) {
        wanted = pods;
    }

    void number(long newRevision) {
        revision = newRevision;
    }

    /** Notes the size of the Deployment for which it was last scaled, as annotations do. */
    void note(DeploymentSpec spec) {
        notedDesired = spec.replicas();
        notedMost = spec.replicas() + spec.fenceposts().surge();
    }

    int notedDesired() {
        return notedDesired;
    }

    int notedMost() {
        return notedMost;
    }

    @Override
    public String toString() {
        return template + " " + available + "/" + replicas + "/" + wanted;
    }
}
