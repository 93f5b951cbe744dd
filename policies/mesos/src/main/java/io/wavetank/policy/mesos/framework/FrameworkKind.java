package io.wavetank.policy.mesos.framework;

/** How a framework deals with offers. */
public enum FrameworkKind {
    /** As Marathon: a few instances on each offer, what is declined stays away for two minutes, revivals at most every five seconds. */
    MARATHON(120, 5, 5),
    /** As Chronos or a fine-grained Spark: as much as fits, what is declined comes back after five seconds. */
    BATCH(5, 1, Integer.MAX_VALUE),
    /** As a coarse-grained Spark: keeps the whole of an offer on which it starts something, for as long as it has anything to run. */
    GREEDY(5, 1, Integer.MAX_VALUE),
    /** Sits on offers until they are enough for many tasks at once, whether it has any or not. */
    HOARDING(0, 1, Integer.MAX_VALUE);

    private final long refuseSeconds;
    private final long reviveSeconds;
    private final int tasksPerOffer;

    FrameworkKind(long refuseSeconds, long reviveSeconds, int tasksPerOffer) {
        this.refuseSeconds = refuseSeconds;
        this.reviveSeconds = reviveSeconds;
        this.tasksPerOffer = tasksPerOffer;
    }

    /** For how long what is declined stays away, in seconds, unless set. */
    public long refuseSeconds() {
        return refuseSeconds;
    }

    /** The least time between two revivals, in seconds. */
    public long reviveSeconds() {
        return reviveSeconds;
    }

    /** How many tasks it starts on one offer at most. */
    public int tasksPerOffer() {
        return tasksPerOffer;
    }
}
