package io.wavetank.report.table;

import io.wavetank.report.result.Differences;
import io.wavetank.report.result.Estimate;
import io.wavetank.report.result.Figures;
import io.wavetank.report.result.RunSummary;
import io.wavetank.report.result.Subject;
import io.wavetank.sim.record.ElasticFigures;
import io.wavetank.sim.record.ServiceFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** How replicas and nodes followed the load, side by side: a row for each scheduler, or arm. */
public final class ElasticTable {
    private static final String SERVICE_TERMS =
            "Lost, late: of the requests, those without an answer, and those over their objective with the lost. p99: of the slowest service; >= where more"
                    + " than 1 in 100 were lost. Replicas, peak: ready in the mean and at most, each service at its own time. Short: the share of the time in"
                    + " which fewer replicas were ready than the load needs, where a service counts for as many replicas as it needs; lag: how long that lasts;"
                    + " overshoot: the largest share too many in the ten minutes after a lag; both in the mean over the lags of all services. Flaps: changes"
                    + " of direction within ten minutes of the change before.";

    private final Map<String, List<RunSummary>> groups;

    /** Takes the runs, of which some may have nothing that comes and goes. */
    public ElasticTable(List<RunSummary> runs) {
        this.groups = Differences.byScheduler(runs);
    }

    /** Whether nothing came and went. */
    public boolean isEmpty() {
        return groups.values().stream().allMatch(runs -> runs.get(0).result().elastic() == null);
    }

    /** The lines of the tables for a terminal; none if nothing came and went. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (isEmpty()) {
            return lines;
        }
        if (!services().isEmpty()) {
            lines.addAll(text(serviceHead(), services()));
            lines.addAll(WrappedText.lines("", SERVICE_TERMS));
            notes().forEach(note -> lines.addAll(WrappedText.lines("- ", note)));
            lines.add("");
        }
        lines.addAll(text(fleetHead(), fleet()));
        return lines;
    }

    private static List<String> text(List<String> head, List<List<String>> rows) {
        var table = new TextTable(head);
        rows.forEach(table::add);
        return table.lines();
    }

    /** What is to be known about services whose requests change, or that ran out of memory: sentences. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        groups.forEach((scheduler, runs) -> {
            ElasticFigures elastic = runs.get(0).result().elastic();
            if (elastic != null) {
                note(scheduler, elastic, runs.size() > 1 ? " (first run)" : "", notes);
            }
        });
        return notes;
    }

    static String times(long number, String what) {
        return Figures.count(number) + " " + what + (number == 1 ? "" : "s");
    }

    private static void note(String scheduler, ElasticFigures elastic, String run, List<String> notes) {
        List<String> contested = new ArrayList<>();
        List<String> tooLarge = new ArrayList<>();
        long resized = 0;
        long outOfMemory = 0;
        for (ServiceFigures service : elastic.services()) {
            resized += service.resized();
            outOfMemory += service.outOfMemory();
            if (service.contested()) {
                contested.add(service.name());
            }
            if (service.tooLarge()) {
                tooLarge.add(service.name());
            }
        }
        if (resized > 0 || outOfMemory > 0) {
            notes.add(scheduler + ": " + times(resized, "replica") + " resized, memory ran out "
                    + times(outOfMemory, "time") + run);
        }
        if (!tooLarge.isEmpty()) {
            notes.add(scheduler + ": the next replica of " + some(tooLarge)
                    + " asks for more than any node has or could have: once evicted, or new, it waits for good");
        }
        if (!contested.isEmpty()) {
            notes.add(
                    scheduler + ": the number of replicas of " + some(contested)
                            + " follows use in shares of a request that the recommender changes too: the two act against each other");
        }
    }

    private static String some(List<String> names) {
        return String.join(", ", names.subList(0, Math.min(3, names.size())))
                + (names.size() > 3 ? " and " + (names.size() - 3) + " more" : "");
    }

    private static boolean hasServices(RunSummary run) {
        ElasticFigures elastic = run.result().elastic();
        return elastic != null && !elastic.services().isEmpty();
    }

    /** The head of {@link #services()}. */
    public List<String> serviceHead() {
        return List.of(
                Subject.of(groups.values()).word(),
                "lost",
                "late",
                "p99",
                "replicas",
                "peak",
                "short",
                "lag",
                "overshoot",
                "flaps");
    }

