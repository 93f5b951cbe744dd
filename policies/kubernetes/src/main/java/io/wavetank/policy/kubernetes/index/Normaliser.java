package io.wavetank.policy.kubernetes.index;

import io.wavetank.policy.kubernetes.framework.Normalisation;
import java.util.Arrays;

/** A normalisation over one search's least and greatest raw score; what a raw score comes to is worked out once each. */
final class Normaliser {
    private static final int LARGEST_TABLE = 1 << 12;

    private final Normalisation rule;
    private long[] table = new long[64];
    private long[] rounds = new long[64];
    private long round;
    private long min;
    private long max;

    Normaliser(Normalisation rule) {
        this.rule = rule;
    }

    /** Begins a search; for all but {@link Normalisation#RANGE} the greatest is at least 0. */
    void begin(long least, long greatest) {
        min = least;
        max = greatest;
        round++;
        long range = greatest - least;
        if (range >= table.length && range < LARGEST_TABLE) {
            int size = Math.max((int) range + 1, 2 * table.length);
            table = Arrays.copyOf(table, size);
            rounds = Arrays.copyOf(rounds, size);
        }
    }

    /** What a raw score comes to. */
    long score(long raw) {
        long place = raw - min;
        if (place < 0 || place >= table.length) {
            return rule.score(raw, min, max);
        }
        int at = (int) place;
        if (rounds[at] != round) {
            rounds[at] = round;
            table[at] = rule.score(raw, min, max);
        }
        return table[at];
    }
}
