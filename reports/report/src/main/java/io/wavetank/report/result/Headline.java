package io.wavetank.report.result;

import io.wavetank.sim.record.CensoredHistogram;
import io.wavetank.sim.record.RunResult;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * One of the figures that schedulers are compared by, and how it is written.
 *
 * @param name what it is, within a sentence
 * @param of its value in a run; NaN if it has none there
 * @param text how a difference between two values is written for people, with its interval; of shares, in points
 */
public record Headline(String name, ToDoubleFunction<RunResult> of, Function<Estimate, String> text) {
    /** Returns the figures that the runs of one workload are compared by: allocation of each resource, waits, all and by group, slowdown. */
    public static List<Headline> of(List<RunSummary> runs) {
        List<Headline> figures = new ArrayList<>();
        for (RunResult.Allocation share : runs.get(0).result().allocation()) {
            String resource = share.resource();
            if (runs.stream().anyMatch(run -> peak(run.result(), resource) > 0)) {
                figures.add(new Headline(
                        "mean " + resource + " allocation", result -> mean(result, resource), Figures::points));
            }
        }
        figures.add(new Headline(
                "mean wait", result -> result.queueingDelay().mean().nanos() / 1e9, Figures::duration));
        figures.add(new Headline(
                "p99 wait", result -> result.queueingDelay().quantile(0.99).nanos() / 1e9, Figures::duration));
        figures.add(new Headline(
                "mean slowdown",
                result -> result.slowdown().mean().nanos() / RunResult.SLOWDOWN_UNIT,
                Figures::short3));
        var groups = new TreeSet<String>();
        runs.forEach(run -> groups.addAll(run.result().waits().byValue().keySet()));
        for (String group : groups) {
            figures.add(new Headline("mean wait of " + group, result -> meanWait(result, group), Figures::duration));
        }
        return figures;
    }

    private static double meanWait(RunResult result, String group) {
        CensoredHistogram delay = result.waits().byValue().get(group);
        return delay == null ? Double.NaN : delay.mean().nanos() / 1e9;
    }

    private static double mean(RunResult result, String resource) {
        return result.allocation().stream()
                .filter(share -> share.resource().equals(resource))
                .mapToDouble(RunResult.Allocation::mean)
                .findFirst()
                .orElse(Double.NaN);
    }

    private static double peak(RunResult result, String resource) {
        return result.allocation().stream()
                .filter(share -> share.resource().equals(resource))
                .mapToDouble(RunResult.Allocation::peak)
                .findFirst()
                .orElse(0);
    }
}
