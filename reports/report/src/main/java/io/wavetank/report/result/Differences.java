package io.wavetank.report.result;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * How each scheduler differs from the first one, figure by figure, over replications that share their draws: the difference is taken within
 * each replication, and its 95 % interval says whether it is one.
 *
 * @param figure the figure
 * @param first the scheduler that the other is compared with
 * @param other the other
 * @param difference other less first
 * @param ofBounds whether the figure is only a lower bound in any of their runs, so that the true difference may be another
 */
public record Differences(Headline figure, String first, String other, Estimate difference, boolean ofBounds) {
    /** Groups runs by scheduler, in the order in which schedulers first appear; within one by replication. */
    public static Map<String, List<RunSummary>> byScheduler(List<RunSummary> runs) {
        Map<String, List<RunSummary>> groups = new LinkedHashMap<>();
        runs.forEach(run -> groups.computeIfAbsent(run.scheduler(), name -> new ArrayList<>())
                .add(run));
        return groups;
    }

    /** Returns the differences of every figure and scheduler; none with fewer than two replications or schedulers. */
    public static List<Differences> of(List<RunSummary> runs) {
        Map<String, List<RunSummary>> groups = byScheduler(runs);
        List<Differences> all = new ArrayList<>();
        String first = runs.get(0).scheduler();
        List<RunSummary> base = groups.getOrDefault(first, List.of());
        if (base.size() < 2) {
            return all;
        }
        for (Headline figure : Headline.of(runs)) {
            groups.forEach((name, group) -> {
                Estimate difference = paired(figure, base, group);
                if (!name.equals(first) && difference.hasInterval()) {
                    boolean bounds =
                            Stream.concat(base.stream(), group.stream()).anyMatch(figure.atLeast());
                    all.add(new Differences(figure, first, name, difference, bounds));
                }
            });
        }
        return all;
    }

    /** Over the replications that both have. */
    private static Estimate paired(Headline figure, List<RunSummary> base, List<RunSummary> group) {
        Map<Integer, RunSummary> partners = new LinkedHashMap<>();
        base.forEach(run -> partners.put(run.replication(), run));
        return Estimate.of(group.stream().flatMapToDouble(run -> {
            RunSummary partner = partners.get(run.replication());
            return partner == null
                    ? DoubleStream.empty()
                    : DoubleStream.of(value(figure, run) - value(figure, partner));
        }));
    }

    /** To the digits that files hold, so that what reads the same is the same, however it was summed up. */
    private static double value(Headline figure, RunSummary run) {
        double value = figure.of().applyAsDouble(run);
        return Double.isFinite(value) ? Figures.exact(value).doubleValue() : value;
    }

    /** Returns how many replications each scheduler has, such as {@code 10}, or {@code 5 to 10} where they differ. */
    public static String replications(List<RunSummary> runs) {
        var sizes = byScheduler(runs).values().stream().mapToInt(List::size).summaryStatistics();
        return sizes.getMin() == sizes.getMax()
                ? Integer.toString(sizes.getMax())
                : sizes.getMin() + " to " + sizes.getMax();
    }

    /**
     * Returns all of them in sentences, figure by figure. A figure that is the same for all schedulers in every replication is only named, in the last sentence; so that
     * there is something to shorten, where there are more than two schedulers.
     */
    public static List<String> sentences(List<Differences> all) {
        Map<String, List<Differences>> byFigure = new LinkedHashMap<>();
        all.forEach(each -> byFigure.computeIfAbsent(each.figure.name(), name -> new ArrayList<>())
                .add(each));
        List<String> sentences = new ArrayList<>();
        List<String> same = new ArrayList<>();
        byFigure.forEach((figure, differences) -> {
            if (differences.size() > 1 && differences.stream().allMatch(Differences::isNone)) {
                same.add(figure);
            } else {
                differences.forEach(each -> sentences.add(each.sentence()));
            }
        });
        if (!same.isEmpty()) {
            sentences.add("equal in every replication under all: " + String.join(", ", same));
        }
        return sentences;
    }

    private boolean isNone() {
        return difference.mean() == 0 && difference.halfWidth() == 0;
    }

    /** Returns the difference in a sentence: how large it is, or that there is none to be seen. */
    public String sentence() {
        String size = figure.text()
                .apply(new Estimate(Math.abs(difference.mean()), difference.halfWidth(), difference.replications()));
        String bounds = ofBounds ? ", of lower bounds" : "";
        if (isNone()) {
            return figure.name() + ": " + other + " and " + first + " are equal in every replication" + bounds;
        }
        return difference.isNotZero()
                ? figure.name() + ": " + other + " is " + (difference.mean() > 0 ? "higher" : "lower") + " than "
                        + first + " by " + size + bounds
                : figure.name() + ": " + other + " and " + first + " do not differ (" + size + ")" + bounds;
    }
}
