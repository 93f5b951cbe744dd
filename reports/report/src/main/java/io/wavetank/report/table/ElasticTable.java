package io.wavetank.report.table;

import io.wavetank.report.result.Differences;
import io.wavetank.report.result.Estimate;
import io.wavetank.report.result.Figures;
import io.wavetank.report.result.RunSummary;
import io.wavetank.sim.record.ElasticFigures;
import io.wavetank.sim.record.ServiceFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** How replicas and nodes followed the load, side by side: a row for each scheduler, or arm. */
final class ElasticTable {
    private final Map<String, List<RunSummary>> groups;

    ElasticTable(List<RunSummary> runs) {
        this.groups = Differences.byScheduler(runs);
    }

    /** The lines of the tables for a terminal; none if nothing came and went. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (groups.values().stream().anyMatch(runs -> runs.get(0).result().elastic() != null)) {
            if (groups.values().stream().anyMatch(runs -> hasServices(runs.get(0)))) {
                lines.addAll(services().lines());
                lines.addAll(notes());
                lines.add("");
            }
            lines.addAll(fleet().lines());
        }
        return lines;
    }

    /** What is to be known about services whose requests change, or that ran out of memory. */
    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        groups.forEach((scheduler, runs) -> {
            ElasticFigures elastic = runs.get(0).result().elastic();
            if (elastic != null) {
                note(scheduler, elastic, notes);
            }
        });
        return notes;
    }

    private static void note(String scheduler, ElasticFigures elastic, List<String> notes) {
        List<String> contested = new ArrayList<>();
        long resized = 0;
        long outOfMemory = 0;
        for (ServiceFigures service : elastic.services()) {
            resized += service.resized();
            outOfMemory += service.outOfMemory();
            if (service.contested()) {
                contested.add(service.name());
            }
        }
        if (resized > 0 || outOfMemory > 0) {
            notes.add(scheduler + ": " + resized + " replicas resized, " + outOfMemory
                    + " times one ran out of memory (first run)");
        }
        if (!contested.isEmpty()) {
            notes.add(scheduler + ": the number of replicas of "
                    + String.join(", ", contested.subList(0, Math.min(3, contested.size())))
                    + (contested.size() > 3 ? " and " + (contested.size() - 3) + " more" : "")
                    + " follows use in shares of a request");
            notes.add("  that the recommender changes too: the two act against each other");
        }
    }

    private static boolean hasServices(RunSummary run) {
        ElasticFigures elastic = run.result().elastic();
        return elastic != null && !elastic.services().isEmpty();
    }

    private TextTable services() {
        var table = new TextTable(
                List.of("scheduler", "lost", "late", "p99", "replicas", "peak", "short", "lag", "overshoot", "flaps"));
        groups.forEach((scheduler, runs) -> {
            if (hasServices(runs.get(0))) {
                table.add(List.of(
                        scheduler,
                        Figures.percent(of(runs, each -> share(each, ServiceFigures::lost))),
                        Figures.percent(of(runs, each -> share(each, s -> s.lateShare() * s.offered()))),
                        Figures.duration(of(runs, each -> worst(each, ServiceFigures::p99Seconds))),
                        Figures.short3(
                                of(runs, each -> sum(each, s -> s.elasticity().replicasMean()))),
                        Figures.count(
                                of(runs, each -> sum(each, s -> s.elasticity().replicasPeak()))),
                        Figures.percent(
                                of(runs, each -> mean(each, s -> s.elasticity().missingTime()))),
                        Figures.duration(
                                of(runs, each -> mean(each, s -> s.elasticity().lagMeanSeconds()))),
                        Figures.percent(
                                of(runs, each -> mean(each, s -> s.elasticity().overshoot()))),
                        Figures.count(
                                of(runs, each -> sum(each, s -> s.elasticity().flaps())))));
            }
        });
        return table;
    }

    private TextTable fleet() {
        boolean energy = groups.values().stream().anyMatch(runs -> knowsEnergy(runs.get(0)));
        List<String> columns = new ArrayList<>(
                List.of("scheduler", "nodes", "peak", "node hours", "cost", "added", "removed", "failed", "drained"));
        if (energy) {
            columns.add("kWh");
        }
        var table = new TextTable(columns);
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

    private static double mean(ElasticFigures all, ToDoubleFunction<ServiceFigures> of) {
        return all.services().isEmpty() ? 0 : sum(all, of) / all.services().size();
    }

    /** A share of all requests. */
    private static double share(ElasticFigures all, ToDoubleFunction<ServiceFigures> of) {
        double offered = sum(all, ServiceFigures::offered);
        return offered == 0 ? 0 : sum(all, of) / offered;
    }

    private static double worst(ElasticFigures all, ToDoubleFunction<ServiceFigures> of) {
        return all.services().stream().mapToDouble(of).max().orElse(Double.NaN);
    }
}
