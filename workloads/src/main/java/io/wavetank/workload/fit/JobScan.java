package io.wavetank.workload.fit;

import io.wavetank.sim.Submission;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Goes through tasks in order of submission, once, and keeps of them what a model is fitted to, in bounded memory: counts in intervals, samples of run
 * times, gaps, tasks a job, a table of sizes, and the first {@value #LONGEST_ROW} jobs as they follow each other.
 *
 * <p>A task whose name for its job is empty, or its own, is a job by itself. A job is taken to be complete when {@value #MOST_OPEN} others have had
 * tasks after its last.
 */
final class JobScan {
    static final int LONGEST_ROW = 200_000;
    private static final int MOST_OPEN = 100_000;
    private static final int MOST_TENANTS = 10_000;
    private static final double NANOS = 1e9;

    private static final class Open {
        private final Size size;
        private long tasks;
        private long lastNanos;
        private boolean same = true;

        Open(Size size, long nanos) {
            this.size = size;
            this.lastNanos = nanos;
        }
    }

    private final long firstNanos;
    private final double binSeconds;
    private final long[] counts;
    private final LinkedHashMap<String, Open> open = new LinkedHashMap<>(16, 0.75f, true);
    private final TreeMap<String, Long> tenants = new TreeMap<>();
    final SizeTable sizes = new SizeTable();
    final Reservoir runSeconds = new Reservoir("run");
    final Reservoir gapSeconds = new Reservoir("gap");
    final Reservoir tasksOfJobs = new Reservoir("tasks");
    final Reservoir staggerSeconds = new Reservoir("stagger");
    final Reservoir estimateSeconds = new Reservoir("estimate");
    private final List<Size> rowSizes = new ArrayList<>();
    private double[] rowSeconds = new double[1024];
    private double[] rowEstimates = new double[1024];
    private long lastJobNanos = -1;
    long tasks;
    long jobs;
    long endless;
    long jobsOfMany;
    long jobsOfManyAlike;

    /**
     * Begins.
     *
     * @param firstNanos when the first interval begins
     * @param bins how many intervals there are at most
     */
    JobScan(long firstNanos, double binSeconds, int bins) {
        this.firstNanos = firstNanos;
        this.binSeconds = binSeconds;
        this.counts = new long[bins];
    }

    void add(Submission task) {
        if (task.workNanos() == Submission.FOREVER) {
            endless++;
            return;
        }
        tasks++;
        double seconds = task.workNanos() / NANOS;
        runSeconds.add(seconds);
        if (task.estimateNanos() > 0) {
            estimateSeconds.add(task.estimateNanos() / NANOS);
        }
        String job = task.job();
        if (job.isEmpty() || job.equals(task.id())) {
            begin(task, seconds);
            tasksOfJobs.add(1);
            return;
        }
        Size size = Size.of(task.taskClass());
        Open known = open.get(job);
        if (known == null) {
            begin(task, seconds);
            known = new Open(size, task.submitNanos());
            open.put(job, known);
            if (open.size() > MOST_OPEN) {
                Map.Entry<String, Open> eldest = open.entrySet().iterator().next();
                open.remove(eldest.getKey());
                complete(eldest.getValue());
            }
        } else {
            staggerSeconds.add((task.submitNanos() - known.lastNanos) / NANOS);
        }
        known.tasks++;
        known.lastNanos = task.submitNanos();
        known.same &= size.equals(known.size);
    }

    private void begin(Submission task, double seconds) {
        long nanos = task.submitNanos();
        int bin = (int) Math.min(counts.length - 1, (nanos - firstNanos) / NANOS / binSeconds);
        counts[bin]++;
        if (lastJobNanos >= 0) {
            gapSeconds.add((nanos - lastJobNanos) / NANOS);
        }
        lastJobNanos = nanos;
        Size size = Size.of(task.taskClass());
        sizes.add(size);
        String tenant = task.taskClass().tenant();
        if (!tenant.isEmpty() && (tenants.size() < MOST_TENANTS || tenants.containsKey(tenant))) {
            tenants.merge(tenant, 1L, Long::sum);
        }
        if (jobs < LONGEST_ROW) {
            int at = (int) jobs;
            if (at == rowSeconds.length) {
                rowSeconds = Arrays.copyOf(rowSeconds, Math.min(LONGEST_ROW, 2 * at));
                rowEstimates = Arrays.copyOf(rowEstimates, Math.min(LONGEST_ROW, 2 * at));
            }
            rowSeconds[at] = seconds;
            rowEstimates[at] = Math.max(0, task.estimateNanos()) / NANOS;
            rowSizes.add(size);
        }
        jobs++;
    }

    private void complete(Open job) {
        tasksOfJobs.add((double) job.tasks);
        if (job.tasks > 1) {
            jobsOfMany++;
            jobsOfManyAlike += job.same ? 1 : 0;
        }
    }

    /** Ends; only then is the meaning of anything what it says. */
    void finish() {
        open.values().forEach(this::complete);
        open.clear();
        sizes.finish();
    }

    /** Counts of jobs; {@code startHour} is what hour of the week the first interval begins at. */
    CountSeries counts(double startHour) {
        return new CountSeries(binSeconds, startHour, counts);
    }

    /** How often each tenant submits a job, in the order of names. */
    Map<String, Long> tenants() {
        return tenants;
    }

    /** The places in the table of sizes of the first jobs, one after the other. */
    int[] rowPlaces() {
        Map<Size, Integer> places = sizes.places();
        int[] row = new int[rowSizes.size()];
        for (int i = 0; i < row.length; i++) {
            Integer place = places.get(sizes.listed(rowSizes.get(i)));
            row[i] = place == null ? 0 : place;
        }
        return row;
    }

    /** The run times of the first tasks of the first jobs, one after the other, in seconds. */
    double[] rowSeconds() {
        return Arrays.copyOf(rowSeconds, rowSizes.size());
    }

    /** What their owners said, likewise; 0 where they said nothing. */
    double[] rowEstimates() {
        return Arrays.copyOf(rowEstimates, rowSizes.size());
    }
}
