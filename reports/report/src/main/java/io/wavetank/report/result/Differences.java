package io.wavetank.report.result;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How each scheduler differs from the first one, figure by figure, over replications that share their draws: the difference is taken within
 * each replication, and its 95 % interval says whether it is one.
 *
 * @param figure the figure
 * @param first the scheduler that the other is compared with
 * @param other the other
 * @param difference other less first
 */
public record Differences(Headline figure, String first, String other, Estimate difference) {
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
                if (!name.equals(first)) {
                    all.add(new Differences(figure, first, name, paired(figure, base, group)));
                }
            });
        }
        return all;
    }

    private static Estimate paired(Headline figure, List<RunSummary> base, List<RunSummary> group) {
        int pairs = Math.min(base.size(), group.size());
        return Estimate.of(java.util.stream.IntStream.range(0, pairs)
                .mapToDouble(i -> figure.of().applyAsDouble(group.get(i).result())
                        - figure.of().applyAsDouble(base.get(i).result())));
    }

    /** Returns the difference in a sentence: how large it is, or that there is none to be seen. */
    public String sentence() {
        String interval = figure.text().apply(Math.abs(difference.mean())) + " +- "
                + figure.text().apply(difference.halfWidth());
        return difference.isNotZero()
                ? figure.name() + ": " + other + " is " + (difference.mean() > 0 ? "higher" : "lower") + " than "
                        + first + " by " + interval
                : figure.name() + ": " + other + " and " + first + " do not differ (" + interval + ")";
    }
}
