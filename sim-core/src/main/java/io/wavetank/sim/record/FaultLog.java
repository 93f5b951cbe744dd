package io.wavetank.sim.record;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What was broken in a run, and when; the same thing may be broken several times over. */
final class FaultLog {
    private final List<FaultSpan> over = new ArrayList<>();
    private final List<FaultSpan> open = new ArrayList<>();

    void began(String name, long nowNanos) {
        open.add(new FaultSpan(name, nowNanos, nowNanos));
    }

    void ended(String name, long nowNanos) {
        for (int i = 0; i < open.size(); i++) {
            if (open.get(i).name().equals(name)) {
                over.add(new FaultSpan(name, open.remove(i).fromNanos(), nowNanos));
                return;
            }
        }
        throw new IllegalStateException("What ends at " + nowNanos + " ns never began: " + name);
    }

    /** Returns all of them, in the order in which they began. */
    List<FaultSpan> until(long endNanos) {
        List<FaultSpan> all = new ArrayList<>(over);
        open.forEach(each -> all.add(new FaultSpan(each.name(), each.fromNanos(), endNanos)));
        all.sort(Comparator.comparingLong(FaultSpan::fromNanos).thenComparing(FaultSpan::name));
        return List.copyOf(all);
    }
}
