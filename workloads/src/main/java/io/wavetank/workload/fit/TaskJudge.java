package io.wavetank.workload.fit;

import io.wavetank.policy.Draws;
import io.wavetank.sim.Submission;
import io.wavetank.sim.SubmissionSource;
import io.wavetank.workload.generate.GeneratedWorkload;
import io.wavetank.workload.generate.Inflow;
import io.wavetank.workload.generate.Until;
import io.wavetank.workload.trace.Trace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Judges models of tasks. */
public final class TaskJudge {
    private static final int LAGS = 48;
    private static final double HOUR = 3600;
    private static final double NANOS = 1e9;
    private static final int MOST_HOURS = 100_000;

    private final List<JobScan> made = new ArrayList<>();
    private final List<JobScan> drawn = new ArrayList<>();
    private final List<Judgement.Figure> figures = new ArrayList<>();
    private final JobScan first;
    private final JobScan second;

    private TaskJudge(JobScan first, JobScan second) {
        this.first = first;
        this.second = second;
    }

    /** Halves a trace by the number of its tasks. */
    public static Judgement judge(Trace trace, FitOptions options) throws IOException {
        trace.requireTasks();
        return judge(
                trace.path().getFileName().toString(),
                trace::submissions,
                trace.firstSubmitNanos(),
                trace.lastSubmitNanos(),
                trace.kept(),
                StartHour.of(trace),
                options);
    }

    /** Halves tasks, as {@link TaskFitter#fit(String, TaskFitter.Tasks, long, long, long, double, FitOptions)} takes them. */
    public static Judgement judge(
            String source,
            TaskFitter.Tasks tasks,
            long firstNanos,
            long lastNanos,
            long count,
            double startHour,
            FitOptions options)
            throws IOException {
        long middle = middle(tasks, count / 2, firstNanos);
        TaskFit fit = TaskFitter.fit(source, tasks, firstNanos, middle - 1, count / 2, startHour, options);
        JobScan first = scan(firstNanos, middle - 1);
        JobScan second = scan(middle, lastNanos);
        var rows = new BootstrapRows();
        try (SubmissionSource all = tasks.open()) {
            for (Submission task = all.next(); task != null; task = all.next()) {
                if (task.submitNanos() < middle) {
                    first.add(task);
                    rows.add(task);
                } else {
                    second.add(task);
                }
            }
        }
        first.finish();
        second.finish();
        if (second.tasks < 2 || first.tasks < 2) {
            throw new IllegalArgumentException(
                    source + ": too few tasks that end to judge by halves; expected some hundreds");
        }
        var judge = new TaskJudge(first, second);
        judge.make(fit.workload(), (middle - firstNanos) / NANOS, rows);
        String halves = first.tasks + " and " + second.tasks + " tasks, " + days(middle - firstNanos) + " and "
                + days(lastNanos - middle) + " days";
        return judge.judged(source, halves, fit.arrivals().chosen().name());
    }

    private static long days(long nanos) {
        return Math.round(nanos / NANOS / (24 * HOUR));
    }

    private static JobScan scan(long from, long to) {
        int hours = (int) Math.max(1, Math.min(MOST_HOURS, Math.ceil((to - from + 1) / NANOS / HOUR)));
        return new JobScan(from, HOUR, hours);
    }

    private static long middle(TaskFitter.Tasks tasks, long place, long firstNanos) throws IOException {
        long nanos = firstNanos;
        long seen = 0;
        try (SubmissionSource all = tasks.open()) {
            for (Submission task = all.next(); task != null && seen <= place; task = all.next()) {
                nanos = task.submitNanos();
                seen++;
            }
        }
        return Math.max(nanos, firstNanos + 1);
    }

    private void make(GeneratedWorkload model, double laterSeconds, BootstrapRows rows) throws IOException {
        List<Inflow> later = new ArrayList<>();
        for (Inflow inflow : model.inflows()) {
            later.add(new Inflow(inflow.name(), Phase.later(inflow.arrivals(), laterSeconds), inflow.kinds())
                    .with(inflow.dependence()));
        }
        var workload = new GeneratedWorkload("later", later, Until.tasks(second.tasks));
        for (int time = 0; time < Judgement.REALISATIONS; time++) {
            made.add(scanned(workload.open(new Draws(1, time))));
            drawn.add(scanned(rows.draw(new Draws(1, time).stream("bootstrap"), second.tasks)));
        }
    }

