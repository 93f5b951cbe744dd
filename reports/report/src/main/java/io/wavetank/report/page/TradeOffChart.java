package io.wavetank.report.page;

import io.wavetank.report.chart.Chart;
import io.wavetank.report.chart.ParetoChart;
import io.wavetank.report.chart.Quantity;
import io.wavetank.report.chart.XyChart;
import io.wavetank.report.result.Estimate;
import io.wavetank.report.result.RunSummary;
import io.wavetank.sim.record.ElasticFigures;
import io.wavetank.sim.record.ServiceFigures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** What several ways to scale cost against what they move and how long requests take: which of them no other is better than. */
final class TradeOffChart {
    private static final int FEWEST_CHOICES = 3;

    private final Map<String, List<RunSummary>> groups = new LinkedHashMap<>();
    private final String subtitle;

    /** Takes the arms of which it is known what came and went. */
    TradeOffChart(Map<String, List<RunSummary>> all, String subtitle) {
        this.subtitle = subtitle;
        all.forEach((name, runs) -> {
            if (runs.stream().allMatch(run -> run.result().elastic() != null)) {
                groups.put(name, runs);
            }
        });
    }

    /** The chart under its file name without ending; nothing where there are fewer than three choices, or what they cost is all the same. */
    Map<String, Chart> charts() {
        double[] costs = groups.values().stream()
                .mapToDouble(runs -> of(runs, TradeOffChart::cost).value())
                .distinct()
                .toArray();
        if (groups.size() < FEWEST_CHOICES || costs.length < 2) {
            return Map.of();
        }
        List<ParetoChart.Panel> panels = new ArrayList<>();
        boolean moved = groups.values().stream()
                .anyMatch(runs -> of(runs, each -> each.fleet().drained()).value() > 0);
        if (moved) {
            panels.add(panel("Pods moved", Quantity.NUMBER, each -> each.fleet().drained(), each -> false));
        }
        if (groups.values().stream().anyMatch(runs -> served(runs.get(0)))) {
            panels.add(panel("p99 latency", Quantity.SECONDS, TradeOffChart::p99Seconds, ElasticFigures::p99AtLeast));
            panels.add(panel("Late or lost", Quantity.SHARE, TradeOffChart::lateShare, each -> false));
        }
        if (panels.isEmpty()) {
            return Map.of();
        }
        boolean bounds = panels.stream().anyMatch(ParetoChart.Panel::hasBounds);
        return Map.of(
                "trade-off",
                new ParetoChart(
                        moved ? "Cost against pods moved and latency" : "Cost against latency",
                        subtitle + (bounds ? RequestCharts.BOUNDS : ""),
                        new XyChart.Axis("Cost", Quantity.NUMBER),
                        panels));
    }

    /** Takes, too, whether a figure is only a lower bound; of replications it is one if it is one in any. */
    private ParetoChart.Panel panel(
            String label,
            Quantity quantity,
            ToDoubleFunction<ElasticFigures> figure,
            Predicate<ElasticFigures> atLeast) {
        List<ParetoChart.Choice> choices = new ArrayList<>();
        groups.forEach((name, runs) -> {
            boolean bound = runs.stream()
                    .map(run -> run.result().elastic())
                    .anyMatch(elastic -> elastic != null && atLeast.test(elastic));
            ParetoChart.Measured measured = of(runs, figure);
            choices.add(new ParetoChart.Choice(
                    name,
                    of(runs, TradeOffChart::cost),
                    new ParetoChart.Measured(measured.value(), measured.halfWidth(), bound)));
        });
        return new ParetoChart.Panel(new XyChart.Axis(label, quantity), choices);
    }

    private static boolean served(RunSummary run) {
        ElasticFigures elastic = run.result().elastic();
        return elastic != null && !elastic.services().isEmpty();
    }

    private static double cost(ElasticFigures all) {
        return all.fleet().cost();
    }

    /** That of the service where it is the longest. */
    private static double p99Seconds(ElasticFigures all) {
        return all.services().stream()
                .mapToDouble(ServiceFigures::p99Seconds)
                .filter(Double::isFinite) // of one without requests nothing is known
                .max()
                .orElse(Double.NaN);
    }

    private static double lateShare(ElasticFigures all) {
        double offered = 0;
        double bad = 0;
        for (ServiceFigures each : all.services()) {
            offered += each.offered();
            bad += Math.max(
                    each.lost(),
                    each.lateShare() * each.offered()); // who was lost is late, unless nobody waited so long
        }
        return offered == 0 ? Double.NaN : bad / offered;
    }

    private static ParetoChart.Measured of(List<RunSummary> runs, ToDoubleFunction<ElasticFigures> figure) {
        Estimate estimate = Estimate.of(runs.stream().mapToDouble(run -> {
            ElasticFigures elastic = run.result().elastic();
            return elastic == null ? Double.NaN : figure.applyAsDouble(elastic);
        }));
        return new ParetoChart.Measured(estimate.mean(), estimate.halfWidth());
    }
}
