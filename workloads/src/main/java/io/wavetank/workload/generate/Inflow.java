package io.wavetank.workload.generate;

import io.wavetank.workload.generate.arrival.Arrivals;
import io.wavetank.workload.generate.distribution.Key;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Jobs that arrive by one process, each of a kind picked by its share. Kinds that rise and fall together stand in one inflow; kinds with a
 * rhythm of their own in another.
 *
 * @param name unique in the workload; the draws are keyed by it, so that other inflows may come and go without changing this one
 * @param arrivals when
 * @param kinds what, at least one
 * @param dependence what in it depends on what; default nothing on nothing
 * @param users if what arrives is users who submit one job after the other; null for jobs that come whatever became of those before
 */
public record Inflow(
        String name,
        Arrivals arrivals,
        List<Kind> kinds,
        Dependence dependence,
        @Nullable Users users) {
    /** Checks that there is something to arrive. */
    public Inflow {
        Key.name("name", name);
        kinds = List.copyOf(kinds);
        if (kinds.isEmpty()) {
            throw Key.fault("kinds", kinds, "inflow " + name + " has nothing to arrive; one kind would do");
        }
        if (users != null && kinds.stream().anyMatch(kind -> kind.life() instanceof Life.Stays)) {
            throw Key.fault(
                    "users", name, "they wait for tasks that never end; give all kinds of the inflow a run time");
        }
        if (!dependence.none()) {
            for (Kind kind : kinds) {
                if (kind.life() instanceof Life.Runs runs && runs.cpuCorrelation() != 0) {
                    throw Key.fault(
                            "cpu_correlation",
                            runs.cpuCorrelation(),
                            "its inflow says by its dependence what run times depend on; leave one of the two out");
                }
            }
        }
    }

    /** One in which nothing depends on anything. */
    public Inflow(String name, Arrivals arrivals, List<Kind> kinds) {
        this(name, arrivals, kinds, Dependence.NONE, null);
    }

    /** Returns the same with that dependence. */
    public Inflow with(Dependence value) {
        return new Inflow(name, arrivals, kinds, value, users);
    }

    /** Returns the same with users arriving, each of whom submits one job after the other. */
    public Inflow with(Users value) {
        return new Inflow(name, arrivals, kinds, dependence, value);
    }

    /** Returns the inflow of one kind, of the same name. */
    public static Inflow of(Arrivals arrivals, Kind kind) {
        return new Inflow(kind.name(), arrivals, List.of(kind));
    }

    /** Returns the same with all rates multiplied. */
    public Inflow scaled(double factor) {
        return new Inflow(name, arrivals.scaled(factor), kinds, dependence, users);
    }

    /** How many jobs come of an arrival in the mean; infinity for users who never leave. */
    double jobsPerArrival() {
        return users == null ? 1 : users.meanJobs();
    }

    /** How probable the kind is among this inflow's. */
    double probability(Kind kind) {
        double sum = 0;
        for (Kind each : kinds) {
            sum += each.share();
        }
        return kind.share() / sum;
    }

    /** How long the tasks of a kind run in the mean, those apart that stay. */
    double meanSeconds(Kind kind, Life.Runs runs) {
        double before = 0;
        for (Kind each : kinds) {
            if (each.name().equals(kind.name())) {
                break;
            }
            before += probability(each);
        }
        return dependence.meanSeconds(runs.seconds(), before, Math.min(1, before + probability(kind)));
    }
}