    /** The last interval is cut short, and so is left out by whoever counts. */
    private static JobScan scanned(SubmissionSource source) throws IOException {
        List<Submission> tasks = new ArrayList<>();
        try (source) {
            for (Submission task = source.next(); task != null; task = source.next()) {
                tasks.add(task);
            }
        }
        long last = tasks.isEmpty() ? 1 : tasks.get(tasks.size() - 1).submitNanos();
        JobScan scan = scan(0, last);
        tasks.forEach(scan::add);
        scan.finish();
        return scan;
    }

    private Judgement judged(String source, String halves, String model) {
        List<Judgement.Distributions> distributions = new ArrayList<>();
        distance("gaps between jobs", "s", scan -> scan.gapSeconds.sample(), distributions);
        distance("jobs in an hour", "", scan -> scan.counts(0).sample(), distributions);
        distance("run times", "s", scan -> scan.runSeconds.sample(), distributions);
        for (String name : List.of("cores", "memory", "GPUs")) {
            if (has(second, name) && has(first, name)) {
                distance(name, name.equals("memory") ? "MiB" : "", scan -> marginal(scan, name), distributions);
            }
        }
        List<Judgement.Correlations> correlations = new ArrayList<>();
        autocorrelation("jobs in an hour", "hours", scan -> scan.counts(0).autocorrelation(LAGS), correlations);
        autocorrelation(
                "run times",
                "jobs",
                scan -> Autocorrelation.of(DependenceFit.scores(scan.rowSeconds()), LAGS),
                correlations);
        difference("rank correlation of size and run time", TaskJudge::spearman);
        difference(
                "log of jobs in an hour", scan -> StrictMath.log(scan.counts(0).mean()));
        return new Judgement(source, halves, figures, distributions, correlations, model);
    }

    private static boolean has(JobScan scan, String name) {
        List<MarginalFit> properties = new ArrayList<>();
        SizeMarginals.add(properties, scan.sizes);
        return properties.stream().anyMatch(each -> each.name().equals(name));
    }

    private static Sample marginal(JobScan scan, String name) {
        return SizeMarginals.sample(scan.sizes, name);
    }

    private static double spearman(JobScan scan) {
        int[] places = scan.rowPlaces();
        double[] sizes = new double[places.length];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = places[i];
        }
        return DependenceFit.spearman(sizes, scan.rowSeconds());
    }

    private void distance(
            String name, String unit, Function<JobScan, Sample> of, List<Judgement.Distributions> distributions) {
        Sample seen = of.apply(second);
        figure("KS of " + name, scan -> of.apply(scan).distanceTo(seen));
        distributions.add(new Judgement.Distributions(
                name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1),
                unit,
                seen,
                of.apply(made.get(0)),
                of.apply(drawn.get(0))));
    }

    private void autocorrelation(
            String name, String lag, Function<JobScan, double[]> of, List<Judgement.Correlations> correlations) {
        double[] seen = of.apply(second);
        figure("autocorrelation error of " + name, scan -> Autocorrelation.error(of.apply(scan), seen));
        correlations.add(new Judgement.Correlations(
                name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1),
                lag,
                seen,
                RateJudge.meanOf(made.stream().map(of).toList()),
                RateJudge.meanOf(drawn.stream().map(of).toList())));
    }

    private void difference(String name, ToDoubleFunction<JobScan> of) {
        double seen = of.applyAsDouble(second);
        figure("difference of " + name, scan -> Math.abs(of.applyAsDouble(scan) - seen));
    }

    private void figure(String name, ToDoubleFunction<JobScan> distance) {
        figures.add(
                new Judgement.Figure(name, mean(made, distance), mean(drawn, distance), distance.applyAsDouble(first)));
    }

    private static double mean(List<JobScan> all, ToDoubleFunction<JobScan> of) {
        return all.stream().mapToDouble(of).average().orElse(Double.NaN);
    }
}
