package io.wavetank.report.table;

import io.wavetank.report.result.Estimate;
import io.wavetank.report.result.Figures;
import io.wavetank.report.result.FiredAlert;
import io.wavetank.report.result.RunSummary;
import io.wavetank.report.result.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.DoubleStream;

/** Which alerts fired, a line for each scheduler and alert: in how many runs, when first, and until when at last. Nothing if none did. */
public final class AlertTable implements Rows {
    private final Map<String, List<RunSummary>> groups;

    /** Collects the alerts of the runs of each scheduler or arm. */
    public AlertTable(Map<String, List<RunSummary>> groups) {
        this.groups = groups;
    }

    @Override
    public List<String> head() {
        return List.of(Subject.of(groups.values()).word(), "alert", "runs", "times", "first at", "over at");
    }

    @Override
    public List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        groups.forEach((scheduler, runs) -> {
            SortedSet<String> names = new TreeSet<>();
            runs.forEach(run -> run.alerts().forEach(each -> names.add(each.alert())));
            for (String name : names) {
                List<List<FiredAlert>> fired = runs.stream()
                        .map(run -> run.alerts().stream()
                                .filter(each -> each.alert().equals(name))
                                .toList())
                        .filter(each -> !each.isEmpty())
                        .toList();
                boolean open = fired.stream()
                        .anyMatch(each -> each.get(each.size() - 1).open());
                rows.add(List.of(
                        scheduler,
                        name,
                        fired.size() + " of " + runs.size(),
                        Figures.count(Estimate.of(fired.stream().mapToDouble(List::size))),
                        time(fired.stream().mapToDouble(each -> each.get(0).firedNanos())),
                        open
                                ? "never"
                                : time(fired.stream()
                                        .mapToDouble(each ->
                                                each.get(each.size() - 1).endedNanos()))));
            }
        });
        return rows;
    }

    private static String time(DoubleStream nanos) {
        return Figures.duration(Estimate.of(nanos.map(each -> each / 1e9)));
    }
}
