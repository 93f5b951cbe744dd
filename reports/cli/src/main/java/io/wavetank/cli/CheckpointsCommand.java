package io.wavetank.cli;

import io.wavetank.experiment.UserException;
import io.wavetank.experiment.failover.CheckpointSweep;
import io.wavetank.experiment.scenario.Lengths;
import io.wavetank.experiment.scenario.Scenario;
import io.wavetank.experiment.scenario.ScenarioException;
import io.wavetank.report.chart.Chart;
import io.wavetank.report.chart.Quantity;
import io.wavetank.report.chart.XyChart;
import io.wavetank.report.chart.XySeries;
import io.wavetank.report.result.Figures;
import io.wavetank.report.table.TextTable;
import io.wavetank.sim.scenario.Checkpointing;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says how often tasks should save their work. */
@Command(
        name = "checkpoints",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Find out how often tasks should save their work.",
        description = {
            "",
            "Runs a scenario that has 'policies.checkpoint' and 'faults' with checkpoints at several intervals, as Young 1974 and Daly 2006 "
                    + "would have it, and without any. What breaks is the same in all of them. The first scheduler decides.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  wavetank init my.yaml --example checkpoints",
            "  wavetank checkpoints my.yaml -o curve",
            "  wavetank checkpoints my.yaml --intervals 10m,30m,1h,2h"
        })
final class CheckpointsCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The scenario.")
    private Path file = Path.of("");

    @Option(
            names = "--intervals",
            paramLabel = "TIMES",
            split = ",",
            description = "Work between two checkpoints (default: from an eighth to eight times Daly's).")
    private List<String> intervals = List.of();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description = "Draw the curve there, as SVG, PNG and CSV.")
    @Nullable
    private Path output;

    @Mixin
    private ScenarioOptions scenarios = new ScenarioOptions();

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, UserException, ScenarioException {
        if (spec == null) {
            throw new IllegalStateException("Not called through the command line");
        }
        if (output != null) {
            ChartFolder.check(output, "-o");
        }
        Scenario scenario = scenarios.read(file, List.of());
        Checkpointing base = scenario.run().faults().checkpointing();
        if (base == null || scenario.run().faults().isEmpty()) {
            throw new UserException(
                    file + " has no " + (base == null ? "'policies.checkpoint'" : "'faults'")
                            + "; expected both 'policies.checkpoint' and 'faults', as in 'wavetank init --example checkpoints'");
        }
        if (base.meanNanos() == Long.MAX_VALUE) {
            throw new UserException(
                    file + ": policies.checkpoint has no 'mtbf'; expected the mean time between failures of a node,"
                            + " from which Young and Daly reckon");
        }
        var sweep = new CheckpointSweep(scenario, base);
        List<CheckpointSweep.Row> rows =
                sweep.run(chosen(sweep), Runtime.getRuntime().availableProcessors());
        print(rows, scenario, spec.commandLine().getOut());
        return 0;
    }

    private List<Long> chosen(CheckpointSweep sweep) throws UserException {
        if (intervals.isEmpty()) {
            return sweep.usualIntervals();
        }
        List<Long> chosen = new ArrayList<>();
        for (String each : intervals) {
            Long nanos = Lengths.nanos(each);
            if (nanos == null || nanos <= 0) {
                throw new UserException(
                        "--intervals: '" + each + "' is no length of time above 0; expected such as 30m");
            }
            chosen.add(nanos);
        }
        return chosen;
    }

    private void print(List<CheckpointSweep.Row> rows, Scenario scenario, PrintWriter out) throws IOException {
        var table = new TextTable(List.of("checkpoints", "work between", "goodput", "overhead", "lost", "end"));
        for (CheckpointSweep.Row row : rows) {
            table.add(List.of(
                    row.name(),
                    row.intervalNanos() < 0 ? "-" : Figures.duration(row.intervalNanos() / 1e9),
                    Figures.percent(row.goodput()),
                    Figures.percent(row.overhead()),
                    Figures.percent(row.lost()),
                    Figures.duration(row.endSeconds().mean())));
        }
        table.lines().forEach(out::println);
        out.println();
        Paragraph.hanging(
                out,
                "",
                "Goodput is the work that counts as a share of what all cores could have done until the end; overhead (checkpoints and restarts) "
                        + "and lost work are shares of what cores were held for. "
                        + (scenario.replications() > 1
                                ? scenario.replications()
                                        + " replications; '+-' is half the width of the 95 % interval."
                                : "One replication."));
        if (output != null) {
            Chart chart = chart(rows, scenario.title());
            ChartFolder.write(output, Map.of("checkpoints", chart), name -> "");
            out.println("Chart: " + output.resolve("checkpoints.png"));
        }
        out.flush();
    }

    private static Chart chart(List<CheckpointSweep.Row> rows, String title) {
        List<CheckpointSweep.Row> line = rows.stream()
                .filter(row -> row.intervalNanos() > 0)
                .sorted(Comparator.comparingLong(CheckpointSweep.Row::intervalNanos))
                .toList();
        double longest = line.get(line.size() - 1).intervalNanos() / 1e9;
        List<XySeries> series = new ArrayList<>();
        series.add(XySeries.of(
                "checkpoints",
                line.stream().mapToDouble(row -> row.intervalNanos() / 1e9).toArray(),
                line.stream().mapToDouble(row -> row.goodput().mean()).toArray()));
        for (CheckpointSweep.Row row : rows) {
            double y = row.goodput().mean();
            if (row.intervalNanos() < 0) {
                series.add(XySeries.of("none", new double[] {0, longest}, new double[] {y, y}));
            } else if (!row.name().equals("every")) {
                double x = row.intervalNanos() / 1e9;
                series.add(XySeries.of(row.name(), new double[] {x, x}, new double[] {0, y}));
            }
        }
        return new XyChart(
                "Goodput by the work between two checkpoints",
                title,
                new XyChart.Axis("Work between two checkpoints", Quantity.SECONDS),
                new XyChart.Axis("Goodput", Quantity.SHARE),
                false,
                series);
    }
}
