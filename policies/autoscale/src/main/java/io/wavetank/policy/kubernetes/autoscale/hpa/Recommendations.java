package io.wavetank.policy.kubernetes.autoscale.hpa;

import java.util.ArrayList;
import java.util.List;

/**
 * What was recommended lately, before anything was smoothed or limited. An entry too old to be read is overwritten by the next.
 *
 * <p>Without behaviour an entry exactly as old as the window still counts; with behaviour it does not.
 */
final class Recommendations {
    private record Entry(int replicas, long atNanos) {}

    private final List<Entry> entries = new ArrayList<>();

    boolean isEmpty() {
        return entries.isEmpty();
    }

    /** Makes the first entry. */
    void begin(int replicas, long nowNanos) {
        entries.add(new Entry(replicas, nowNanos));
    }

    /** Returns the highest of a proposal and those within a window, and enters the proposal. */
    int highest(int proposal, long windowNanos, long nowNanos) {
        int highest = proposal;
        int old = -1;
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            if (entry.atNanos() < nowNanos - windowNanos) {
                old = i;
            } else {
                highest = Math.max(highest, entry.replicas());
            }
        }
        enter(proposal, nowNanos, old);
        return highest;
    }

    /**
     * Returns the replicas there are, brought between the lowest recommendation of the window for going up and the highest of the window for
     * going down; enters the proposal.
     */
    int stabilized(int proposal, int current, HpaSpec.Behavior behavior, long nowNanos) {
        long upCutoff = nowNanos - behavior.up().stabilizationNanos();
        long downCutoff = nowNanos - behavior.down().stabilizationNanos();
        int up = proposal;
        int down = proposal;
        int old = -1;
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            up = entry.atNanos() > upCutoff ? Math.min(up, entry.replicas()) : up;
            down = entry.atNanos() > downCutoff ? Math.max(down, entry.replicas()) : down;
            old = entry.atNanos() < upCutoff && entry.atNanos() < downCutoff ? i : old;
        }
        enter(proposal, nowNanos, old);
        return Math.min(Math.max(current, up), down);
    }

    private void enter(int proposal, long nowNanos, int old) {
        var entry = new Entry(proposal, nowNanos);
        if (old < 0) {
            entries.add(entry);
        } else {
            entries.set(old, entry);
        }
    }
}
