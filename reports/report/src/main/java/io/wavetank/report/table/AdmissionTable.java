package io.wavetank.report.table;

import io.wavetank.report.result.Estimate;
import io.wavetank.report.result.Figures;
import io.wavetank.report.result.RunSummary;
import io.wavetank.report.result.Subject;
import io.wavetank.sim.record.AdmissionFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/** How many tasks were refused before they came into the system, and how often by what, a line for each scheduler. Nothing if none was. */
public final class AdmissionTable implements Rows {
    private final Map<String, List<RunSummary>> groups;
    private final SortedSet<String> causes = new TreeSet<>();

    /** Collects what was refused in the runs of each scheduler or arm. */
    public AdmissionTable(Map<String, List<RunSummary>> groups) {
        this.groups = groups;
        groups.values()
                .forEach(runs -> runs.forEach(
                        run -> causes.addAll(run.result().admission().refusals().keySet())));
    }

    @Override
    public List<String> head() {
        List<String> head = new ArrayList<>(List.of(Subject.of(groups.values()).word(), "refused"));
        causes.forEach(cause -> head.add("by " + cause));
        return head;
    }

    @Override
    public List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        groups.forEach((scheduler, runs) -> {
            if (!causes.isEmpty()) {
                List<String> row = new ArrayList<>(List.of(scheduler, count(runs, each -> each.tasks())));
                causes.forEach(cause ->
                        row.add(count(runs, each -> each.refusals().getOrDefault(cause, 0L))));
                rows.add(row);
            }
        });
        return rows;
    }

    private static String count(List<RunSummary> runs, ToDoubleFunction<AdmissionFigures> of) {
        return Figures.count(Estimate.of(
                runs.stream().mapToDouble(run -> of.applyAsDouble(run.result().admission()))));
    }
}
