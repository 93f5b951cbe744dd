package io.wavetank.report.result;

import io.wavetank.sim.record.CensoredHistogram;
import io.wavetank.sim.record.RunResult;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * One of the figures that schedulers are compared by, and how it is written.
 *
 * @param name what it is, within a sentence
 * @param of its value in a run; NaN if it has none there
 * @param value how a value is written for people, with its interval
 * @param text how a difference between two values is written for people, with its interval; of shares, in points
 * @param atLeast whether its value in a run is only a lower bound
 */
public record Headline(
        String name,
        ToDoubleFunction<RunSummary> of,
        Function<Estimate, String> value,
        Function<Estimate, String> text,
        Predicate<RunSummary> atLeast) {
    /** A share. */
    static Headline share(String name, ToDoubleFunction<RunSummary> of) {
        return new Headline(name, of, Figures::percent, Figures::points, run -> false);
    }

    /** A length of time in seconds. */
    static Headline time(String name, ToDoubleFunction<RunSummary> of) {
        return new Headline(name, of, Figures::duration, Figures::duration, run -> false);
    }

    /** The same figure, which is only a lower bound in some runs. */
    Headline boundedIn(Predicate<RunSummary> those) {
        return new Headline(name, of, value, text, those);
    }

    /** A number of things, or a ratio. */
    static Headline number(String name, ToDoubleFunction<RunSummary> of) {
        return new Headline(name, of, Figures::short3, Figures::short3, run -> false);
    }

    /** Returns what the runs of services are compared by, what users notice first; none where there are none. */
    public static List<Headline> ofServices(List<RunSummary> runs) {
        return ServiceHeadlines.of(runs);
    }

    /**
     * Returns the figures that the runs of one workload are compared by: those of services, where there are any; allocation of each resource, waits, all and by group,
     * slowdown.
     */
    public static List<Headline> of(List<RunSummary> runs) {
        List<Headline> figures = new ArrayList<>(ofServices(runs));
        for (RunResult.Allocation share : runs.get(0).result().allocation()) {
            String resource = share.resource();
            if (!resource.equals("pods") && runs.stream().anyMatch(run -> peak(run.result(), resource) > 0)) {
                figures.add(share("mean " + resource + " allocation", run -> mean(run.result(), resource)));
            }
        }
        figures.add(time("mean wait", run -> run.result().queueingDelay().mean().nanos() / 1e9)
                .boundedIn(run -> run.result().queueingDelay().mean().atLeast()));
        figures.add(time(
                        "p99 wait",
                        run -> run.result().queueingDelay().quantile(0.99).nanos() / 1e9)
                .boundedIn(run -> run.result().queueingDelay().quantile(0.99).atLeast()));
        figures.add(
                number("mean slowdown", run -> run.result().slowdown().mean().nanos() / RunResult.SLOWDOWN_UNIT)
                        .boundedIn(run -> run.result().slowdown().mean().atLeast()));
        var groups = new TreeSet<String>();
        runs.forEach(run -> groups.addAll(run.result().waits().byValue().keySet()));
        for (String group : groups) {
            figures.add(time("mean wait of " + group, run -> meanWait(run.result(), group))
                    .boundedIn(run -> isMeanBound(run.result(), group)));
        }
        return figures;
    }

    /** Returns the resources that heat maps and fragmentation are about, each once: one, unless the clusters of the runs differ in whether they have it. */
    public static List<String> resources(List<RunSummary> runs) {
        return runs.stream()
                .map(run -> run.result().headlineResource())
                .distinct()
                .toList();
    }

    private static double meanWait(RunResult result, String group) {
        CensoredHistogram delay = result.waits().byValue().get(group);
        return delay == null ? Double.NaN : delay.mean().nanos() / 1e9;
    }

    private static boolean isMeanBound(RunResult result, String group) {
        CensoredHistogram delay = result.waits().byValue().get(group);
        return delay != null && delay.mean().atLeast();
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
