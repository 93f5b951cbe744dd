package io.wavetank.policy.swarm.raft;

import io.wavetank.policy.Draws;

/**
 * The managers of a swarm, which keep its state by Raft: a leader is heard every tick, and a manager that has heard none for its time-out stands
 * for election. It wins, and things are decided again, with the votes of more than half of all managers.
 *
 * <p>A time-out is a whole number of ticks, drawn anew for each manager from {@link #electionTicks} to twice that less one. The time of an
 * election is the least time-out of those that are left, and one tick for the votes. A manager that is alone elects itself at once.
 *
 * <p>Source: swarmkit, {@code manager/state/raft} (tick 1 s, heartbeat 1 tick, election 10 ticks); the range of time-outs is that of etcd's
 * raft library.
 *
 * @param managers how many there are
 * @param tickNanos the length of a tick, in nanoseconds
 * @param electionTicks the least time-out
 */
public record ManagerGroup(int managers, long tickNanos, int electionTicks) {
    private static final long SECOND = 1_000_000_000L;

    /** Checks the amounts. */
    public ManagerGroup {
        if (managers < 1 || tickNanos < 0 || electionTicks < 1) {
            throw new IllegalArgumentException("Not a group of managers: " + managers + ", tick " + tickNanos
                    + " ns, time-out " + electionTicks + " ticks");
        }
    }

    /** So many managers with swarmkit's times. */
    public static ManagerGroup of(int managers) {
        return new ManagerGroup(managers, SECOND, 10);
    }

    /** How many managers it takes to decide: more than half. */
    public int quorum() {
        return managers / 2 + 1;
    }

    /** How many managers may be lost before nothing is decided any more. */
    public int spare() {
        return managers - quorum();
    }

    /** Whether anything can be decided while so many managers are up. */
    public boolean decides(int up) {
        return up >= quorum();
    }

    /**
     * How long it takes until there is a leader, from when one is lost or from when there are enough managers for one.
     *
     * @param candidates how many managers wait for a leader
     * @param draws chance
     * @param election the number of the election
     */
    public long electionNanos(int candidates, Draws draws, long election) {
        if (managers == 1) {
            return 0;
        }
        int least = 2 * electionTicks;
        for (int candidate = 0; candidate < candidates; candidate++) {
            least = Math.min(least, electionTicks + draws.below(electionTicks, election, candidate));
        }
        return Math.multiplyExact(least + 1L, tickNanos);
    }
}
