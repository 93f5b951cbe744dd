package io.wavetank.report.table;

import io.wavetank.report.result.Differences;
import io.wavetank.report.result.Estimate;
import io.wavetank.report.result.Figures;
import io.wavetank.report.result.RunSummary;
import io.wavetank.sim.record.Quantile;
import io.wavetank.sim.traffic.EntryCounts;
import io.wavetank.sim.traffic.ServiceCounts;
import io.wavetank.sim.traffic.TrafficResult;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * What requests came to, a row for each scheduler and class of requests, and what services did for them, a row for each scheduler and service;
 * with replications the means of their figures with the 95 % intervals.
 */
public final class RequestFigures {
    private static final double SECOND = 1e9;

    private final List<RunSummary> runs;
    private final boolean several;

    /** Collects the figures of the runs that have services. */
    public RequestFigures(List<RunSummary> all) {
        this.runs = all.stream().filter(run -> run.requests() != null).toList();
        this.several = Differences.byScheduler(all).size() > 1;
    }

    /** Whether there are no services. */
    public boolean isEmpty() {
        return runs.isEmpty();
    }

    /** The head of the table of requests. */
    public static List<String> requestHead() {
        return List.of("requests", "offered/s", "answered", "p50", "p99", "tries");
    }

    /** The head of the table of services. */
    public static List<String> serviceHead() {
        return List.of("service", "tries/s", "wait", "p50 here", "p99 here", "failed");
    }

    /** The rows of the table of requests. */
    public List<List<String>> requests() {
        return rows(
                TrafficResult::entries,
                EntryCounts::name,
                (entry, traffic) -> {
                    double seconds = traffic.windowNanos() / SECOND;
                    return new double[] {
                        entry.offered() / seconds,
                        entry.answered() / (double) entry.offered(),
                        seconds(entry.latency().quantile(0.5)),
                        seconds(entry.latency().quantile(0.99)),
                        entry.tries() / (double) entry.offered()
                    };
                },
                List.of(Figures::short3, Figures::percent, Figures::duration, Figures::duration, Figures::short3));
    }

    /** The rows of the table of services. */
    public List<List<String>> services() {
        return rows(
                TrafficResult::services,
                ServiceCounts::name,
                (service, traffic) -> {
                    double seconds = traffic.windowNanos() / SECOND;
                    return new double[] {
                        service.tries() / seconds,
                        service.waitMeanNanos() / SECOND,
                        seconds(service.residence().quantile(0.5)),
                        seconds(service.residence().quantile(0.99)),
                        service.failed()
                    };
                },
                List.of(Figures::short3, Figures::duration, Figures::duration, Figures::duration, Figures::count));
    }

    private static double seconds(Quantile quantile) {
        return quantile.nanos() / SECOND;
    }

    /** The figures of one thing in one run. */
    @FunctionalInterface
    private interface FiguresOf<T> {
        double[] of(T thing, TrafficResult traffic);
    }

    private <T> List<List<String>> rows(
            Function<TrafficResult, List<T>> things,
            Function<T, String> name,
            FiguresOf<T> figures,
            List<Function<Estimate, String>> texts) {
        List<List<String>> rows = new ArrayList<>();
        Differences.byScheduler(runs).forEach((scheduler, replications) -> {
            int count = things.apply(traffic(replications.get(0))).size();
            for (int i = 0; i < count; i++) {
                int thing = i;
                List<String> row = new ArrayList<>();
                String called =
                        name.apply(things.apply(traffic(replications.get(0))).get(i));
                row.add(several ? scheduler + ": " + called : called);
                for (int figure = 0; figure < texts.size(); figure++) {
                    int at = figure;
                    ToDoubleFunction<RunSummary> value = run -> {
                        TrafficResult traffic = traffic(run);
                        return figures.of(things.apply(traffic).get(thing), traffic)[at];
                    };
                    row.add(texts.get(at)
                            .apply(Estimate.of(replications.stream().mapToDouble(value))));
                }
                rows.add(row);
            }
        });
        return rows;
    }

    private static TrafficResult traffic(RunSummary run) {
        TrafficResult traffic = run.requests();
        if (traffic == null) {
            throw new IllegalStateException("A run without requests among those with them");
        }
        return traffic;
    }

    /** The lines of both tables for a terminal; none if there are no services. */
    public List<String> lines() {
        if (isEmpty()) {
            return List.of();
        }
        var requests = new TextTable(requestHead());
        requests().forEach(requests::add);
        var services = new TextTable(serviceHead());
        services().forEach(services::add);
        List<String> lines = new ArrayList<>(requests.lines());
        lines.add("");
        lines.addAll(services.lines());
        return lines;
    }
}
