package io.wavetank.sim.control;

import java.util.Arrays;

/** The timers of schedulers in a run in which leaders change: whose each one is, since none survives its leader. */
final class Timers {
    private int[] tokens = new int[64];
    private int[] leaders = new int[64];
    private int[] free = new int[64];
    private int freeCount;
    private int highest;

    /** Keeps a timer and returns its number. */
    int add(int token, int leader) {
        int slot = freeCount > 0 ? free[--freeCount] : highest++;
        if (slot == tokens.length) {
            tokens = Arrays.copyOf(tokens, 2 * slot);
            leaders = Arrays.copyOf(leaders, 2 * slot);
            free = Arrays.copyOf(free, 2 * slot);
        }
        tokens[slot] = token;
        leaders[slot] = leader;
        return slot;
    }

    int leader(int slot) {
        return leaders[slot];
    }

    /** Lets a timer go and returns its token. */
    int take(int slot) {
        free[freeCount++] = slot;
        return tokens[slot];
    }
}
