package io.wavetank.sim.control;

import io.wavetank.policy.Metered;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What all leaders of one run counted together; gauges are those of the latest. */
final class Meter implements Metered {
    private final SortedMap<String, Long> before = new TreeMap<>();
    private Metered latest;

    Meter(Metered first) {
        this.latest = first;
    }

    /** Another takes the place of the latest. */
    void replace(Metered next) {
        add(latest.counts(), before);
        latest = next;
    }

    private static void add(SortedMap<String, Long> counts, SortedMap<String, Long> into) {
        counts.forEach((name, count) -> into.merge(name, count, Math::addExact));
    }

    @Override
    public SortedMap<String, Long> counts() {
        var all = new TreeMap<>(before);
        add(latest.counts(), all);
        return all;
    }

    @Override
    public List<String> gauges() {
        return latest.gauges();
    }

    @Override
    public long[] readings() {
        return latest.readings();
    }
}
