package io.wavetank.sim.record;

import java.util.List;

/** Readings that are sampled with everything else in a {@link Timeline}. */
public interface Gauges {
    /** What they are called. */
    List<String> names();

    /** Writes them one after the other. */
    void read(long[] into, int at);
}
