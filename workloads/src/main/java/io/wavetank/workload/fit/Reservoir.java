package io.wavetank.workload.fit;

import io.wavetank.policy.Draws;
import java.util.Arrays;

/**
 * Numbers of a long row, each kept with the same probability: all of them up to {@link #MOST}, then a uniform sample of so many. Which ones is said by
 * keyed draws, so that one row always gives one sample.
 *
 * <p>Source: J. S. Vitter, "Random sampling with a reservoir", ACM Transactions on Mathematical Software 11(1), 1985, algorithm R.
 */
final class Reservoir {
    /** How many are kept. */
    static final int MOST = 100_000;

    private final Draws draws;
    private double[] kept = new double[1024];
    private long seen;

    Reservoir(String name) {
        this.draws = new Draws(0, 0).stream("reservoir").stream(name);
    }

    void add(double value) {
        if (seen < MOST) {
            if (seen == kept.length) {
                kept = Arrays.copyOf(kept, (int) Math.min(MOST, 2L * kept.length));
            }
            kept[(int) seen] = value;
        } else {
            long place = (long) (draws.uniform(seen, 0) * (seen + 1));
            if (place < MOST) {
                kept[(int) place] = value;
            }
        }
        seen++;
    }

    long seen() {
        return seen;
    }

    boolean whole() {
        return seen <= MOST;
    }

    /** What is kept; there is at least one number. */
    Sample sample() {
        return Sample.of(Arrays.copyOf(kept, (int) Math.min(seen, MOST)));
    }
}
