package io.wavetank.report.table;

import io.wavetank.report.result.Estimate;
import io.wavetank.report.result.Figures;
import io.wavetank.report.result.RunSummary;
import io.wavetank.report.result.Subject;
import io.wavetank.sim.record.FailoverFigures;
import io.wavetank.sim.traffic.EntryCounts;
import io.wavetank.sim.traffic.TrafficResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * How nodes that went down were dealt with, and what that cost in requests, a line for each scheduler; with replications the means and their 95 %
 * intervals. Nothing if none did.
 */
public final class FailoverTable implements Rows {
    private final Map<String, List<RunSummary>> groups;

    /** Collects the figures of the runs of each scheduler or arm. */
    public FailoverTable(Map<String, List<RunSummary>> groups) {
        this.groups = groups;
    }

    /** Whether no node went down with a task on it. */
    public boolean isEmpty() {
        return groups.values().stream()
                .flatMap(List::stream)
                .noneMatch(run -> run.result().failover().stopped() > 0);
    }

    private boolean anyService() {
        return groups.values().stream()
                .flatMap(List::stream)
                .anyMatch(run -> !Double.isNaN(run.result().failover().serviceAvailability()));
    }

    private boolean requests() {
        return groups.values().stream().flatMap(List::stream).anyMatch(run -> run.requests() != null);
    }

    private boolean objectives() {
        return groups.values().stream().flatMap(List::stream).anyMatch(run -> !Double.isNaN(burn(run)));
    }

    @Override
    public List<String> head() {
        List<String> head = new ArrayList<>(List.of(
                Subject.of(groups.values()).word(),
                "found out in",
                "stopped",
                "at once",
                "ran again p50",
                "p99",
                "max",
                "room used"));
        if (anyService()) {
            head.add("services up");
        }
        if (requests()) {
            head.add("requests failed");
            head.add("failing for");
        }
        if (objectives()) {
            head.add("budget burn");
        }
        return head;
    }

    @Override
    public String terms() {
        return "Of tasks on nodes that failed. Stopped: how often, at once: the most at a time. Ran again: from the stop on."
                + " Room used: the most of what was free elsewhere."
                + (anyService() ? " Services up: the share of the time in which their tasks were not stopped." : "")
                + (requests()
                        ? " Failing for: until at most 1 % of the requests fail; >= where the end comes within a minute."
                        : "")
                + (objectives() ? " Budget burn: of the error budget; above 1 the objective is missed." : "");
    }

    @Override
    public List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        if (isEmpty()) {
            return rows;
        }
        groups.forEach((scheduler, runs) -> {
            List<String> row = new ArrayList<>(List.of(
                    scheduler,
                    time(runs, FailoverFigures::detectMean),
                    count(runs, FailoverFigures::stopped),
                    count(runs, FailoverFigures::mostTasksStopped),
                    again(runs, "p50", FailoverFigures::againP50),
                    again(runs, "p99", FailoverFigures::againP99),
                    again(runs, "max", FailoverFigures::againMax),
                    percent(of(runs, each -> each.headroom().used()))));
            if (anyService()) {
                row.add(share(of(runs, FailoverFigures::serviceAvailability).mean()));
            }
            if (requests()) {
                row.add(lost(runs));
                row.add(failingFor(runs));
            }
            if (objectives()) {
                Estimate burn = Estimate.of(runs.stream().mapToDouble(FailoverTable::burn));
                row.add(Double.isNaN(burn.mean()) ? "-" : Figures.short3(burn));
            }
            rows.add(row);
        });
        return rows;
    }

    /** Requests that ended otherwise than well, of all classes; those under way at the end are not among them. */
    private static String lost(List<RunSummary> runs) {
        if (runs.stream().anyMatch(run -> run.requests() == null)) {
            return "-";
        }
        return Figures.count(Estimate.of(runs.stream()
                .mapToDouble(run -> requests(run).entries().stream()
                        .mapToLong(EntryCounts::failed)
                        .sum())));
    }

    /** For how long requests were failing, marked as a lower bound where a run ended before that was over. */
    static String failingFor(List<RunSummary> runs) {
        if (runs.stream().anyMatch(run -> run.requests() == null)) {
            return "-";
        }
        Estimate seconds = Estimate.of(
                runs.stream().mapToDouble(run -> requests(run).recovery().failingMeanSeconds()));
        boolean bound = runs.stream().anyMatch(run -> requests(run).recovery().atLeast());
        return Double.isNaN(seconds.mean()) ? "-" : (bound ? ">=" : "") + Figures.duration(seconds);
    }

    private static TrafficResult requests(RunSummary run) {
        TrafficResult traffic = run.requests();
        if (traffic == null) {
            throw new IllegalStateException("A run without requests");
        }
        return traffic;
    }

    /** The burn of the class of requests whose budget is used up the fastest; NaN if none has an objective. */
    private static double burn(RunSummary run) {
        TrafficResult traffic = run.requests();
        return traffic == null
                ? Double.NaN
                : traffic.entries().stream()
                        .mapToDouble(EntryCounts::budgetBurn)
                        .filter(Double::isFinite)
                        .max()
                        .orElse(Double.NaN);
    }

    private static Estimate of(List<RunSummary> runs, ToDoubleFunction<FailoverFigures> figure) {
        return Estimate.of(runs.stream()
                .mapToDouble(run -> figure.applyAsDouble(run.result().failover())));
    }

    private static String time(List<RunSummary> runs, ToDoubleFunction<FailoverFigures> figure) {
        Estimate seconds = of(runs, figure);
        return Double.isNaN(seconds.mean()) ? "-" : Figures.duration(seconds);
    }

    /** How long tasks took to run again, marked as a lower bound where so many never did. */
    static String again(List<RunSummary> runs, String name, ToDoubleFunction<FailoverFigures> figure) {
        boolean bound = runs.stream()
                .anyMatch(run -> run.result().failover().againAtLeast().contains(name));
        return (bound ? ">=" : "") + time(runs, figure);
    }

    private static String count(List<RunSummary> runs, ToDoubleFunction<FailoverFigures> figure) {
        return Figures.count(of(runs, figure));
    }

    private static String percent(Estimate share) {
        return Double.isNaN(share.mean()) ? "-" : Figures.percent(share);
    }

    /** As many nines as there are. */
    private static String share(double share) {
        return Double.isNaN(share) ? "-" : Figures.fixed(share * 100, 3) + "%";
    }
}
