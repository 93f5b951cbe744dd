package io.wavetank.report.result;

import io.wavetank.sim.record.ElasticFigures;
import io.wavetank.sim.record.GuardedFigures;
import io.wavetank.sim.record.ServiceFigures;
import io.wavetank.sim.traffic.EntryCounts;
import io.wavetank.sim.traffic.TrafficResult;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** What runs of services are compared by: what users notice first, then what it takes. */
final class ServiceHeadlines {
    private static final double SECOND = 1e9;

    private ServiceHeadlines() {}

    /** Returns the figures; none where no run has services. */
    static List<Headline> of(List<RunSummary> runs) {
        List<Headline> figures = new ArrayList<>();
        var classes = new TreeSet<String>();
        runs.forEach(run -> entries(run).forEach(entry -> classes.add(entry.name())));
        for (String name : classes) {
            String whose = classes.size() == 1 ? "" : " of " + name;
            figures.add(Headline.share("failed requests" + whose, run -> failed(entry(run, name))));
            figures.add(Headline.time("p99 of requests" + whose, run -> p99(entry(run, name)))
                    .boundedIn(run -> isBound(entry(run, name))));
        }
        var guarded = new TreeSet<String>();
        runs.forEach(run -> run.result().guarded().forEach(each -> guarded.add(each.service())));
        for (String name : guarded) {
            String whose = guarded.size() == 1 ? "" : " of " + name;
            figures.add(Headline.share("time down" + whose, run -> of(run, name, each -> 1 - each.availability())));
            figures.add(Headline.number("cores held" + whose, run -> of(run, name, GuardedFigures::cores)));
        }
        boolean scaled = runs.stream().anyMatch(run -> offered(run) > 0);
        if (scaled && classes.isEmpty()) {
            figures.add(Headline.share("requests lost", run -> sum(run, ServiceFigures::lost) / offered(run)));
            figures.add(Headline.share(
                    "requests late", run -> sum(run, each -> each.lateShare() * each.offered()) / offered(run)));
        }
        if (scaled) {
            figures.add(Headline.number(
                    "mean replicas", run -> sum(run, each -> each.elasticity().replicasMean())));
        }
        if (runs.stream().anyMatch(run -> cost(run) > 0)) {
            figures.add(Headline.number("cost of nodes", ServiceHeadlines::cost));
        }
        return figures;
    }

    private static List<EntryCounts> entries(RunSummary run) {
        TrafficResult traffic = run.requests();
        return traffic == null ? List.of() : traffic.entries();
    }

    private static @Nullable EntryCounts entry(RunSummary run, String name) {
        return entries(run).stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    private static double failed(@Nullable EntryCounts entry) {
        return entry == null ? Double.NaN : entry.failed() / (double) entry.offered();
    }

    private static double p99(@Nullable EntryCounts entry) {
        return entry == null ? Double.NaN : entry.latency(0.99).nanos() / SECOND;
    }

    /** Whether so many requests failed that more than this is not known of the p99. */
    private static boolean isBound(@Nullable EntryCounts entry) {
        return entry != null && entry.latency(0.99).atLeast();
    }

    private static double of(RunSummary run, String service, ToDoubleFunction<GuardedFigures> figure) {
        return run.result().guarded().stream()
                .filter(each -> each.service().equals(service))
                .mapToDouble(figure)
                .findFirst()
                .orElse(Double.NaN);
    }

    private static double offered(RunSummary run) {
        return sum(run, ServiceFigures::offered);
    }

    private static double sum(RunSummary run, ToDoubleFunction<ServiceFigures> of) {
        ElasticFigures elastic = run.result().elastic();
        return elastic == null
                ? Double.NaN
                : elastic.services().stream().mapToDouble(of).sum();
    }

    private static double cost(RunSummary run) {
        ElasticFigures elastic = run.result().elastic();
        return elastic == null ? Double.NaN : elastic.fleet().cost();
    }
}
