package io.wavetank.workload.generate;

import io.wavetank.workload.generate.arrival.Arrivals;
import io.wavetank.workload.generate.distribution.Key;
import java.util.List;

/**
 * Jobs that arrive by one process, each of a kind picked by its share. Kinds that rise and fall together stand in one inflow; kinds with a
 * rhythm of their own in another.
 *
 * @param name unique in the workload; the draws are keyed by it, so that other inflows may come and go without changing this one
 * @param arrivals when
 * @param kinds what, at least one
 */
public record Inflow(String name, Arrivals arrivals, List<Kind> kinds) {
    /** Checks that there is something to arrive. */
    public Inflow {
        Key.name("name", name);
        kinds = List.copyOf(kinds);
        if (kinds.isEmpty()) {
            throw Key.fault("kinds", kinds, "inflow " + name + " has nothing to arrive; one kind would do");
        }
    }

    /** Returns the inflow of one kind, of the same name. */
    public static Inflow of(Arrivals arrivals, Kind kind) {
        return new Inflow(kind.name(), arrivals, List.of(kind));
    }

    /** Returns the same with all rates multiplied. */
    public Inflow scaled(double factor) {
        return new Inflow(name, arrivals.scaled(factor), kinds);
    }

    /** How probable the kind is among this inflow's. */
    double probability(Kind kind) {
        double sum = 0;
        for (Kind each : kinds) {
            sum += each.share();
        }
        return kind.share() / sum;
    }
}