    /** What is to be known to read {@link #services()}. */
    public static String serviceTerms() {
        return SERVICE_TERMS;
    }

    /** How services fared, a row for each scheduler; none where there are no services. */
    public List<List<String>> services() {
        List<List<String>> table = new ArrayList<>();
        groups.forEach((scheduler, runs) -> {
            if (hasServices(runs.get(0))) {
                table.add(List.of(
                        scheduler,
                        Figures.percent(of(runs, each -> share(each, ServiceFigures::lost))),
                        Figures.percent(of(runs, each -> share(each, s -> s.lateShare() * s.offered()))),
                        (lost(runs) ? ">=" : "")
                                + Figures.duration(of(runs, each -> worst(each, ServiceFigures::p99Seconds))),
                        Figures.short3(
                                of(runs, each -> sum(each, s -> s.elasticity().replicasMean()))),
                        Figures.count(
                                of(runs, each -> sum(each, s -> s.elasticity().replicasPeak()))),
                        Figures.percent(of(runs, ElasticFigures::missingTime)),
                        Figures.duration(of(runs, ElasticFigures::lagMeanSeconds)),
                        Figures.percent(of(runs, ElasticFigures::overshoot)),
                        Figures.count(
                                of(runs, each -> sum(each, s -> s.elasticity().flaps())))));
            }
        });
        return table;
    }

    /** Whether more than 1 in 100 requests of any service were lost, so that its p99 is only known to be as long. */
    private static boolean lost(List<RunSummary> runs) {
        return runs.stream().map(run -> run.result().elastic()).anyMatch(each -> each != null && each.p99AtLeast());
    }

    /** The head of {@link #fleet()}. */
    public List<String> fleetHead() {
        List<String> columns = new ArrayList<>(List.of(
                Subject.of(groups.values()).word(),
                "nodes",
                "peak",
                "node hours",
                "cost",
                "added",
                "removed",
                "failed",
                "drained"));
        if (energy()) {
            columns.add("kWh");
        }
        return columns;
    }

    private boolean energy() {
        return groups.values().stream().anyMatch(runs -> knowsEnergy(runs.get(0)));
    }

    /** What became of the nodes, a row for each scheduler. */
    public List<List<String>> fleet() {
        boolean energy = energy();
        List<List<String>> table = new ArrayList<>();
        groups.forEach((scheduler, runs) -> {
            if (runs.get(0).result().elastic() != null) {
                List<String> row = new ArrayList<>(List.of(
                        scheduler,
                        Figures.short3(of(runs, each -> each.fleet().nodesMean())),
                        Figures.count(of(runs, each -> each.fleet().nodesPeak())),
                        Figures.short3(of(runs, each -> each.fleet().nodeHours())),
                        Figures.short3(of(runs, each -> each.fleet().cost())),
                        Figures.count(of(runs, each -> each.fleet().added())),
                        Figures.count(of(runs, each -> each.fleet().removed())),
                        Figures.count(of(runs, each -> each.fleet().failed())),
                        Figures.count(of(runs, each -> each.fleet().drained()))));
                if (energy) {
                    row.add(Figures.short3(of(runs, each -> each.fleet().energyKilowattHours())));
                }
                table.add(row);
            }
        });
        return table;
    }

    private static boolean knowsEnergy(RunSummary run) {
        ElasticFigures elastic = run.result().elastic();
        return elastic != null && !Double.isNaN(elastic.fleet().energyKilowattHours());
    }

    private static Estimate of(List<RunSummary> runs, ToDoubleFunction<ElasticFigures> figure) {
        return Estimate.of(runs.stream().mapToDouble(run -> {
            ElasticFigures elastic = run.result().elastic();
            return elastic == null ? Double.NaN : figure.applyAsDouble(elastic);
        }));
    }

    private static double sum(ElasticFigures all, ToDoubleFunction<ServiceFigures> of) {
        return all.services().stream().mapToDouble(of).sum();
    }

    /** A share of all requests. */
    private static double share(ElasticFigures all, ToDoubleFunction<ServiceFigures> of) {
        double offered = sum(all, ServiceFigures::offered);
        return offered == 0 ? 0 : sum(all, of) / offered;
    }

    private static double worst(ElasticFigures all, ToDoubleFunction<ServiceFigures> of) {
        return all.services().stream()
                .mapToDouble(of)
                .filter(Double::isFinite) // of one without requests nothing is known
                .max()
                .orElse(Double.NaN);
    }
}
