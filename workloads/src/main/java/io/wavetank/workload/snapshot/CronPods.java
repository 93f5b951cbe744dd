package io.wavetank.workload.snapshot;

import io.wavetank.sim.Submission;
import io.wavetank.workload.input.TraceFormatException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** Makes the pods of the jobs that CronJobs start until the end of the run. */
final class CronPods {
    private final Objects objects;
    private final PodMaker pods;
    private final JobPods jobs;
    private final SnapshotOptions options;

    CronPods(Objects objects, PodMaker pods, JobPods jobs, SnapshotOptions options) {
        this.objects = objects;
        this.pods = pods;
        this.jobs = jobs;
        this.options = options;
    }

    void expand(Fields cron) throws TraceFormatException {
        Fields spec = cron.at("spec");
        Fields job = spec.at("jobTemplate");
        CronSchedule schedule = schedule(cron);
        ZonedDateTime start = options.at().atZone(zone(spec));
        ZonedDateTime end = start.plus(Duration.ofNanos(options.untilNanos()));
        String policy = spec.at("concurrencyPolicy").text("Allow");
        boolean replace = policy.equals("Replace");
        var runs = new Runs(cron, job, policy.equals("Forbid"), deadlineNanos(spec));
        if (replace && runs.firstFreeAt() > 0) {
            objects.notHonoured("CronJob.spec.concurrencyPolicy: Replace (of the run that goes on in the snapshot)");
        }
        if (spec.at("suspend").truth()) {
            for (ZonedDateTime due = schedule.next(start, end);
                    due != null;
                    due = schedule.next(due.plusMinutes(1), end)) {
                pods.drop("run of a CronJob that is suspended", 1);
            }
            return;
        }
        ZonedDateTime due = schedule.next(start, end);
        while (due != null) {
            ZonedDateTime next = schedule.next(due.plusMinutes(1), end);
            runs.stopAt(replace && next != null ? Duration.between(start, next).toNanos() : Submission.FOREVER);
            runs.due(Duration.between(start, due).toNanos(), due.toEpochSecond() / 60);
            due = next;
        }
        runs.end();
    }

    private static long deadlineNanos(Fields spec) throws TraceFormatException {
        Fields deadline = spec.at("startingDeadlineSeconds");
        long seconds = deadline.number(Integer.MAX_VALUE, 0, Integer.MAX_VALUE);
        return deadline.given() ? seconds * 1_000_000_000L : Long.MAX_VALUE;
    }

    /**
     * The runs of one CronJob. With {@code Replace} what is left of one is stopped when the next is due. With {@code Forbid} none begins while the one before goes on; when that ends, the latest that was missed begins late, unless its
     * deadline is over, as the controller of Kubernetes has it, which looks for the latest missed time whenever a job of its ends.
     */
    private final class Runs {
        private static final long NONE = -1;

        private final Fields cron;
        private final Fields job;
        private final boolean forbid;
        private final long deadlineNanos;
        private final long firstFreeAt;
        private long freeAt;
        private long stopNanos = Submission.FOREVER;
        private long missedAt = NONE;
        private long missedMinute;

        Runs(Fields cron, Fields job, boolean forbid, long deadlineNanos) throws TraceFormatException {
            this.cron = cron;
            this.job = job;
            this.forbid = forbid;
            this.deadlineNanos = deadlineNanos;
            this.firstFreeAt = jobs.runningUntil(cron, jobs.runTime(job));
            this.freeAt = forbid ? firstFreeAt : 0;
        }

        /** When the run that goes on in the snapshot would be done; 0 if none does. */
        long firstFreeAt() {
            return firstFreeAt;
        }

        /** What begins from now on is stopped then. */
        void stopAt(long nanos) {
            stopNanos = nanos;
        }

        /** A run is due. */
        void due(long at, long minute) throws TraceFormatException {
            if (missedAt != NONE && freeAt < at) {
                beginLate();
            }
            if (missedAt != NONE) {
                drop();
            }
            if (at < freeAt) {
                missedAt = at;
                missedMinute = minute;
            } else {
                begin(at, minute);
            }
        }

        /** No more is due until the end of the run. */
        void end() throws TraceFormatException {
            if (missedAt != NONE && freeAt < options.untilNanos()) {
                beginLate();
            } else if (missedAt != NONE) {
                drop();
            }
        }

        private void beginLate() throws TraceFormatException {
            if (freeAt - missedAt > deadlineNanos) {
                drop();
            } else {
                missedAt = NONE;
                begin(freeAt, missedMinute);
            }
        }

        private void drop() {
            missedAt = NONE;
            pods.drop("run of a CronJob while the one before goes on", 1);
        }

        private void begin(long at, long minute) throws TraceFormatException {
            String name = Objects.namespace(cron) + "/" + Objects.name(cron) + "-" + minute;
            long done = jobs.make(cron, job, name, at, stopNanos, 0, 0);
            freeAt = forbid ? done : 0;
        }
    }

    private static CronSchedule schedule(Fields cron) throws TraceFormatException {
        Fields written = cron.at("spec", "schedule");
        if (!written.given()) {
            throw cron.fault(
                    "CronJob '" + Objects.name(cron) + "' has no spec.schedule", "write one such as '*/5 * * * *'");
        }
        try {
            return CronSchedule.parse(written.text(""));
        } catch (IllegalArgumentException e) {
            throw written.fault(
                    "this is no schedule of a CronJob: " + e.getMessage(), "write one such as '*/5 * * * *'", e);
        }
    }

    private static ZoneId zone(Fields spec) throws TraceFormatException {
        Fields written = spec.at("timeZone");
        try {
            return ZoneId.of(written.text("Etc/UTC"));
        } catch (DateTimeException e) {
            throw written.fault("'" + written.text("") + "' is no time zone", "write one such as Europe/Berlin", e);
        }
    }
}
