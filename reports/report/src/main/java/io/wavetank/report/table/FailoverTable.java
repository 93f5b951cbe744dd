package io.wavetank.report.table;

import io.wavetank.report.result.Estimate;
import io.wavetank.report.result.Figures;
import io.wavetank.report.result.RunSummary;
import io.wavetank.sim.record.FailoverFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** How nodes that went down were dealt with, and maintenance, a line for each scheduler; with replications the means and their 95 % intervals. Nothing if none did. */
final class FailoverTable {
    private final Map<String, List<RunSummary>> groups;

    FailoverTable(Map<String, List<RunSummary>> groups) {
        this.groups = groups;
    }

    List<String> lines() {
        boolean any = groups.values().stream()
                .flatMap(List::stream)
                .anyMatch(run -> run.result().failover().stopped() > 0);
        List<String> lines = new ArrayList<>(any ? ofNodes() : List.of());
        List<String> maintenance = ofMaintenance();
        if (!lines.isEmpty() && !maintenance.isEmpty()) {
            lines.add("");
        }
        lines.addAll(maintenance);
        return lines;
    }

    private List<String> ofMaintenance() {
        boolean any = groups.values().stream()
                .flatMap(List::stream)
                .anyMatch(run -> !run.result().failover().maintenance().isEmpty());
        if (!any) {
            return List.of();
        }
        var table = new TextTable(
                List.of("scheduler", "maintained", "left out", "empty in", "evictions", "refused", "violations"));
        groups.forEach((scheduler, runs) -> table.add(List.of(
                scheduler,
                count(runs, each -> each.maintenance().done()),
                count(runs, each -> each.maintenance().leftOut()),
                time(runs, each -> each.maintenance().emptyMean()),
                count(runs, each -> each.maintenance().evictions()),
                count(runs, each -> each.maintenance().refusals()),
                count(runs, each -> each.maintenance().violations()))));
        return table.lines();
    }

    private List<String> ofNodes() {
        boolean services = groups.values().stream()
                .flatMap(List::stream)
                .anyMatch(run -> !Double.isNaN(run.result().failover().serviceAvailability()));
        List<String> head = new ArrayList<>(
                List.of("scheduler", "found out in", "stopped", "at once", "ran again p50", "p99", "max"));
        if (services) {
            head.add("services up");
        }
        var table = new TextTable(head);
        groups.forEach((scheduler, runs) -> {
            List<String> row = new ArrayList<>(List.of(
                    scheduler,
                    time(runs, FailoverFigures::detectMean),
                    count(runs, FailoverFigures::stopped),
                    count(runs, FailoverFigures::mostTasksStopped),
                    time(runs, FailoverFigures::againP50),
                    time(runs, FailoverFigures::againP99),
                    time(runs, FailoverFigures::againMax)));
            if (services) {
                row.add(share(of(runs, FailoverFigures::serviceAvailability).mean()));
            }
            table.add(row);
        });
        return table.lines();
    }

    private static Estimate of(List<RunSummary> runs, ToDoubleFunction<FailoverFigures> figure) {
        return Estimate.of(runs.stream()
                .mapToDouble(run -> figure.applyAsDouble(run.result().failover())));
    }

    private static String time(List<RunSummary> runs, ToDoubleFunction<FailoverFigures> figure) {
        Estimate seconds = of(runs, figure);
        return Double.isNaN(seconds.mean()) ? "-" : Figures.duration(seconds);
    }

    private static String count(List<RunSummary> runs, ToDoubleFunction<FailoverFigures> figure) {
        return Figures.count(of(runs, figure));
    }

    /** As many nines as there are. */
    private static String share(double share) {
        return Double.isNaN(share) ? "-" : Figures.fixed(share * 100, 3) + "%";
    }
}
