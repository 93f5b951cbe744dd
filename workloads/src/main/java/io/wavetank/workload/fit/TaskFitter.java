package io.wavetank.workload.fit;

import io.wavetank.sim.Submission;
import io.wavetank.sim.SubmissionSource;
import io.wavetank.workload.generate.Dependence;
import io.wavetank.workload.generate.GeneratedWorkload;
import io.wavetank.workload.generate.Inflow;
import io.wavetank.workload.generate.Until;
import io.wavetank.workload.trace.Trace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Fits a model to the tasks of a trace. */
public final class TaskFitter {
    private static final List<Double> BINS = List.of(
            1.0, 10.0, 30.0, 60.0, 120.0, 300.0, 600.0, 1200.0, 1800.0, 3600.0, 7200.0, 14_400.0, 43_200.0, 86_400.0);
    private static final int MOST_BINS = 60_000;
    private static final double FEWEST = 0.2;
    private static final double NANOS = 1e9;

    private TaskFitter() {}

    /** Opens tasks from the first. */
    public interface Tasks {
        /** Returns the tasks, in order of submission. */
        SubmissionSource open() throws IOException;
    }

    /** Fits a model to a trace. */
    public static TaskFit fit(Trace trace, FitOptions options) throws IOException {
        trace.requireTasks();
        long last = Math.min(trace.lastSubmitNanos(), options.untilNanos() - 1);
        String source = trace.path().getFileName() + " (" + trace.format().name() + ", sha256 " + trace.sha256() + ")";
        return fit(
                source, trace::submissions, trace.firstSubmitNanos(), last, trace.kept(), StartHour.of(trace), options);
    }

    /**
     * Fits a model to tasks.
     *
     * @param source where they are from, in words
     * @param firstNanos when the first is submitted
     * @param lastNanos when the last is that is looked at
     * @param about about how many there are
     * @param startHour what hour of the week it is at the first
     */
    public static TaskFit fit(
            String source,
            Tasks tasks,
            long firstNanos,
            long lastNanos,
            long about,
            double startHour,
            FitOptions options)
            throws IOException {
        double span = Math.max(1, (lastNanos - firstNanos) / NANOS);
        double bin = options.binSeconds() > 0 ? options.binSeconds() : bin(span, about);
        var scan = new JobScan(firstNanos, bin, (int) Math.max(1, Math.ceil(span / bin)));
        try (SubmissionSource all = tasks.open()) {
            for (Submission task = all.next(); task != null; task = all.next()) {
                if (task.submitNanos() > lastNanos) {
                    break;
                }
                scan.add(task);
            }
        }
        scan.finish();
        if (scan.tasks == 0) {
            throw new IllegalArgumentException(source + ": none of its tasks ends, so there are no run times to fit; "
                    + "give a trace of tasks that end");
        }
        return model(source, scan, span, startHour, options);
    }

    /** The shortest interval that a day can be cut into with arrivals in it and not too many intervals in all. */
    private static double bin(double span, long tasks) {
        for (double bin : BINS) {
            if (span / bin <= MOST_BINS && tasks * bin / span >= FEWEST) {
                return bin;
            }
        }
        return BINS.get(BINS.size() - 1);
    }

    private static TaskFit model(String source, JobScan scan, double span, double startHour, FitOptions options) {
        CountSeries counts = scan.counts(startHour);
        double wanted = options.binSeconds() > 0 ? options.binSeconds() : bin(span, scan.jobs);
        int times = (int) Math.round(Math.max(1, wanted / counts.binSeconds()));
        ArrivalFit arrivals = ArrivalFit.of(counts.coarser(Math.min(times, counts.length())), options.arrivals());
        DependenceFit dependence = DependenceFit.of(scan.rowPlaces(), scan.sizes.weights(), scan.rowSeconds());
        List<MarginalFit> properties = new ArrayList<>();
        properties.add(MarginalFit.of("run time", "s", scan.runSeconds.sample(), options.runTimes()));
        SizeMarginals.add(properties, scan.sizes);
        properties.add(MarginalFit.of("tasks of a job", "", scan.tasksOfJobs.sample(), "empirical"));
        var kinds = new KindsOf(scan, properties.get(0).chosen().distribution()).kinds();
        Dependence kept = dependence.dependence();
        var inflow = new Inflow("jobs", arrivals.chosen().process(), kinds).with(kept);
        var workload = new GeneratedWorkload("fitted", List.of(inflow), Until.tasks(scan.tasks));
        Sample gaps = scan.gapSeconds.seen() == 0 ? Sample.of(span) : scan.gapSeconds.sample();
        return new TaskFit(
                source, scan.tasks, scan.jobs, span, arrivals, gaps, properties, dependence, workload, notes(scan));
    }

    private static List<String> notes(JobScan scan) {
        List<String> notes = new ArrayList<>();
        if (scan.endless > 0) {
            notes.add(scan.endless + " tasks that never end are left out");
        }
        if (!scan.runSeconds.whole()) {
            notes.add("distributions are fitted to " + Reservoir.MOST + " of " + scan.runSeconds.seen()
                    + " tasks, each of which was as likely to be taken");
        }
        if (scan.jobs > JobScan.LONGEST_ROW) {
            notes.add("what depends on what is fitted to the first " + JobScan.LONGEST_ROW + " of " + scan.jobs
                    + " jobs");
        }
        int digits = scan.sizes.roundedTo();
        if (digits > 0) {
            notes.add("amounts are rounded to " + digits + " binary digits, or there would be more than "
                    + SizeTable.MOST + " different sizes");
        }
        return notes;
    }
}
