package io.wavetank.report.table;

import io.wavetank.report.result.Estimate;
import io.wavetank.report.result.Figures;
import io.wavetank.report.result.RunSummary;
import io.wavetank.report.result.Subject;
import io.wavetank.sim.record.RolloutFigures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** What became of rollouts, a line for each scheduler and service: how they stand, after how long, and which tries pods did not accept. Nothing if there are none. */
public final class RolloutTable implements Rows {
    private final Map<String, List<RunSummary>> groups;

    /** Collects the rollouts of the runs of each scheduler or arm. */
    public RolloutTable(Map<String, List<RunSummary>> groups) {
        this.groups = groups;
    }

    private Stream<RunSummary> runs() {
        return groups.values().stream().flatMap(List::stream);
    }

    private boolean anyCutOff() {
        return runs().flatMap(run -> run.result().rollouts().stream()).anyMatch(rollout -> rollout.cutOff() > 0);
    }

    @Override
    public List<String> head() {
        List<String> head = new ArrayList<>(
                List.of(Subject.of(groups.values()).word(), "rollout", "after", "endpoints", "not up", "stopped"));
        if (anyCutOff()) {
            head.add("cut off");
        }
        return head;
    }

    @Override
    public String terms() {
        return "Endpoints: the fewest since the update; not up, stopped: tries refused by pods.";
    }

    @Override
    public List<List<String>> rows() {
        boolean several = runs().anyMatch(run -> run.result().rollouts().size() > 1);
        boolean cut = anyCutOff();
        List<List<String>> rows = new ArrayList<>();
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
                        count(all, each -> each.leastEndpoints() < 0 ? Double.NaN : each.leastEndpoints()),
                        count(all, RolloutFigures::refusedEarly),
                        count(all, RolloutFigures::refusedLate)));
                if (cut) {
                    row.add(count(all, RolloutFigures::cutOff));
                }
                rows.add(row);
            }
        });
        return rows;
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
        return ended.length < all.size() ? "-" : Figures.duration(Estimate.of(Arrays.stream(ended)));
    }

    private static String count(List<RolloutFigures> all, ToDoubleFunction<RolloutFigures> of) {
        return Figures.count(Estimate.of(all.stream().mapToDouble(of)));
    }
}
