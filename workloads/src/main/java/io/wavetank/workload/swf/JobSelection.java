package io.wavetank.workload.swf;

import io.wavetank.policy.TaskClass;
import io.wavetank.sim.Submission;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.workload.input.Lines;
import io.wavetank.workload.input.TraceFormatException;
import io.wavetank.workload.trace.DropCounts;
import io.wavetank.workload.trace.TraceTotals;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Which jobs of a log of rigid parallel jobs are replayed, and as what: one pool of P processors, any of which serve any job.
 *
 * <p>Dropped, in this order: run time not above 0; processors not above 0; more processors than P. A job that ran past its estimate is cut to
 * it, as if killed at its limit, and counted. Where nobody said how long a job would run, its estimate is its run time.
 */
final class JobSelection {
    static final String NO_RUN_TIME = "run time is 0 or unknown";
    static final String NO_PROCESSORS = "processors are 0 or unknown";
    static final String TOO_BIG = "more processors than the machine has";
    static final String NO_SUBMIT_TIME = "submit time is unknown";

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private record Size(int processors, long user) {}

    private final Lines lines;
    private final int processors;
    private final DropCounts counts = new DropCounts();
    private final Map<Size, TaskClass> classes = new HashMap<>();
    private final Set<Long> users = new HashSet<>();
    private long kept;
    private long clipped;
    private long unestimated;
    private long widest;
    private long coreSeconds;
    private long coreNanos;

    /** Takes the number of processors; 0 is unknown, and no job is too wide. */
    JobSelection(Lines lines, int processors) {
        this.lines = lines;
        this.processors = processors;
    }

    /** Counts the row and returns it as a submission, or null if it is dropped; an estimate not above 0 is none, nor is a user below 0. */
    @Nullable
    Submission take(long jobId, long submitNanos, long runNanos, long procs, long estimateNanos, long user)
            throws TraceFormatException {
        counts.row();
        if (runNanos <= 0) {
            counts.drop(NO_RUN_TIME);
            return null;
        }
        if (procs <= 0) {
            counts.drop(NO_PROCESSORS);
            return null;
        }
        if (procs > (processors == 0 ? Integer.MAX_VALUE : processors)) {
            counts.drop(TOO_BIG);
            return null;
        }
        if (submitNanos < 0) {
            counts.drop(NO_SUBMIT_TIME);
            return null;
        }
        kept++;
        widest = Math.max(widest, procs);
        unestimated += estimateNanos > 0 ? 0 : 1;
        long estimate = estimateNanos > 0 ? estimateNanos : runNanos;
        clipped += runNanos > estimate ? 1 : 0;
        long run = Math.min(runNanos, estimate);
        work((int) procs, run);
        String id = Long.toString(jobId);
        return new Submission(id, id, submitNanos, run, estimate, taskClass((int) procs, user));
    }

    /** Adds to the work; nanoseconds are carried, since core-nanoseconds of a large machine do not fit 64 bits. */
    private void work(int procs, long runNanos) throws TraceFormatException {
        coreNanos += procs * (runNanos % NANOS_PER_SECOND);
        long wholeSeconds = runNanos / NANOS_PER_SECOND;
        if (wholeSeconds > Long.MAX_VALUE / 4 / procs) {
            throw lines.error("a job of " + procs + " processors and " + wholeSeconds + " s", "check its columns");
        }
        long carried = coreNanos / NANOS_PER_SECOND;
        coreNanos -= carried * NANOS_PER_SECOND;
        coreSeconds = TraceTotals.add(coreSeconds, procs * wholeSeconds + carried, lines, "core-seconds");
    }

    private TaskClass taskClass(int procs, long user) {
        var size = new Size(procs, user);
        TaskClass known = classes.get(size);
        if (known == null) {
            String tenant = user < 0 ? "" : Long.toString(user);
            known = TaskClass.builder()
                    .members(procs)
                    .cpuMillis(1000)
                    .tenant(tenant)
                    .build();
            classes.put(size, known);
            if (user >= 0) {
                users.add(user);
            }
        }
        return known;
    }

    boolean hasProcessors() {
        return processors > 0;
    }

    @Nullable
    ClusterSpec cluster() {
        return hasProcessors() ? ClusterSpec.pool(processors) : null;
    }

    long rows() {
        return counts.rows();
    }

    SortedMap<String, Long> dropped() {
        return counts.dropped();
    }

    boolean hasEstimates() {
        return unestimated < kept;
    }

    boolean hasUsers() {
        return !users.isEmpty();
    }

    TraceTotals totals() {
        var values = new LinkedHashMap<String, Long>();
        values.put("jobs", counts.rows());
        values.put("jobs_kept", kept);
        values.put("jobs_clipped_kept", clipped);
        values.put("jobs_without_estimate_kept", unestimated);
        values.put("processors", (long) processors);
        values.put("widest_job_kept", widest);
        values.put("core_seconds_kept", coreSeconds);
        values.put("users_kept", (long) users.size());
        return new TraceTotals(values);
    }
}
