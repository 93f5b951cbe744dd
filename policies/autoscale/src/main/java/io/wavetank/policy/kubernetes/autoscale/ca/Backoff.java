package io.wavetank.policy.kubernetes.autoscale.ca;

import io.wavetank.policy.scaling.NodeGroupView;
import java.util.HashMap;
import java.util.Map;

/**
 * Groups whose nodes never came are left alone: for 5 minutes after the first time, twice as long each time after that, half an hour at most; one that
 * went well for three hours begins anew.
 *
 * <p>Source: Cluster Autoscaler 1.26, {@code exponentialBackoff}.
 */
final class Backoff {
    private static final long MINUTE = 60_000_000_000L;
    private static final long FIRST = 5 * MINUTE;
    private static final long MOST = 30 * MINUTE;
    private static final long FORGET = 180 * MINUTE;

    private record State(int failures, long lengthNanos, long untilNanos) {}

    private final Map<Integer, State> states = new HashMap<>();

    /** Whether a group is left alone at a time; takes in what has failed since it was asked last. */
    boolean holds(NodeGroupView group, long nowNanos) {
        State state = states.getOrDefault(group.index(), new State(0, 0, 0));
        if (group.failures() > state.failures()) {
            boolean anew = state.lengthNanos() == 0 || group.lastFailureNanos() > state.untilNanos() + FORGET;
            // one that fails while it is left alone was asked for before, and says nothing new
            boolean known = group.lastFailureNanos() < state.untilNanos();
            long length = anew ? FIRST : known ? state.lengthNanos() : Math.min(MOST, 2 * state.lengthNanos());
            long until = known ? state.untilNanos() : group.lastFailureNanos() + length;
            state = new State(group.failures(), length, until);
            states.put(group.index(), state);
        }
        return nowNanos < state.untilNanos();
    }
}
