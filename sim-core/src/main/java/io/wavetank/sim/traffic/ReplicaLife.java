package io.wavetank.sim.traffic;

import io.wavetank.policy.traffic.HealthCheck;
import org.jspecify.annotations.Nullable;

/**
 * How a replica starts, is found well, and ends. Apart from the {@link Replica}, so that what each request asks for stands in fewer cache lines.
 */
final class ReplicaLife {
    /** How it comes up, once it was told. */
    @Nullable
    StartSpec start;

    double startUpNanos;

    /** When it last started, and how often it was killed since it ran for long. */
    long startedNanos;

    int kills;
    /** How often it was killed. */
    int killsInAll;
    /** It was killed and is not up again. */
    boolean restarting;
    /** Whether it accepts connections as far as it is up. */
    boolean accepts = true;

    /** Tries that it did not accept. */
    long refused;

    boolean ready;
    /** Whether it has come up, where a balancer finds that out by checks of its own. */
    boolean up;

    /** The checks, if there are any, and the one whose time-out is waited for. */
    @Nullable
    HealthCheck check;

    HealthCheck.@Nullable Probe probe;
    boolean retired;
    /** Whether it is to be an endpoint, as far as it is there and known to be. */
    boolean wanted;
    /** Whether its node is known to be lost. */
    boolean nodeLost;

    /** How long those that send to it once it is gone take to find out. */
    long deadNanos;
}
