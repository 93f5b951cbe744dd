package io.wavetank.report.table;

import io.wavetank.report.result.Differences;
import io.wavetank.report.result.Estimate;
import io.wavetank.report.result.Figures;
import io.wavetank.report.result.RunSummary;
import io.wavetank.sim.record.Quantile;
import io.wavetank.sim.traffic.EntryCounts;
import io.wavetank.sim.traffic.ServiceCounts;
import io.wavetank.sim.traffic.TrafficResult;
import io.wavetank.sim.traffic.VersionCounts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * What requests came to, a row for each scheduler and class of requests, and what services did for them, a row for each scheduler and service;
 * with replications the means of their figures with the 95 % intervals. {@code >=} marks a quantile of latency of which no more is known, as so many failed that fewer
 * were answered at all.
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
                    return List.of(
                            known(entry.offered() / seconds),
                            known(entry.answered() / (double) entry.offered()),
                            seconds(entry.latency(0.5)),
                            seconds(entry.latency(0.99)),
                            known(entry.tries() / (double) entry.offered()));
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
                    return List.of(
                            known(service.tries() / seconds),
                            known(service.waitMeanNanos() / SECOND),
                            seconds(service.residence().quantile(0.5)),
                            seconds(service.residence().quantile(0.99)),
                            known((double) service.failed()));
                },
                List.of(Figures::short3, Figures::duration, Figures::duration, Figures::duration, Figures::count));
    }

    /** The head of the table of where the time of requests goes. */
    public static List<String> pathHead() {
        return List.of("critical path", "wait", "served", "wait, slowest 1 %", "served, slowest 1 %");
    }

    /** The rows of the table of where the time of requests goes: a row for each service and one for the way; none if nothing was followed. */
    public List<List<String>> paths() {
        if (runs.stream().allMatch(run -> traffic(run).paths().followed() == 0)) {
            return List.of();
        }
        List<Function<Estimate, String>> texts = Collections.nCopies(4, Figures::duration);
        return rows(
                traffic -> IntStream.rangeClosed(0, traffic.services().size())
                        .mapToObj(number -> number < traffic.services().size()
                                ? new Tier(
                                        number, traffic.services().get(number).name())
                                : new Tier(-1, "on the way"))
                        .toList(),
                Tier::name,
                (tier, traffic) -> {
                    var all = traffic.paths().all();
                    var slowest = traffic.paths().slowest();
                    return tier.number() < 0
                            ? List.of(
                                    known(Double.NaN),
                                    known(all.wayNanos() / SECOND),
                                    known(Double.NaN),
                                    known(slowest.wayNanos() / SECOND))
                            : List.of(
                                    known(all.stages().get(tier.number()).waitNanos() / SECOND),
                                    known(all.stages().get(tier.number()).servedNanos() / SECOND),
                                    known(slowest.stages().get(tier.number()).waitNanos() / SECOND),
                                    known(slowest.stages().get(tier.number()).servedNanos() / SECOND));
                },
                texts);
    }

    /** A service by its number, or the way by -1. */
    private record Tier(int number, String name) {}

    /** The head of the table of versions. */
    public static List<String> versionHead() {
        return List.of("version", "tries", "failed", "p99 here", "given up after");
    }

    /** The rows of the table of versions of services, where they are told apart. */
    public List<List<String>> versions() {
        return rows(
                traffic -> traffic.services().stream()
                        .flatMap(service -> service.versions().stream()
                                .map(version -> new Version(service.name() + "/" + version.name(), version)))
                        .toList(),
                Version::name,
                (version, traffic) -> List.of(
                        known((double) version.counts().tries()),
                        known((double) version.counts().failed()),
                        seconds(version.counts().residence().quantile(0.99)),
                        known(
                                version.counts().givenUpNanos() < 0
                                        ? Double.NaN
                                        : version.counts().givenUpNanos() / SECOND)),
                List.of(Figures::count, Figures::count, Figures::duration, Figures::duration));
    }

    /** The counts of one version of a service. */
    private record Version(String name, VersionCounts counts) {}

    /** A figure of one run, or a lower bound of it. */
    private record Known(double value, boolean atLeast) {}

    private static Known known(double value) {
        return new Known(value, false);
    }

    private static Known seconds(Quantile quantile) {
        return new Known(quantile.nanos() / SECOND, quantile.atLeast());
    }

    /** The figures of one thing in one run. */
    @FunctionalInterface
    private interface FiguresOf<T> {
        List<Known> of(T thing, TrafficResult traffic);
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
                List<List<Known>> each = replications.stream()
                        .map(run -> figures.of(things.apply(traffic(run)).get(thing), traffic(run)))
                        .toList();
                for (int figure = 0; figure < texts.size(); figure++) {
                    int at = figure;
                    boolean bound =
                            each.stream().anyMatch(known -> known.get(at).atLeast());
                    row.add((bound ? ">=" : "")
                            + texts.get(at)
                                    .apply(Estimate.of(each.stream()
                                            .mapToDouble(known -> known.get(at).value()))));
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
        more(lines, pathHead(), paths());
        more(lines, versionHead(), versions());
        return lines;
    }

    private static void more(List<String> lines, List<String> head, List<List<String>> rows) {
        if (!rows.isEmpty()) {
            var table = new TextTable(head);
            rows.forEach(table::add);
            lines.add("");
            lines.addAll(table.lines());
        }
    }
}
