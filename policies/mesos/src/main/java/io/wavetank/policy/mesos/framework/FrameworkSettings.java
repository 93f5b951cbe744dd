package io.wavetank.policy.mesos.framework;

/**
 * A framework as a scenario describes it.
 *
 * @param name its name
 * @param kind how it deals with offers
 * @param role the role that it asks for offers in
 * @param takes whose tasks it runs
 * @param thinkPerOfferNanos how long it looks at each offer
 * @param thinkPerTaskNanos how long it looks at each task that it considers for an offer
 * @param refuseNanos for how long what it declines stays away
 * @param reviveNanos how long it waits at least from asking for offers again to the next time
 * @param holdNanos how long a hoarding framework sits on an offer
 * @param gang how many tasks a hoarding framework wants to start at once
 * @param failure when it fails, and what becomes of its tasks
 */
public record FrameworkSettings(
        String name,
        FrameworkKind kind,
        String role,
        Takes takes,
        long thinkPerOfferNanos,
        long thinkPerTaskNanos,
        long refuseNanos,
        long reviveNanos,
        long holdNanos,
        int gang,
        Failure failure) {
    /**
     * When a framework fails.
     *
     * @param atNanos when; negative for never
     * @param awayNanos how long it takes until it registers again
     * @param failoverNanos its {@code failover_timeout}: for how long the master keeps its tasks
     */
    public record Failure(long atNanos, long awayNanos, long failoverNanos) {}
}
