package io.wavetank.experiment.bench;

import io.wavetank.experiment.SchedulerChoice;
import io.wavetank.policy.Draws;
import io.wavetank.report.result.Figures;
import io.wavetank.sim.RunListener;
import io.wavetank.sim.Simulation;
import io.wavetank.sim.SubmissionSource;
import io.wavetank.sim.record.RunResult;
import io.wavetank.sim.scenario.RunSpec;
import io.wavetank.workload.generate.model.Built;
import io.wavetank.workload.generate.model.BuiltInModels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A whole replay, generator, books and statistics included, result files not, beside {@link BareBound} in a JVM of its own.
 *
 * @param nodes how many nodes the cluster has
 * @param tasks how many tasks run
 */
public record ReplayBench(int nodes, long tasks) {
    private static final int BOUND_RUNS = 3;

    /** Replays and returns the line of figures. */
    public String run(SchedulerChoice scheduler) throws IOException {
        Built built =
                BuiltInModels.named("uniform-bench").make(Map.of("nodes", (double) nodes, "tasks", (double) tasks));
        double before = ProcessCost.cpuSeconds();
        RunResult result;
        try (SubmissionSource source = built.workload().open(new Draws(1, 0))) {
            result = Simulation.run(RunSpec.of(1), built.cluster(), source, scheduler.factory(), RunListener.NONE);
        }
        double seconds = ProcessCost.cpuSeconds() - before;
        long peak = ProcessCost.peakResidentMegabytes();
        double perSecond = tasks / seconds;
        double bound = bound();
        return "bench replay: scheduler=" + scheduler.name() + " nodes=" + nodes + " tasks=" + tasks
                + " cpu_s=" + Figures.fixed(seconds, 2)
                + " tasks_per_cpu_s=" + Math.round(perSecond)
                + " events_per_cpu_s=" + Math.round(result.events() / seconds)
                + " bound_tasks_per_cpu_s=" + Math.round(bound)
                + " ratio=" + Figures.fixed(perSecond / bound, 3)
                + " peak_rss_mb=" + peak;
    }

    /** The median of some runs: each is a fifth as long as the replay, and so the more at the mercy of what else the machine does. */
    private double bound() throws IOException {
        double[] runs = new double[BOUND_RUNS];
        for (int run = 0; run < BOUND_RUNS; run++) {
            runs[run] = runBound();
        }
        Arrays.sort(runs);
        return runs[BOUND_RUNS / 2];
    }

    private double runBound() throws IOException {
        var process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:+UseSerialGC", // as the replay: the usual one has threads that cost a tenth
                        "-cp",
                        System.getProperty("java.class.path"),
                        BareBound.class.getName(),
                        Integer.toString(nodes),
                        Long.toString(tasks)))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        String[] figures = said.split(" ", -1);
        if (figures.length != 2) {
            throw new IOException("the bound did not run: " + said);
        }
        return Double.parseDouble(figures[0]) / Double.parseDouble(figures[1]);
    }
}
