package io.wavetank.report.table;

import io.wavetank.report.result.Estimate;
import io.wavetank.report.result.Figures;
import io.wavetank.report.result.RunSummary;
import io.wavetank.report.result.Subject;
import io.wavetank.sim.record.GuardedFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * How services with policies of failover of their own came through, a line for each of them under each scheduler; with replications the means and their 95 %
 * intervals. Nothing if there are none.
 */
public final class GuardedTable implements Rows {
    private static final String TERMS =
            "Up: the share of the time in which as many tasks served as are needed. Back in: how long it was down, in the mean and at the most. Data lost: the most"
                    + " that a takeover lost of what was written last. Cores: held by it, standbys and nodes kept free included; held idle: the share of them that did not serve. Moved: live, or"
                    + " to be spread again. Kept out: tasks that waited so that there was room for others. Burn: of the error budget; above 1 the objective is missed.";

    private final Map<String, List<RunSummary>> groups;

    /** Collects the figures of the runs of each scheduler or arm. */
    public GuardedTable(Map<String, List<RunSummary>> groups) {
        this.groups = groups;
    }

    /** Whether no service has such a policy. */
    public boolean isEmpty() {
        return groups.values().stream()
                .flatMap(List::stream)
                .allMatch(run -> run.result().guarded().isEmpty());
    }

    @Override
    public List<String> head() {
        return List.of(
                Subject.of(groups.values()).word(),
                "up",
                "outages",
                "back in",
                "max",
                "data lost",
                "cores",
                "held idle",
                "moved",
                "kept out",
                "burn");
    }

    @Override
    public String terms() {
        return TERMS;
    }

    @Override
    public List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        groups.forEach((scheduler, runs) -> {
            int services = runs.get(0).result().guarded().size();
            for (int i = 0; i < services; i++) {
                rows.add(row(scheduler, services > 1, runs, i));
            }
        });
        return rows;
    }

    private static List<String> row(String scheduler, boolean several, List<RunSummary> runs, int i) {
        List<GuardedFigures> all =
                runs.stream().map(run -> run.result().guarded().get(i)).toList();
        List<String> row = new ArrayList<>();
        row.add(several ? scheduler + ": " + all.get(0).service() : scheduler);
        double up = of(all, GuardedFigures::availability).mean();
        row.add(Double.isNaN(up) ? "-" : Figures.fixed(up * 100, 3) + "%");
        row.add(Figures.count(of(all, GuardedFigures::outages)));
        row.add(time(all, GuardedFigures::outageMean));
        row.add(time(all, GuardedFigures::outageMax));
        row.add(time(all, GuardedFigures::dataLostMax));
        row.add(Figures.short3(of(all, GuardedFigures::cores)));
        Estimate idle = of(all, GuardedFigures::headroom);
        row.add(Double.isNaN(idle.mean()) ? "-" : Figures.percent(idle));
        row.add(Figures.count(of(all, each -> each.migrations() + each.spread())));
        row.add(Figures.count(of(all, GuardedFigures::keptWaiting)));
        Estimate burn = of(all, GuardedFigures::budgetBurn);
        row.add(Double.isNaN(burn.mean()) ? "-" : Figures.short3(burn));
        return row;
    }

    /** Over those runs that have a figure. */
    private static Estimate of(List<GuardedFigures> all, ToDoubleFunction<GuardedFigures> figure) {
        return Estimate.of(all.stream().mapToDouble(figure).filter(each -> !Double.isNaN(each)));
    }

    private static String time(List<GuardedFigures> all, ToDoubleFunction<GuardedFigures> figure) {
        Estimate seconds = of(all, figure);
        return Double.isNaN(seconds.mean()) ? "-" : Figures.duration(seconds);
    }
}
