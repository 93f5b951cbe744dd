package io.wavetank.report.table;

import io.wavetank.report.result.Differences;
import io.wavetank.report.result.Estimate;
import io.wavetank.report.result.Figures;
import io.wavetank.report.result.RunSummary;
import io.wavetank.report.result.Subject;
import io.wavetank.sim.record.ElasticFigures;
import io.wavetank.sim.record.FailoverFigures;
import io.wavetank.sim.record.Quantile;
import io.wavetank.sim.record.RunResult;
import io.wavetank.sim.traffic.EntryCounts;
import io.wavetank.sim.traffic.ServiceCounts;
import io.wavetank.sim.traffic.TrafficResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What it takes to serve requests, and how well they are served: machines and cost beside latency, failures and recovery, a row for each scheduler or arm;
 * with replications the means with the half-widths of their 95 % intervals.
 *
 * <p>Utilization is the work that requests had replicas do over what the processors of the machines could have done in the window in which requests count. Latency is that of the first class of
 * requests, marked {@code >=} where so many failed that no more is known of it. Failed are requests that did not end well, of all classes. Requests are failing for so long after the loss of a node, and whole again is when the
 * last task that stopped with it runs again.
 */
public final class ServingFigures implements Rows {
    private static final double SECOND = 1e9;
    private static final double MILLI = 1000;
    private static final double HOUR = 3600;

    private final Map<String, List<RunSummary>> groups;

    /** Collects the figures of the runs that have services. */
    public ServingFigures(List<RunSummary> all) {
        this.groups = Differences.byScheduler(
                all.stream().filter(run -> run.requests() != null).toList());
    }

    /** Whether there is nothing to set side by side. */
    public boolean isEmpty() {
        return groups.size() < 2;
    }

    private boolean costs() {
        return groups.values().stream().flatMap(List::stream).anyMatch(run -> cost(run) > 0);
    }

    private boolean losses() {
        return groups.values().stream()
                .flatMap(List::stream)
                .anyMatch(run -> traffic(run).recovery().losses() > 0);
    }

    @Override
    public List<String> head() {
        List<String> head = new ArrayList<>(List.of(Subject.of(groups.values()).word(), "machines"));
        if (costs()) {
            head.add("cost");
        }
        head.addAll(List.of("used", "p50", "p99", "failed"));
        if (losses()) {
            head.addAll(List.of("failing for", "whole after"));
        }
        return head;
    }

    @Override
    public String terms() {
        return "Machines: in the mean. Used: cores by the work of requests. p50, p99, failed: of requests, as who sends them sees it; those under way at the end have not failed."
                + (losses()
                        ? " Failing for: after the loss of a node, until at most 1 % of them fail; >= where the end comes within a minute. Whole after: until the last task runs again."
                        : "");
    }

    @Override
    public List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        if (isEmpty()) {
            return rows;
        }
        groups.forEach((scheduler, runs) -> {
            List<String> row = new ArrayList<>(List.of(scheduler, Figures.short3(of(runs, ServingFigures::machines))));
            if (costs()) {
                row.add(Figures.short3(of(runs, ServingFigures::cost)));
            }
            row.add(Figures.percent(of(runs, ServingFigures::used)));
            row.add(latency(runs, 0.5));
            row.add(latency(runs, 0.99));
            row.add(Figures.percent(of(runs, ServingFigures::failed)));
            if (losses()) {
                row.add(FailoverTable.failingFor(runs));
                row.add(FailoverTable.again(runs, "max", FailoverFigures::againMax));
            }
            rows.add(row);
        });
        return rows;
    }

    private static Estimate of(List<RunSummary> runs, ToDoubleFunction<RunSummary> figure) {
        return Estimate.of(runs.stream().mapToDouble(figure));
    }

    private static TrafficResult traffic(RunSummary run) {
        TrafficResult traffic = run.requests();
        if (traffic == null) {
            throw new IllegalStateException("A run without requests among those with them");
        }
        return traffic;
    }

    private static double machines(RunSummary run) {
        ElasticFigures elastic = run.result().elastic();
        return elastic == null
                ? traffic(run).machines().count()
                : elastic.fleet().nodesMean();
    }

    private static double cost(RunSummary run) {
        ElasticFigures elastic = run.result().elastic();
        TrafficResult traffic = traffic(run);
        return elastic == null
                ? traffic.machines().pricePerHour() * (traffic.windowNanos() / SECOND / HOUR)
                : elastic.fleet().cost();
    }

    private static double used(RunSummary run) {
        TrafficResult traffic = traffic(run);
        double work = 0;
        for (ServiceCounts service : traffic.services()) {
            work += service.tries() == 0 ? 0 : service.workMeanNanos() * service.tries();
        }
        double cores = run.result().elastic() == null ? traffic.machines().cores() : meanCapacity(run.result()) / MILLI;
        return work / traffic.windowNanos() / cores;
    }

    private static String latency(List<RunSummary> runs, double share) {
        boolean bound = runs.stream().anyMatch(run -> quantile(run, share).atLeast());
        return (bound ? ">=" : "")
                + Figures.duration(of(runs, run -> quantile(run, share).nanos() / SECOND));
    }

    private static Quantile quantile(RunSummary run, double share) {
        return traffic(run).entries().get(0).latency(share);
    }

    private static double failed(RunSummary run) {
        long offered = 0;
        long failed = 0;
        for (EntryCounts entry : traffic(run).entries()) {
            offered += entry.offered();
            failed += entry.failed();
        }
        return offered == 0 ? 0 : failed / (double) offered;
    }

    /** What the nodes had of processors in the window of the figures, which is that of the requests: the mean over time; NaN where they have none. */
    private static double meanCapacity(RunResult result) {
        return result.allocation().stream()
                .filter(share -> share.resource().equals("cpu"))
                .mapToDouble(RunResult.Allocation::meanCapacity)
                .findFirst()
                .orElse(Double.NaN);
    }
}
