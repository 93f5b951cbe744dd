package io.wavetank.report.table;

import io.wavetank.report.result.Estimate;
import io.wavetank.report.result.Figures;
import io.wavetank.report.result.RunSummary;
import io.wavetank.sim.record.RolloutFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** What became of rollouts, a line for each scheduler and service: how they stand, after how long, and which tries pods did not accept. Nothing if there are none. */
final class RolloutTable {
    private final Map<String, List<RunSummary>> groups;

    RolloutTable(Map<String, List<RunSummary>> groups) {
        this.groups = groups;
    }

    List<String> lines() {
        boolean several = groups.values().stream()
                .flatMap(List::stream)
                .anyMatch(run -> run.result().rollouts().size() > 1);
        boolean any = groups.values().stream()
                .flatMap(List::stream)
                .anyMatch(run -> !run.result().rollouts().isEmpty());
        if (!any) {
            return List.of();
        }
        boolean cut = groups.values().stream()
                .flatMap(List::stream)
                .flatMap(run -> run.result().rollouts().stream())
                .anyMatch(rollout -> rollout.cutOff() > 0);
        List<String> head = new ArrayList<>(List.of("scheduler", "rollout", "after", "endpoints", "not up", "stopped"));
        if (cut) {
            head.add("cut off");
        }
        var table = new TextTable(head);
        groups.forEach((scheduler, runs) -> {
            List<RolloutFigures> first = runs.get(0).result().rollouts();
            for (int i = 0; i < first.size(); i++) {
                int at = i;
                List<RolloutFigures> all = runs.stream()
                        .map(run -> run.result().rollouts().get(at))
                        .toList();
                String name = several ? scheduler + ": " + first.get(i).name() : scheduler;
                List<String> row = new ArrayList<>(List.of(
                        name,
                        stages(all),
                        seconds(all),
                        count(all, RolloutFigures::leastEndpoints),
                        count(all, RolloutFigures::refusedEarly),
                        count(all, RolloutFigures::refusedLate)));
                if (cut) {
                    row.add(count(all, RolloutFigures::cutOff));
                }
                table.add(row);
            }
        });
        List<String> lines = new ArrayList<>(table.lines());
        lines.add("endpoints: the fewest since the update; not up, stopped: tries refused by pods.");
        return lines;
    }

    private static String stages(List<RolloutFigures> all) {
        SortedMap<String, Integer> stages = new TreeMap<>();
        all.forEach(each -> stages.merge(each.stage(), 1, Integer::sum));
        if (stages.size() == 1) {
            return stages.firstKey();
        }
        List<String> words = new ArrayList<>();
        stages.forEach((stage, times) -> words.add(times + " " + stage));
        return String.join(", ", words);
    }

    private static String seconds(List<RolloutFigures> all) {
        double[] ended = all.stream()
                .mapToDouble(RolloutFigures::seconds)
                .filter(each -> !Double.isNaN(each))
                .toArray();
        return ended.length < all.size() ? "-" : Figures.duration(Estimate.of(java.util.Arrays.stream(ended)));
    }

    private static String count(List<RolloutFigures> all, ToDoubleFunction<RolloutFigures> of) {
        return Figures.count(Estimate.of(all.stream().mapToDouble(of)));
    }
}
